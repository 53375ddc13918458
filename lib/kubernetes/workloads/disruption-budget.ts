import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { WorkloadSpec } from '../../specs/workload/workload-spec';
import { ConfigError } from '../../values/config-error';
import { renderWorkloadLabels } from './placement';

/** What {@link DisruptionBudget} needs. */
export interface DisruptionBudgetProps {
  /** A deployment; a drain may evict as many of its pods at once as its `maxUnavailable` says. */
  readonly workload: WorkloadSpec;
}

/**
 * Limits how many pods of a deployment a drain may evict at once.
 *
 * Unhealthy pods may always be evicted, because a crash-looping pod would otherwise block every drain, upgrade and reboot of its
 * node.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
export class DisruptionBudget extends Construct {
  /** The PodDisruptionBudget, which has the name of the workload. */
  readonly resource: ApiObject;

  /** @throws ConfigError for a daemon or a job, whose budget would never allow an eviction. */
  constructor(scope: Construct, id: string, props: DisruptionBudgetProps) {
    super(scope, id);
    const { workload } = props;
    if (workload.kind !== 'deployment') throw refuseKind(workload);
    this.resource = new k8s.KubePodDisruptionBudget(this, 'Budget', {
      metadata: { name: workload.name, namespace: workload.namespace, labels: { ...renderWorkloadLabels(workload) } },
      spec: {
        selector: { matchLabels: { ...renderWorkloadLabels(workload) } },
        maxUnavailable: k8s.IntOrString.fromNumber(workload.maxUnavailable),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }
}

/**
 * Refuses other kinds: a DaemonSet has no scale subresource, so that the disruption controller allows no eviction and answers
 * each with 429.
 */
function refuseKind(workload: WorkloadSpec): ConfigError {
  return new ConfigError([
    {
      subject: `workload '${workload.namespace}/${workload.name}'`,
      property: 'kind',
      rule: "be 'deployment' to have a disruption budget",
      value: workload.kind,
      remedy: 'leave the budget out: drains skip daemons, and jobs start again',
    },
  ]);
}
