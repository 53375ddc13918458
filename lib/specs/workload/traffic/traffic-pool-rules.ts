import type { Problems } from '../../../values/problems';
import { fewestNodes, type NodePoolSpec } from '../../pool/node-pool-spec';

/**
 * Label of nodes that no Service of type LoadBalancer may use: its balancer puts machines into instance groups of its own, but a machine can
 * be in one balanced group only.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#node-kubernetes-io-exclude-from-external-load-balancers
 */
export const NO_OTHER_BALANCER_LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers';

/** Rules of the pools on whose nodes a traffic daemon runs. */
export function judgeTrafficPools(pools: readonly NodePoolSpec[], problems: Problems): void {
  for (const pool of pools) {
    judgePurpose(pool, problems);
    const label = `name pools with the label '${NO_OTHER_BALANCER_LABEL}', because a node may be in one balanced group only, and the balancer of a Service would take every node without it`;
    const remedy = `add the label '${NO_OTHER_BALANCER_LABEL}' with the value 'true' to the pool`;
    problems.require(Object.hasOwn(pool.labels, NO_OTHER_BALANCER_LABEL), 'pools', label, pool.name, remedy);
    const some =
      'name pools that have a node at their least size, because a balancer without nodes answers every request with an error';
    problems.require(fewestNodes(pool) > 0, 'pools', some, pool.name, "raise 'size.min' of the pool");
    if (pool.cloud === 'google') judgeGooglePool(pool, problems);
  }
}

function judgePurpose({ name, purpose, expectsPods }: NodePoolSpec, problems: Problems): void {
  const rule = "name pools with the purpose 'traffic' for a traffic daemon";
  problems.require(
    purpose === 'traffic',
    'pools',
    rule,
    name,
    `give the pool the purpose 'traffic' instead of '${purpose}'`,
  );
  const awaited = "name no pool that says 'expectsPods: false', because the daemon's pods run there";
  problems.require(expectsPods, 'pools', awaited, name, "leave 'expectsPods' of the pool out");
}

type GooglePool = Extract<NodePoolSpec, { readonly cloud: 'google' }>;

function judgeGooglePool({ name, google }: GooglePool, problems: Problems): void {
  const zonal = "name pools with the layout 'zonal': the balancer attaches to the instance group of each zone";
  problems.require(google.layout === 'zonal', 'pools', zonal, name, "give the pool 'google.layout' of 'zonal'");
}
