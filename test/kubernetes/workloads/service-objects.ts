import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import type { PodSpec } from '../../../lib/render/pods/pod-types';
import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import type { ContainerInput } from '../../../lib/specs/workload/container/container-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { CONTAINER, serviceInput } from '../../fixtures/service-input';
import { onlyObject } from '../../fixtures/synthesize-construct';

/** Objects of a service's own charts. */
export function objectsOf(
  overrides: Partial<WorkloadInput> = {},
  cluster: Partial<AwsClusterInput> = {},
): readonly KubernetesObject[] {
  const workloads = [serviceInput(overrides)];
  const spec = onlyCluster(awsEnvironment({ clusters: [awsCluster({ workloads, ...cluster })] }));
  return synthesizeCharts(spec, [addStandardCharts])
    .filter(({ path }) => path.includes('-cart'))
    .flatMap(({ objects }) => objects);
}

/** A Deployment as far as tests read it. */
export interface ReadDeployment extends KubernetesObject {
  readonly spec: { readonly template: { readonly spec: PodSpec } } & Readonly<Record<string, unknown>>;
}

/** The Deployment of a service. */
export function deploymentOf(
  overrides: Partial<WorkloadInput> = {},
  cluster: Partial<AwsClusterInput> = {},
): ReadDeployment {
  return onlyObject(objectsOf(overrides, cluster), 'Deployment') as ReadDeployment;
}

/** The pod of a service. */
export function podOf(overrides: Partial<WorkloadInput> = {}, cluster: Partial<AwsClusterInput> = {}): PodSpec {
  return deploymentOf(overrides, cluster).spec.template.spec;
}

/** The container that serves, of a service whose container has other members. */
export function containerOf(container: Partial<ContainerInput> = {}, overrides: Partial<WorkloadInput> = {}) {
  const [first] = podOf({ ...overrides, container: { ...CONTAINER, ...container } }).containers;
  if (first === undefined) throw new Error('the pod has no container');
  return first;
}
