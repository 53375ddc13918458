import { scalingGroupName } from '../../render/user-data/launch-hook';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';

/** One Auto Scaling group of a pool. */
export interface GroupPlan {
  /** Construct id of the group: `group`, or `group-<zone>`. */
  readonly id: string;
  /** Physical name of the group, which the spec chooses. */
  readonly name: string;
  /** Zones of the group's subnets, in alphabetical order. A change moves nodes and keeps the group. */
  readonly zones: readonly string[];
}

/**
 * Plans the groups of a pool. Where sizes are counted per zone there is one group per zone, because a group over several zones
 * cannot promise a number of nodes in each, and a volume in one zone needs the autoscaler to add a node in that very zone.
 */
export function planGroups(pool: AwsNodePoolSpec): readonly GroupPlan[] {
  if (pool.size.scope === 'total') return [{ id: 'group', name: pool.physicalName, zones: pool.zones }];
  return pool.zones.map((zone) => ({ id: `group-${zone}`, name: scalingGroupName(pool, zone), zones: [zone] }));
}
