import type { ServiceSpec } from '../workload/workload-spec';
import type { DaemonTraffic } from './ingress-spec';
import { podsPort } from './pods-service';

/** A service to whose pods a traffic daemon of its cluster sends requests. */
export interface RoutedService {
  readonly workload: ServiceSpec;
  /** Port of the pods. */
  readonly port: number;
}

/** The part of a cluster that its routed services are read from. */
export interface RoutedCluster {
  readonly traffic: readonly DaemonTraffic[];
}

/** Whether a traffic daemon of the cluster sends requests to any service. */
export function hasRoutes({ traffic }: RoutedCluster): boolean {
  return traffic.some(({ routes }) => routes.length > 0);
}

/**
 * The service as the traffic daemons of its cluster reach it; undefined for a service without hosts, whose pods no daemon reaches. All hosts
 * of a service lead to one port, so that nothing else depends on their number.
 */
export function routedService({ traffic }: RoutedCluster, workload: ServiceSpec): RoutedService | undefined {
  const port = podsPort(workload);
  if (port === undefined || workload.hosts.length === 0) return undefined;
  const isRouted = workload.hosts.some((host) => traffic.some(({ ingress }) => ingress.name === host.ingress));
  return isRouted ? { workload, port } : undefined;
}
