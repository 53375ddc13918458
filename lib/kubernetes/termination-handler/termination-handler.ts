import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type HandledCluster, TERMINATION_HANDLER } from '../../specs/cluster/controllers/termination-handler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { workloadFields } from '../../specs/workload/workload-fields';
import { resolveWorkload, type WorkloadSpec } from '../../specs/workload/workload-spec';
import { PRIORITY_CLASS_NAMES } from '../cluster/priority-classes';
import { DisruptionBudget } from '../workloads/disruption-budget';
import { renderPlacement, renderWorkloadLabels } from '../workloads/placement';
import { TerminationHandlerAccess } from './termination-handler-access';
import { renderHandlerContainer } from './termination-handler-container';
import { HANDLER_METRICS_PORT } from './termination-handler-variables';

/** Properties of {@link TerminationHandler}. */
export type TerminationHandlerProps = HandledCluster;

/** Both work at once. The pod of a lost node starts elsewhere only after five minutes, in which no node would be drained. */
const REPLICAS = 2;

/** A user that no host has. The image names 1000, and its one file, the program, is open to every user. */
const USER = 65_532;

/**
 * Seconds that a pod of the handler has to end. It reads its queue until it is killed and works on nothing that it reads then, so that a
 * longer time would delay the drains of others; a drain that is cut off goes on in the other pod.
 */
const GRACE_SECONDS = 30;

/**
 * Seconds after which a pod counts as available. A handler that is refused by AWS ends after four errors, within seconds, and is ready until
 * then; it would count as available in between, and a rollout would go on.
 */
const STEADY_SECONDS = 60;

const LABELS = renderWorkloadLabels({ name: TERMINATION_HANDLER });

/**
 * aws-node-termination-handler of an AWS cluster: it reads from a queue which instances will end, closes their nodes, evicts their pods, and
 * then lets the instance go.
 *
 * It drains the nodes of its own pods too. A pod leaves itself out of the drain and works until its instance ends, after it has let that
 * instance go. If the drain takes longer than 20 seconds, the other pod reads the same event and evicts the first one, as far as the budget
 * allows: a pod that is told to end finishes what it can within its grace, and the rest is delivered to the other one again. If the nodes
 * of both go at once, the second eviction waits until a replacement of the first pod is available.
 *
 * @see https://github.com/aws/aws-node-termination-handler/blob/v1.25.6/cmd/node-termination-handler.go
 */
export class TerminationHandler extends Construct {
  /** The Deployment, `termination-handler`. */
  readonly resource: k8s.KubeDeployment;

  constructor(scope: Construct, id: string, props: TerminationHandlerProps) {
    super(scope, id);
    new TerminationHandlerAccess(this, 'Access');
    this.addScraping();
    const workload = declareWorkload(props);
    new DisruptionBudget(this, 'Budget', { workload });
    this.resource = this.addDeployment(props, workload);
  }

  private addDeployment(props: TerminationHandlerProps, workload: WorkloadSpec): k8s.KubeDeployment {
    const { labels: _, ...placement } = renderPlacement(workload);
    return new k8s.KubeDeployment(this, 'Deployment', {
      metadata: { name: TERMINATION_HANDLER, namespace: PLATFORM_NAMESPACE, labels: { ...LABELS } },
      spec: {
        replicas: REPLICAS,
        minReadySeconds: STEADY_SECONDS,
        revisionHistoryLimit: 3,
        selector: { matchLabels: { ...LABELS } },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) } },
        template: {
          metadata: { labels: { ...LABELS } },
          spec: {
            ...placement,
            serviceAccountName: TERMINATION_HANDLER,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: PRIORITY_CLASS_NAMES.platform,
            terminationGracePeriodSeconds: GRACE_SECONDS,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: USER,
              runAsGroup: USER,
              // The token for AWS belongs to this group.
              fsGroup: USER,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [renderHandlerContainer(props)],
          },
        },
      },
    });
  }

  /**
   * The namespace denies all inbound traffic. Any pod may read the metrics, because the namespace of Prometheus is unknown and the
   * metrics are not secret.
   */
  private addScraping(): void {
    new k8s.KubeNetworkPolicy(this, 'Scraping', {
      metadata: { name: TERMINATION_HANDLER, namespace: PLATFORM_NAMESPACE },
      spec: {
        podSelector: { matchLabels: { ...LABELS } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: {} }],
            ports: [{ port: k8s.IntOrString.fromNumber(HANDLER_METRICS_PORT), protocol: 'TCP' }],
          },
        ],
      },
    });
  }
}

/** The handler as a workload on its pools, from which its placement and its budget follow as for any other. */
function declareWorkload({ handler }: TerminationHandlerProps): WorkloadSpec {
  const input = {
    name: TERMINATION_HANDLER,
    namespace: PLATFORM_NAMESPACE,
    kind: 'deployment',
    pools: handler.homes.map(({ name }) => name),
    replicas: REPLICAS,
  } as const;
  return resolveWorkload(workloadFields.resolve(input), handler.homes);
}
