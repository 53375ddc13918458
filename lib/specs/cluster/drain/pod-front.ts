import type { DaemonTraffic } from '../../ingress/ingress-spec';
import { workloadPath } from '../../ingress/resolve-ingress';
import type { WorkloadSpec } from '../../workload/workload-spec';

/** The pods are proxies, to whose nodes a balancer sends requests. */
export interface BalancerFront {
  readonly kind: 'balancer';
  readonly traffic: DaemonTraffic;
}

/** The pods answer requests that proxies of these traffic daemons send them. */
export interface ProxyFront {
  readonly kind: 'proxies';
  /** Namespace and name of each daemon, in the order of the ingresses. */
  readonly daemons: readonly string[];
}

/** The part that sends requests to the pods of a workload. */
export type PodFront = BalancerFront | ProxyFront;

/** The part that sends requests to a workload's pods from outside; undefined where only the cluster reaches them. */
export function frontOf(workload: WorkloadSpec, traffic: readonly DaemonTraffic[]): PodFront | undefined {
  const path = workloadPath(workload);
  const own = traffic.find(({ daemon }) => workloadPath(daemon) === path);
  if (own !== undefined) return { kind: 'balancer', traffic: own };
  const carriers = traffic.filter(({ routes }) => routes.some((route) => workloadPath(route.workload) === path));
  const daemons = carriers.map(({ daemon }) => workloadPath(daemon));
  return daemons.length === 0 ? undefined : { kind: 'proxies', daemons };
}
