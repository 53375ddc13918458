import type { IngressRoute } from '../../specs/ingress/ingress-spec';
import { podsPort, podsServiceHost } from '../../specs/ingress/pods-service';
import type { HostSpec } from '../../specs/workload/hosts/host-spec';
import { mostReplicas } from '../../specs/workload/replicas/replica-counts';
import { peakPods } from '../../specs/workload/replicas/service-peak';
import { compareText } from '../../values/compare-text';
import { shortHash } from '../../values/short-hash';

/** Members of a host that decide how a proxy treats its requests once it knows the service. */
export type RouteSettings = Pick<HostSpec, 'protocol' | 'shardBy' | 'compress' | 'responseHeaders' | 'timeouts'>;

/** Pods of a service under the settings of one or several of its hosts. */
export interface RoutedBackend {
  /** `<namespace>.<service>.<hash of the settings>`: it stays the same while other hosts come and go. */
  readonly name: string;
  /** DNS name whose addresses are the ready pods. */
  readonly address: string;
  readonly port: number;
  /**
   * Places for pods: at least the most replicas and those that a rollout adds. The number grows in doublings, so that another number of replicas
   * seldom makes the proxies reload.
   */
  readonly slots: number;
  readonly settings: RouteSettings;
}

/** Requests of a host below a prefix of the path, and the backend that answers them. */
export interface RoutedPrefix {
  readonly host: string;
  /** Prefix without a slash at its end; empty for all paths. */
  readonly prefix: string;
  readonly backend: string;
}

/** What the routes of a traffic daemon say, in an order that does not depend on the order of workloads. */
export interface RoutingTable {
  readonly backends: readonly RoutedBackend[];
  /** Prefixes by host; of one host the longer ones come first. */
  readonly prefixes: readonly RoutedPrefix[];
  /** Hosts to which `www.<host>` is redirected. */
  readonly redirected: readonly string[];
}

/** Reads the routes of a traffic daemon; services without a port have none, and a rule refuses their hosts. */
export function routingTable(routes: readonly IngressRoute[]): RoutingTable {
  const backends = new Map<string, RoutedBackend>();
  const prefixes: RoutedPrefix[] = [];
  const redirected = new Set<string>();
  for (const route of routes) {
    const backend = backendOf(route);
    if (backend === undefined) continue;
    backends.set(backend.name, backend);
    if (route.host.wwwRedirect) redirected.add(route.host.host);
    for (const path of route.host.paths)
      prefixes.push({ host: route.host.host, prefix: path.replace(/\/+$/, ''), backend: backend.name });
  }
  return {
    backends: [...backends.values()].sort((left, right) => compareText(left.name, right.name)),
    prefixes: prefixes.sort(comparePrefixes),
    redirected: [...redirected].sort(compareText),
  };
}

function comparePrefixes(left: RoutedPrefix, right: RoutedPrefix): number {
  const byHost = compareText(left.host, right.host);
  if (byHost !== 0) return byHost;
  return right.prefix.length - left.prefix.length || compareText(left.prefix, right.prefix);
}

function backendOf({ workload, host }: IngressRoute): RoutedBackend | undefined {
  const port = podsPort(workload);
  if (port === undefined) return undefined;
  const { serving, surge } = peakPods(mostReplicas(workload));
  const { protocol, shardBy, compress, responseHeaders, timeouts } = host;
  const settings = { protocol, shardBy, compress, responseHeaders, timeouts };
  return {
    name: `${workload.namespace}.${workload.name}.${shortHash({ port, ...settings })}`,
    address: podsServiceHost(workload),
    port,
    slots: doubledUpTo(serving + surge),
    settings,
  };
}

/** Fewest places for pods. */
const LEAST_SLOTS = 16;

function doubledUpTo(count: number): number {
  return LEAST_SLOTS * 2 ** Math.max(0, Math.ceil(Math.log2(count / LEAST_SLOTS)));
}
