import { googlePoolReplacementHash } from '../../pool/google/google-replacement';
import { rollsOf } from '../../pool/google/google-rolls';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import type { ClusterSpec } from '../cluster-spec';
import type { LockedCluster, LockedPool } from './locked-cluster';

/** What the lock holds of a cluster as it is now. */
export function lockCluster(cluster: ClusterSpec, stacks: readonly string[]): LockedCluster {
  const { region, datapath } = cluster;
  return {
    stacks,
    region,
    datapath,
    ranges: rangesOf(cluster),
    ...(cluster.cloud === 'aws' && { primaryZone: cluster.network.primaryZone }),
    pools: Object.fromEntries(cluster.pools.map((pool) => [pool.name, lockPool(pool)])),
  };
}

/** Ranges of a cluster by the property that states them. */
export function rangesOf(cluster: ClusterSpec): Readonly<Record<string, string>> {
  if (cluster.cloud === 'google') {
    const { nodeCidr, podCidr, serviceCidr, controlPlaneCidr } = cluster.network;
    return Object.fromEntries(
      Object.entries({ nodeCidr, podCidr, serviceCidr, controlPlaneCidr }).map(([name, cidr]) => [
        `network.${name}`,
        cidr,
      ]),
    );
  }
  const subnets = cluster.network.zones.flatMap(({ zone, publicCidr, privateCidr }) => [
    [`network.zones.${zone}.publicCidr`, publicCidr],
    [`network.zones.${zone}.privateCidr`, privateCidr],
  ]);
  return {
    'network.vpcCidr': cluster.network.vpcCidr,
    ...Object.fromEntries(subnets),
    'controlPlane.serviceCidr': cluster.controlPlane.serviceCidr,
  };
}

/** What the lock holds of a pool as it is now. */
export function lockPool(pool: NodePoolSpec): LockedPool {
  if (pool.cloud === 'google') {
    // The account of the nodes is the cluster's, so that it says nothing of a pool.
    const replacement = googlePoolReplacementHash(pool, '');
    return { kind: pool.google.layout, scaling: pool.scaling, replacement, rolls: rollsOf(pool) };
  }
  const { management, capacity } = pool.aws;
  return {
    kind: management,
    ...(management === 'self-managed' && { capacity: capacity.kind }),
    scaling: pool.scaling,
  };
}
