import type { WorkloadSpec } from '../../specs/workload/workload-spec';

/** Name of the policy in a service's namespace that opens its port to the proxies. */
export function hostsPolicyName({ name }: Pick<WorkloadSpec, 'name'>): string {
  return `${name}-hosts`;
}

/** Name of the policy of the whole cluster that opens the port of a service to the proxies. */
export function clusterHostsPolicyName({ namespace, name }: Pick<WorkloadSpec, 'namespace' | 'name'>): string {
  return `keelson-${namespace}-${name}-hosts`;
}
