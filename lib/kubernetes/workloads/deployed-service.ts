import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { routedService } from '../../specs/ingress/routed-services';
import { isScaled } from '../../specs/workload/replicas/replica-counts';
import { hasContainer, type ServiceSpec, servingContainerOf } from '../../specs/workload/workload-spec';
import { addNodeRangePolicy } from '../ingress/node-range-policy';
import { DisruptionBudget } from './disruption-budget';
import { renderWorkloadLabels } from './placement';
import { PodAutoscaler } from './pod-autoscaler';
import { addPodsService } from './pods-service';
import { renderServiceDeployment, renderVersion } from './service-deployment';
import { configMapName, servicePort } from './service-names';

/** Properties of {@link DeployedService}. */
export interface DeployedServiceProps {
  /** The cluster of the service: its pools decide whether the pods wait for kernel parameters. */
  readonly cluster: ClusterSpec;
  /** The service: every object has its name and namespace. */
  readonly workload: ServiceSpec;
}

/** Metadata that all objects of a service have. */
interface ServiceMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/**
 * A service: its identity, which can do nothing, the files of its configuration, its Deployment, the Service that clients call,
 * the budget that limits a drain, the autoscaler where `replicas` are a range, and the way of the proxies to the pods where it has hosts.
 *
 * The ConfigMap is immutable and its name ends with a hash of the files, so that a change makes a new one beside the former one. The
 * former one is no longer written and stays in the cluster until somebody deletes it: an apply deletes nothing, and a rollback needs
 * it.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
 */
export class DeployedService extends Construct {
  /** The Deployment. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: DeployedServiceProps) {
    super(scope, id);
    const { workload } = props;
    const { name, namespace } = workload;
    const metadata = { name, namespace, labels: { ...renderWorkloadLabels(workload) } };
    new k8s.KubeServiceAccount(this, 'ServiceAccount', { metadata, automountServiceAccountToken: false });
    this.addConfig(workload, metadata);
    this.resource = this.addDeployment(props, metadata);
    this.addService(workload, metadata);
    this.addWayIn(props);
    new DisruptionBudget(this, 'Budget', { workload });
    if (isScaled(workload))
      new PodAutoscaler(this, 'Autoscaler', { workload, container: servingContainerOf(workload) });
  }

  private addConfig(workload: ServiceSpec, metadata: ServiceMetadata): void {
    if (!hasContainer(workload)) return;
    const name = configMapName(workload);
    if (name === undefined) return;
    const data = { ...workload.container.config };
    new k8s.KubeConfigMap(this, 'Config', { metadata: { ...metadata, name }, immutable: true, data });
  }

  /** A plain object, because the typed L1 drops the wait before SIGTERM, sidecars and percentages. */
  private addDeployment({ workload, cluster }: DeployedServiceProps, metadata: ServiceMetadata): ApiObject {
    const annotations = renderVersion(workload);
    const hasVersion = Object.keys(annotations).length > 0;
    return new ApiObject(this, 'Deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, ...(hasVersion && { annotations }) },
      spec: renderServiceDeployment(workload, cluster),
    });
  }

  /** The way of the proxies to the pods, which exists where the service has hosts. */
  private addWayIn({ workload, cluster }: DeployedServiceProps): void {
    const service = routedService(cluster, workload);
    if (service === undefined) return;
    addPodsService(this, service);
    // With Dataplane V2 the policy is a custom resource, which a chart of its own has.
    if (cluster.cloud === 'google' && cluster.datapath === 'gke-calico') addNodeRangePolicy(this, { cluster, service });
  }

  private addService(workload: ServiceSpec, metadata: ServiceMetadata): void {
    const served = servicePort(workload);
    if (served === undefined) return;
    const { name, port, appProtocol, target } = served;
    const targetPort =
      typeof target === 'number' ? k8s.IntOrString.fromNumber(target) : k8s.IntOrString.fromString(target);
    new k8s.KubeService(this, 'Service', {
      metadata,
      spec: {
        type: 'ClusterIP',
        selector: metadata.labels,
        ports: [{ name, port, targetPort, protocol: 'TCP', appProtocol }],
      },
    });
  }
}
