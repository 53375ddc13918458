import { ownMember } from '../../../values/own-member';
import { NODE_POOL_UPDATE_MINUTES, rollEstimate, rollsOf } from '../../pool/google/google-rolls';
import type { GoogleNodePoolSpec } from '../../pool/node-pool-spec';
import type { ClusterSpec, GoogleClusterSpec } from '../cluster-spec';
import type { LockedCluster, LockedPool } from './locked-cluster';

/** Warnings, one line each, for pools that one edit would roll several times, because GKE rolls once for each kind of change. */
export function rollWarnings(cluster: ClusterSpec, locked: LockedCluster): readonly string[] {
  if (cluster.cloud !== 'google') return [];
  return cluster.pools.flatMap((pool) => {
    const before = ownMember(locked.pools, pool.name);
    return before === undefined ? [] : warnOf(pool, before, cluster);
  });
}

function warnOf(pool: GoogleNodePoolSpec, before: LockedPool, cluster: GoogleClusterSpec): readonly string[] {
  const changed = Object.entries(rollsOf(pool)).filter(([what, value]) => before.rolls?.[what] !== value);
  // A lock that an earlier keelson wrote has no `rolls` to compare with.
  if (before.rolls === undefined || changed.length < 2) return [];
  const { minutes, sum } = rollEstimate(pool);
  const total = changed.length * minutes;
  const window = windowMinutes(cluster);
  const fits = window === undefined ? '' : `; the maintenance window has ${window} minutes`;
  return [
    `cluster '${cluster.name}': pool '${pool.name}' rolls ${changed.length} times, one after the other: ${changed.map(([what]) => what).join('; ')}. ` +
      `Each takes about ${minutes} minutes if no disruption budget delays it (${sum}), together ${total}; a deploy waits ${NODE_POOL_UPDATE_MINUTES} minutes for each${fits}`,
  ];
}

function windowMinutes({ controlPlane }: GoogleClusterSpec): number | undefined {
  const { maintenance } = controlPlane;
  if (maintenance === undefined) return undefined;
  return (Date.parse(maintenance.end) - Date.parse(maintenance.start)) / 60_000;
}
