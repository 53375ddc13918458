import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { mostNodes, type NodePoolSpec } from '../../pool/node-pool-spec';
import { trafficDaemonsOf } from '../../workload/traffic/traffic-daemon-spec';
import type { BackendMembers } from '../ingress-fields';
import type { IngressBackend, IngressCluster } from '../ingress-spec';
import type { JudgedIngress } from '../judged-ingress';
import { workloadPath } from '../resolve-ingress';

/** Rules of the traffic daemons to whose nodes a balancer sends requests. */
export function judgeBackends(judged: JudgedIngress, problems: Problems): void {
  const { input, spec, clusters } = judged;
  const remedy = "name a traffic daemon, as { cluster: 'main', workload: 'edge/edge-proxy' }";
  problems.require(input.backends.length > 0, 'backends', 'hold at least one backend', input.backends, remedy);
  const values = input.backends.map(({ cluster, workload }) => `${cluster}: ${workload}`);
  requireUnique(problems, { property: 'backends', values, what: 'traffic daemon' });
  input.backends.forEach((backend, index) => {
    judgeDaemon(`backends[${index}]`, { backend, clusters }, problems);
  });
  judgeOthers(judged, problems);
  judgeCapacity(judged, problems);
  for (const backend of spec.backends) judgeRequests(backend, input.backends, problems);
}

interface PlacedBackend {
  readonly backend: BackendMembers;
  readonly clusters: readonly IngressCluster[];
}

function judgeDaemon(at: string, { backend, clusters }: PlacedBackend, problems: Problems): void {
  const cluster = clusters.find(({ name }) => name === backend.cluster);
  const known = `name a cluster of the environment: ${clusters.map(({ name }) => name).join(', ')}`;
  problems.require(cluster !== undefined, `${at}.cluster`, known, backend.cluster, 'correct the name');
  if (cluster === undefined) return;
  const paths = trafficDaemonsOf(cluster).map(workloadPath);
  const choices = paths.length === 0 ? 'none' : paths.join(', ');
  const rule = `name a traffic daemon of the cluster by its namespace and name: ${choices}`;
  const remedy = "correct it, or add a workload of the kind 'traffic-daemon'";
  problems.require(paths.includes(backend.workload), `${at}.workload`, rule, backend.workload, remedy);
}

/** The routes of a daemon, its ports and its drain follow from one ingress. */
function judgeOthers({ spec, all }: JudgedIngress, problems: Problems): void {
  for (const other of all.slice(0, all.indexOf(spec))) {
    for (const { cluster, daemon } of spec.backends) {
      const path = workloadPath(daemon);
      const isTaken = other.backends.some((each) => each.cluster === cluster && workloadPath(each.daemon) === path);
      const rule = `name no traffic daemon of the ingress '${other.name}', because a machine may be in the groups of one balancer only`;
      const remedy = 'give each ingress a daemon and a pool of its own';
      problems.require(!isTaken, 'backends', rule, `${cluster}: ${path}`, remedy);
    }
  }
}

/** Hosts are served by the clusters of their services, so that each set of clusters needs a backend with some capacity. */
function judgeCapacity({ input, spec }: JudgedIngress, problems: Problems): void {
  const open = input.backends.filter(({ capacityPercent }) => capacityPercent > 0).map(({ cluster }) => cluster);
  if (input.backends.length === 0) return;
  const none = 'have a backend with a capacity above 0';
  const remedy = "raise 'capacityPercent' of one of them; 0 is for a cluster whose requests others take";
  if (!problems.require(open.length > 0, 'backends', none, 'all 0', remedy)) return;
  for (const host of new Set(spec.routes.map((route) => route.host.host))) {
    const served = [...new Set(spec.routes.filter((route) => route.host.host === host).map(({ cluster }) => cluster))];
    const closed = served.filter((cluster) => input.backends.some((backend) => backend.cluster === cluster));
    const isServed = closed.length === 0 || served.some((cluster) => open.includes(cluster));
    const rule = `have a backend with a capacity above 0 in a cluster that serves '${host}'`;
    problems.require(isServed, 'backends', rule, `0 in ${served.join(', ')}`, remedy);
  }
}

/** Above the stated number the balancer counts a node as full, so that it must suffice for the stated peak on the most nodes. */
function judgeRequests(
  { cluster, daemon, requestsPerNode }: IngressBackend,
  all: readonly BackendMembers[],
  problems: Problems,
): void {
  if (requestsPerNode === undefined) return;
  const index = all.findIndex((each) => each.cluster === cluster && each.workload === workloadPath(daemon));
  for (const pool of daemon.pools) judgePeak(`backends[${index}].requestsPerNode`, { pool, requestsPerNode }, problems);
}

interface PoolRate {
  readonly pool: NodePoolSpec;
  readonly requestsPerNode: number;
}

function judgePeak(at: string, { pool, requestsPerNode }: PoolRate, problems: Problems): void {
  const peak = pool.load?.requestsPerSecond ?? 0;
  const nodes = mostNodes(pool);
  if (peak === 0 || nodes === 0) return;
  const least = Math.ceil(peak / nodes);
  const rule = `be at least ${least}: the peak of pool '${pool.name}' of ${peak} requests/s on its ${nodes} nodes at most`;
  const remedy = 'raise it, or the size of the pool; the balancer counts every node as full otherwise';
  problems.require(requestsPerNode >= least, at, rule, requestsPerNode, remedy);
}
