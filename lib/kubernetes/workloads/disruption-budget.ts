import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { WorkloadSpec } from '../../specs/workload/workload-spec';
import { ConfigError } from '../../values/config-error';
import { renderWorkloadLabels } from './placement';

/** What {@link DisruptionBudget} needs. */
export interface DisruptionBudgetProps {
  /** A deployment; its `maxUnavailable` is what drains may take at once. */
  readonly workload: WorkloadSpec;
}

/**
 * How many pods of a deployment a drain may take away at once.
 *
 * Unhealthy pods may always be evicted: without that, one crash-looping pod blocks every drain, upgrade and reboot of
 * its node.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
export class DisruptionBudget extends Construct {
  /** The PodDisruptionBudget, named as the workload. */
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

/** A DaemonSet has no scale subresource, so the disruption controller allows nothing and evictions are answered with 429. */
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
