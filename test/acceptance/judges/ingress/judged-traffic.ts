import type { EnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { judgeEnvironmentInput } from '../../../../lib/specs/environment/judge-environment';
import type { DaemonTraffic } from '../../../../lib/specs/ingress/ingress-spec';
import { podsServiceHost } from '../../../../lib/specs/ingress/pods-service';
import { PROXY_TRAITS } from '../../../../lib/specs/ingress/proxy-traits';
import type { HostInput } from '../../../../lib/specs/workload/hosts/host-input';
import type { ProxySpec } from '../../../../lib/specs/workload/traffic/proxy-spec';
import { Problems } from '../../../../lib/values/problems';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { gclbIngress, hostedService, trafficDaemon, trafficPool } from '../../../fixtures/maximal-ingress';
import { podAddresses } from './cloud';
import type { PodRecords } from './dns-server';

/** Times with which the judge runs proxies: production has minutes. */
export const LAG_SECONDS = 3;

/** Seconds for which a proxy drains. */
export const DRAIN_SECONDS = 12;

/** Ports of the nodes. */
export const PORTS = { http: 8080, health: 8081, metrics: 8404 };

/** Most connections of clients of a proxy. */
const MOST_CONNECTIONS = 2000;

/** The service whose pods speak HTTP/2 alone. */
export const HTTP2_SERVICE = 'multiplexed';

/** The services of the judge, each with its number of simulated pods. */
const SERVICES: Readonly<Record<string, { readonly pods: number; readonly hosts: readonly Partial<HostInput>[] }>> = {
  web: {
    pods: 10,
    hosts: [
      {
        host: 'shop.example.com',
        wwwRedirect: true,
        compress: true,
        responseHeaders: { 'Strict-Transport-Security': 'max-age=31536000' },
      },
    ],
  },
  api: { pods: 2, hosts: [{ host: 'shop.example.com', paths: ['/api', '/api/v2/'] }] },
  deep: { pods: 2, hosts: [{ host: 'shop.example.com', paths: ['/api/v2/deep'] }] },
  chat: { pods: 10, hosts: [{ host: 'chat.example.com', protocol: 'websocket' }] },
  [HTTP2_SERVICE]: { pods: 2, hosts: [{ host: 'h2.example.com', protocol: 'h2' }] },
};

/** Hosts of the service `web` beside its first one, by the part of the request that decides about the pod. */
export const SHARDED: Readonly<Record<string, HostInput['shardBy']>> = {
  'uri.example.com': { kind: 'uri' },
  'header.example.com': { kind: 'header', name: 'X-Room' },
  'cookie.example.com': { kind: 'cookie', name: 'room' },
  'query.example.com': { kind: 'query', name: 'room' },
  'capture.example.com': { kind: 'capture', pattern: '^/room/([0-9]+)' },
};

/** Which proxy, and what is different from the judge's first traffic. */
export interface JudgedOptions {
  readonly kind: ProxySpec['kind'];
  /** Further hosts of the service `web`. @default - none */
  readonly hosts?: readonly Partial<HostInput>[];
}

/** The traffic of a daemon with the judge's services. */
export function judgedTraffic({ kind, hosts = [] }: JudgedOptions): DaemonTraffic {
  const services = Object.entries(SERVICES).map(([name, service]) => {
    const carried = service.hosts.filter(({ protocol }) => PROXY_TRAITS[kind].protocols.includes(protocol ?? 'http1'));
    const stated = [...carried, ...(name === 'web' ? hosts : [])];
    return hostedService(
      {},
      { name, replicas: service.pods, hosts: stated.map((host) => ({ host: '', ingress: 'public', ...host })) },
    );
  });
  const daemon = trafficDaemon({ proxy: { kind }, hostPorts: PORTS });
  const pools = [googlePool(), trafficPool()];
  const clusters = [googleCluster({ pools, workloads: [...services, daemon] })];
  const [traffic] = trafficOf(googleEnvironment({ clusters, ingress: [gclbIngress()] }));
  if (traffic === undefined) throw new Error('the environment of the judge has no traffic');
  const shutdown = { ...traffic.daemon.shutdown, endpointLagSeconds: LAG_SECONDS, drainSeconds: DRAIN_SECONDS };
  return withFewConnections({ ...traffic, daemon: { ...traffic.daemon, shutdown } });
}

/** The traffic with a number of connections for which this machine gives out enough open files. */
export function withFewConnections(traffic: DaemonTraffic): DaemonTraffic {
  const { daemon } = traffic;
  return { ...traffic, daemon: { ...daemon, proxy: { ...daemon.proxy, maxConnections: MOST_CONNECTIONS } } };
}

/** The traffic of all daemons of an environment. */
export function trafficOf(input: EnvironmentInput): readonly DaemonTraffic[] {
  const spec = judgeEnvironmentInput({ input, index: 0, locked: undefined }, new Problems(''));
  return spec?.clusters.flatMap(({ traffic }) => traffic) ?? [];
}

/** Addresses of the simulated pods, by the names of their services. */
export const PODS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(SERVICES).map(([name, { pods }], index) => [name, podAddresses(index + 1, pods)]),
);

/** What DNS answers where these pods are ready. */
export function podRecords(pods: Readonly<Record<string, readonly string[]>> = PODS): PodRecords {
  const names = Object.entries(pods).map(([name, addresses]) => {
    return [podsServiceHost({ name, namespace: 'video' }), addresses] as const;
  });
  return Object.fromEntries(names);
}
