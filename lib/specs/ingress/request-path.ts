import {
  crossZoneShare,
  type PathLeg,
  type PathSums,
  pathSums,
  type TlsProcessors,
  tlsProcessors,
} from '../../analysis/request-path';
import type { Datapath } from '../machine/datapath';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { ShardKey } from '../workload/hosts/host-fields';
import type { TrafficDaemonSpec } from '../workload/traffic/traffic-daemon-spec';
import type { DaemonTraffic, IngressRoute } from './ingress-spec';
import { type PathLimit, pathLimits, servingClusters } from './path-limits';
import { workloadPath } from './resolve-ingress';

/** The part of a cluster that the paths of its hosts depend on. */
export interface PathCluster {
  readonly datapath: Datapath;
  readonly traffic: readonly DaemonTraffic[];
}

/** Entries of the kernel's table of connections that one request needs. */
export interface PathTracking {
  /** On the node of the proxy: its connections pass netfilter, because the proxy is in the network of its node. */
  readonly proxyNode: number;
  /** On the node of the pod: none on Dataplane V2, whose own table has the connections of pods. */
  readonly podNode: number;
}

/** Zones of a path. */
export interface PathZones {
  readonly proxies: readonly string[];
  readonly pods: readonly string[];
  /** Share of requests, 0 to 1, whose pod is in another zone than their proxy: clouds charge for such traffic. */
  readonly crossShare: number;
}

/** Processor time of TLS that the balancer takes off the proxies: an estimate for all hosts of the daemon together. */
export interface PathTls {
  /** New connections of clients per second, as `load` of the daemon's pools states them. */
  readonly handshakesPerSecond: number;
  /** Processors that the pools save. */
  readonly saved: TlsProcessors;
}

/** Choice of the pod by a part of the request. */
export interface PathShard {
  readonly key: ShardKey;
  /** Clusters that serve the host: proxies agree within a cluster, and each cluster has pods of its own. */
  readonly clusters: number;
}

/** The way of a host's requests from the client's network to a pod, through the proxies of one daemon. */
export interface RequestPath {
  readonly host: string;
  /** Name of the ingress. */
  readonly ingress: string;
  readonly route: IngressRoute;
  readonly daemon: TrafficDaemonSpec;
  /** Connections, in the order in which they are opened. */
  readonly legs: readonly PathLeg[];
  readonly sums: PathSums;
  readonly tracking: PathTracking;
  readonly zones: PathZones;
  /** Undefined where no pool of the daemon states new connections in `load`. */
  readonly tls: PathTls | undefined;
  /** Undefined where the pod with the fewest connections answers. */
  readonly shard: PathShard | undefined;
  /** Every time limit on the way, from the client on. */
  readonly limits: readonly PathLimit[];
}

/**
 * Connections of a request. The balancer sends it to a port of the node, on which the proxy itself listens, and the proxy to the address of a
 * pod, which a headless Service names: so neither kube-proxy nor a NAT is on the way.
 */
export function pathLegs({ daemon }: Pick<DaemonTraffic, 'daemon'>, { workload }: IngressRoute): readonly PathLeg[] {
  const edge = 'Google front end';
  const proxy = `${daemon.proxy.kind} of '${workloadPath(daemon)}' on its node`;
  const pod = `pod of '${workloadPath(workload)}'`;
  return [
    { from: 'client', to: edge, nats: 0, endsTls: true },
    { from: edge, to: proxy, nats: 0, endsTls: false },
    { from: proxy, to: pod, nats: 0, endsTls: false },
  ];
}

/** A path as one line: `client -> Google front end (TLS ends) -> …`. */
export function renderLegs(legs: readonly PathLeg[]): string {
  const first = legs.slice(0, 1).map(({ from }) => from);
  const others = legs.map(({ to, endsTls }) => (endsTls ? `${to} (TLS ends)` : to));
  return [...first, ...others].join(' -> ');
}

/** The paths of all hosts that the traffic daemons of a cluster carry, in the order of ingresses and hosts. */
export function requestPaths(cluster: PathCluster): readonly RequestPath[] {
  return cluster.traffic.flatMap((traffic) => traffic.routes.map((route) => requestPath(cluster, traffic, route)));
}

function requestPath({ datapath }: PathCluster, traffic: DaemonTraffic, route: IngressRoute): RequestPath {
  const { daemon, ingress } = traffic;
  const { host, workload } = route;
  const legs = pathLegs(traffic, route);
  return {
    host: host.host,
    ingress: ingress.name,
    route,
    daemon,
    legs,
    sums: pathSums(legs),
    tracking: { proxyNode: legs.length - 1, podNode: datapath === 'gke-dataplane-v2' ? 0 : 1 },
    zones: pathZones(daemon.pools, workload.pools),
    tls: pathTls(daemon),
    shard: host.shardBy && { key: host.shardBy, clusters: servingClusters(ingress, host.host).length },
    limits: pathLimits(ingress, route),
  };
}

function pathZones(proxyPools: readonly NodePoolSpec[], podPools: readonly NodePoolSpec[]): PathZones {
  const [proxies, pods] = [zonesOf(proxyPools), zonesOf(podPools)];
  return { proxies, pods, crossShare: crossZoneShare(proxies, pods) };
}

function zonesOf(pools: readonly NodePoolSpec[]): readonly string[] {
  return [...new Set(pools.flatMap(({ zones }) => zones))].sort();
}

function pathTls({ pools }: TrafficDaemonSpec): PathTls | undefined {
  const handshakesPerSecond = pools.reduce((sum, { load }) => sum + (load?.newConnectionsPerSecond ?? 0), 0);
  return handshakesPerSecond === 0 ? undefined : { handshakesPerSecond, saved: tlsProcessors(handshakesPerSecond) };
}
