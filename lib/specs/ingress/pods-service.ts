import { hasContainer, type ServiceSpec } from '../workload/workload-spec';

/** DNS domain of the Services of a cluster. */
const CLUSTER_DOMAIN = 'cluster.local';

/**
 * Name of the Service without an address of its own whose DNS record lists the ready pods of a service: proxies send requests to the pods
 * themselves, and no node translates addresses on the way.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
 */
export function podsServiceName({ name }: Pick<ServiceSpec, 'name'>): string {
  return `${name}-pods`;
}

/** DNS name that lists the ready pods of a service. */
export function podsServiceHost(workload: Pick<ServiceSpec, 'name' | 'namespace'>): string {
  return `${podsServiceName(workload)}.${workload.namespace}.svc.${CLUSTER_DOMAIN}`;
}

/** Port on which the pods of a service take requests; undefined for a pod of a team's own that has no port. */
export function podsPort(workload: ServiceSpec): number | undefined {
  return hasContainer(workload) ? workload.container.port : workload.podYaml.port?.port;
}
