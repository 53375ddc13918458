import type { PathLimit } from '../../specs/ingress/path-limits';
import { type PathShard, type RequestPath, renderLegs } from '../../specs/ingress/request-path';
import { workloadPath } from '../../specs/ingress/resolve-ingress';
import type { ShardKey } from '../../specs/workload/hosts/host-fields';

/** The header in which the balancer passes on the address of a client: it appends that address and then its own. */
const CLIENT_HEADER = 'X-Forwarded-For';

/** Text between two hosts of a row. */
export const HOST_SEPARATOR = ', ';

/** The paths of hosts that differ in nothing else, as texts of a table. */
export interface PathRow {
  /** Hosts, separated by commas; each with its paths, where they are not all. */
  readonly hosts: string;
  /** Parts on the way, with the place where TLS ends. */
  readonly path: string;
  readonly hops: string;
  readonly nats: string;
  /** Entries in the kernel's table of connections on the nodes of proxy and pod. */
  readonly tracked: string;
  /** Share of requests whose pod is in another zone than their proxy. */
  readonly crossZone: string;
  /** Choice of the pod, with who agrees on it. */
  readonly pod: string;
  /** Time limits in seconds, from the client on. */
  readonly limits: string;
}

/** Paths as rows of a table, in their order; hosts whose paths are alike share a row. */
export function pathRows(paths: readonly RequestPath[]): readonly PathRow[] {
  const rows = new Map<string, { readonly row: Omit<PathRow, 'hosts'>; readonly hosts: string[] }>();
  for (const path of paths) {
    const row = rowOf(path);
    const key = JSON.stringify(row);
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { row, hosts: [hostOf(path)] });
    else known.hosts.push(hostOf(path));
  }
  return [...rows.values()].map(({ row, hosts }) => ({ hosts: hosts.join(HOST_SEPARATOR), ...row }));
}

function rowOf(path: RequestPath): Omit<PathRow, 'hosts'> {
  return {
    path: renderLegs(path.legs),
    hops: String(path.sums.hops),
    nats: String(path.sums.nats),
    tracked: `${path.tracking.proxyNode} + ${path.tracking.podNode}`,
    crossZone: percent(path.zones.crossShare),
    pod: path.shard === undefined ? 'fewest connections' : renderShard(path.shard),
    limits: renderLimits(path.limits),
  };
}

/** Sentences about all hosts of a table: of the client's address, and of each daemon whose pools state the load that TLS depends on. */
export function pathNotes(paths: readonly RequestPath[]): readonly string[] {
  if (paths.length === 0) return [];
  const savings = new Set(paths.flatMap((path) => savingOf(path) ?? []));
  const address = `A pod finds the client's address in ${CLIENT_HEADER}: the balancer appends it, and its own address after it; the peer of the pod's connection is the proxy.`;
  return [address, ...savings];
}

/** A path as data that can be written as JSON. */
export function pathData(path: RequestPath): object {
  const { host, ingress, daemon, route, legs, sums, tracking, zones, tls, shard, limits } = path;
  return {
    host,
    ingress,
    paths: route.host.paths,
    namespace: route.workload.namespace,
    workload: route.workload.name,
    daemon: workloadPath(daemon),
    legs,
    ...sums,
    tracking,
    zones,
    tls: tls ?? null,
    clientAddress: { header: CLIENT_HEADER, peer: 'proxy' },
    shard: shard ?? null,
    limits,
  };
}

function hostOf({ host, route }: RequestPath): string {
  const { paths } = route.host;
  return paths.length === 1 && paths[0] === '/' ? host : `${host} (${paths.join(' ')})`;
}

function renderShard({ key, clusters }: PathShard): string {
  const among =
    clusters > 1
      ? `; all proxies of a cluster agree, and each of ${clusters} clusters has its own pods`
      : '; all proxies agree';
  return `hash of ${renderKey(key)}${among}`;
}

function renderKey(key: ShardKey): string {
  switch (key.kind) {
    case 'uri':
      return 'path and query';
    case 'capture':
      return `'${key.pattern}' in the path`;
    case 'query':
      return `the parameter '${key.name}'`;
    case 'header':
    case 'cookie':
      return `the ${key.kind} '${key.name}'`;
  }
}

function renderLimits(limits: readonly PathLimit[]): string {
  const owners = [...new Set(limits.map(({ by }) => by))];
  const ofOwner = (owner: PathLimit['by']) => limits.filter(({ by }) => by === owner);
  return owners
    .map(
      (owner) =>
        `${owner}: ${ofOwner(owner)
          .map(({ what, seconds }) => `${what} ${seconds}`)
          .join(', ')}`,
    )
    .join('; ');
}

function savingOf({ daemon, tls }: RequestPath): string | undefined {
  if (tls === undefined) return undefined;
  const { handshakesPerSecond, saved } = tls;
  const processors = `${rounded(saved.ecdsa)} processors with P-256 certificates, ${rounded(saved.rsa)} with RSA-2048`;
  return `TLS ends at the balancer, which saves the pools of '${workloadPath(daemon)}' about ${processors}, for ${handshakesPerSecond} handshakes per second; an estimate without the bytes.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function rounded(processors: number): string {
  return processors < 10 ? processors.toFixed(1) : String(Math.round(processors));
}
