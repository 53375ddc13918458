import { judgeEnvironmentInput } from '../../../../lib/specs/environment/judge-environment';
import type { DaemonTraffic } from '../../../../lib/specs/ingress/ingress-spec';
import type { HostInput } from '../../../../lib/specs/workload/hosts/host-input';
import type { HostSpec } from '../../../../lib/specs/workload/hosts/host-spec';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { Problems } from '../../../../lib/values/problems';
import {
  hostedService,
  hostInput,
  ingressCluster,
  ingressEnvironment,
  trafficDaemon,
} from '../../../fixtures/ingress-environment';

/** The kind of a proxy. */
export type ProxyKind = 'haproxy' | 'nginx';

/** The traffic of a daemon with a proxy of a kind, as an environment with these services resolves it; rules have tests of their own. */
export function trafficOf(kind: ProxyKind, services: readonly WorkloadInput[] = [hostedService()]): DaemonTraffic {
  const daemon = trafficDaemon({ proxy: { kind, maxConnections: 5000 } });
  const input = ingressEnvironment({ clusters: [ingressCluster({ workloads: [daemon, ...services] })] });
  const environment = judgeEnvironmentInput({ input, index: 0, locked: undefined }, new Problems());
  const [traffic] = environment?.clusters.flatMap((cluster) => cluster.traffic) ?? [];
  if (traffic === undefined) throw new Error('the environment has no traffic daemon');
  return traffic;
}

/** The traffic of a service with hosts that differ from the plain one in these members. */
export function trafficOfHosts(kind: ProxyKind, ...hosts: readonly Partial<HostInput>[]): DaemonTraffic {
  return trafficOf(kind, [hostedService({ replicas: 10, hosts: hosts.map((host) => hostInput(host)) })]);
}

/** The same traffic with members of its hosts that no rule has seen. */
export function unjudged(traffic: DaemonTraffic, host: Partial<HostSpec>): DaemonTraffic {
  return { ...traffic, routes: traffic.routes.map((route) => ({ ...route, host: { ...route.host, ...host } })) };
}

/** The lines of the block of a configuration that begins with a text, without their indentation. */
export function blockOf(text: string, headline: string): readonly string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(headline));
  const length = lines.slice(start + 1).findIndex((line) => line === '' || line === '}');
  if (start < 0) throw new Error(`no block '${headline}'`);
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).map((line) => line.trim());
}
