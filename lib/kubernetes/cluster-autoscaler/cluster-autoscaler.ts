import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  type AutoscaledCluster,
  CLUSTER_AUTOSCALER,
  PRIORITIES_CONFIG_MAP,
} from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { addController } from '../controllers/controller-deployment';
import { addScrapingPolicy } from '../controllers/scraping-policy';
import { renderWorkloadLabels } from '../workloads/placement';
import { ClusterAutoscalerAccess } from './cluster-autoscaler-access';
import { renderAutoscalerContainer } from './cluster-autoscaler-container';
import { AUTOSCALER_PORT } from './cluster-autoscaler-flags';
import { renderPriorities } from './cluster-autoscaler-priorities';

/** Properties of {@link ClusterAutoscaler}. */
export type ClusterAutoscalerProps = AutoscaledCluster;

/**
 * The cluster autoscaler of an AWS cluster: it makes Auto Scaling groups larger for pods that find no room, and removes nodes whose pods
 * find room elsewhere, after it has drained them. One of its two pods works, and the other one waits for the lease.
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
    addScrapingPolicy(this, { name: CLUSTER_AUTOSCALER, port: AUTOSCALER_PORT });
    const { homes } = props.autoscaler;
    this.resource = addController(this, { container: renderAutoscalerContainer(props), homes });
  }

  private addPriorities({ autoscaler }: ClusterAutoscalerProps): void {
    new k8s.KubeConfigMap(this, 'Priorities', {
      metadata: {
        name: PRIORITIES_CONFIG_MAP,
        namespace: PLATFORM_NAMESPACE,
        labels: { ...renderWorkloadLabels({ name: CLUSTER_AUTOSCALER }) },
      },
      data: { priorities: renderPriorities(autoscaler) },
    });
  }
}
