import type { Problems } from '../../../values/problems';
import { requestsPerNodeOf } from '../balancing-mode';
import type { JudgedIngress } from '../judged-ingress';

/** Rules of what all backends of one ingress have in common: the unit of their load, and the port of their health. */
export function judgeAlikeBackends({ spec }: JudgedIngress, problems: Problems): void {
  const pools = spec.backends.flatMap((backend) => backend.daemon.pools.map((pool) => ({ backend, pool })));
  const unstated = pools.filter(({ backend, pool }) => requestsPerNodeOf(backend, pool) === undefined);
  const names = unstated.map(({ pool }) => pool.name).join(', ');
  const rule =
    'state the requests per second of a node for all pools or for none, because a balancer compares its backends in one unit';
  const remedy = "state 'requestsPerNode' of every backend, or 'load.perNode.requestsPerSecond' of every pool";
  const areAlike = unstated.length === 0 || unstated.length === pools.length;
  problems.require(areAlike, 'backends', rule, `none for ${names}`, remedy);
  judgeGroups(pools, problems);
  const ports = [...new Set(spec.backends.map(({ daemon }) => daemon.hostPorts.health))];
  const one =
    "have one 'hostPorts.health' in all traffic daemons of an ingress, because the balancer has one health check";
  problems.require(ports.length <= 1, 'backends', one, ports.join(' and '), `use ${ports[0]} in all of them`);
}

/**
 * Instance groups of a backend service at most.
 *
 * @see https://cloud.google.com/load-balancing/docs/quotas#backends
 */
const MAX_GROUPS = 50;

/** Every zone of every pool is an instance group. */
function judgeGroups(
  pools: readonly { readonly pool: { readonly zones: readonly string[] } }[],
  problems: Problems,
): void {
  const count = pools.reduce((sum, { pool }) => sum + pool.zones.length, 0);
  const rule = `have at most ${MAX_GROUPS} instance groups, one for each zone of each pool, as a backend service of Google takes`;
  problems.require(count <= MAX_GROUPS, 'backends', rule, count, 'use fewer and larger pools, or a further ingress');
}
