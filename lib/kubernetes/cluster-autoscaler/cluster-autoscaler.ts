import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  type AutoscaledCluster,
  CLUSTER_AUTOSCALER,
  PRIORITIES_CONFIG_MAP,
} from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { workloadFields } from '../../specs/workload/workload-fields';
import { resolveWorkload, type WorkloadSpec } from '../../specs/workload/workload-spec';
import { PRIORITY_CLASS_NAMES } from '../cluster/priority-classes';
import { DisruptionBudget } from '../workloads/disruption-budget';
import { renderPlacement, renderWorkloadLabels } from '../workloads/placement';
import { ClusterAutoscalerAccess } from './cluster-autoscaler-access';
import { renderAutoscalerContainer } from './cluster-autoscaler-container';
import { AUTOSCALER_PORT } from './cluster-autoscaler-flags';
import { renderPriorities } from './cluster-autoscaler-priorities';

/** Properties of {@link ClusterAutoscaler}. */
export type ClusterAutoscalerProps = AutoscaledCluster;

/** One works and one waits for its lease: the pod of a lost node starts elsewhere only after five minutes, in which no node would be added. */
const REPLICAS = 2;

/** User `nonroot` of the image's base. */
const USER = 65_532;

const LABELS = renderWorkloadLabels({ name: CLUSTER_AUTOSCALER });

/**
 * The cluster autoscaler of an AWS cluster: it makes Auto Scaling groups larger for pods that find no room, and removes nodes whose pods
 * find room elsewhere, after it has drained them.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md
 */
export class ClusterAutoscaler extends Construct {
  /** The Deployment, `cluster-autoscaler`. */
  readonly resource: k8s.KubeDeployment;

  constructor(scope: Construct, id: string, props: ClusterAutoscalerProps) {
    super(scope, id);
    const readsPriorities = props.autoscaler.priorities !== undefined;
    new ClusterAutoscalerAccess(this, 'Access', { readsPriorities });
    if (readsPriorities) this.addPriorities(props);
    this.addScraping();
    const workload = declareWorkload(props);
    new DisruptionBudget(this, 'Budget', { workload });
    this.resource = this.addDeployment(props, workload);
  }

  private addDeployment(props: ClusterAutoscalerProps, workload: WorkloadSpec): k8s.KubeDeployment {
    const { labels: _, ...placement } = renderPlacement(workload);
    return new k8s.KubeDeployment(this, 'Deployment', {
      metadata: { name: CLUSTER_AUTOSCALER, namespace: PLATFORM_NAMESPACE, labels: { ...LABELS } },
      spec: {
        replicas: REPLICAS,
        revisionHistoryLimit: 3,
        selector: { matchLabels: { ...LABELS } },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) } },
        template: {
          metadata: { labels: { ...LABELS } },
          spec: {
            ...placement,
            serviceAccountName: CLUSTER_AUTOSCALER,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: PRIORITY_CLASS_NAMES.platform,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: USER,
              runAsGroup: USER,
              // The token for AWS belongs to this group.
              fsGroup: USER,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [renderAutoscalerContainer(props)],
          },
        },
      },
    });
  }

  private addPriorities({ autoscaler }: ClusterAutoscalerProps): void {
    new k8s.KubeConfigMap(this, 'Priorities', {
      metadata: { name: PRIORITIES_CONFIG_MAP, namespace: PLATFORM_NAMESPACE, labels: { ...LABELS } },
      data: { priorities: renderPriorities(autoscaler) },
    });
  }

  /**
   * The namespace denies all inbound traffic. Any pod may read the metrics, because the namespace of Prometheus is unknown and the
   * metrics are not secret.
   */
  private addScraping(): void {
    new k8s.KubeNetworkPolicy(this, 'Scraping', {
      metadata: { name: CLUSTER_AUTOSCALER, namespace: PLATFORM_NAMESPACE },
      spec: {
        podSelector: { matchLabels: { ...LABELS } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: {} }],
            ports: [{ port: k8s.IntOrString.fromNumber(AUTOSCALER_PORT), protocol: 'TCP' }],
          },
        ],
      },
    });
  }
}

/** The autoscaler as a workload on its pools, from which its placement and its budget follow as for any other. */
function declareWorkload({ autoscaler }: ClusterAutoscalerProps): WorkloadSpec {
  const input = {
    name: CLUSTER_AUTOSCALER,
    namespace: PLATFORM_NAMESPACE,
    kind: 'deployment',
    pools: autoscaler.homes.map(({ name }) => name),
    replicas: REPLICAS,
  } as const;
  return resolveWorkload(workloadFields.resolve(input), autoscaler.homes);
}
