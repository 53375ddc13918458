import { scalingGroupName } from '../../render/user-data/launch-hook';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';

/** One Auto Scaling group of a pool. */
export interface GroupPlan {
  /** Construct id: `group`, or `group-<zone>`. */
  readonly id: string;
  /** Physical name, chosen by the spec. */
  readonly name: string;
  /** Zones of its subnets, in alphabetical order. A change moves nodes but keeps the group. */
  readonly zones: readonly string[];
}

/**
 * The groups of a pool. Where sizes are counted per zone there is one group per zone: a group over several zones can
 * promise no number of nodes in each, and a volume of one zone needs nodes scaled up in that zone.
 */
export function planGroups(pool: AwsNodePoolSpec): readonly GroupPlan[] {
  if (pool.size.scope === 'total') return [{ id: 'group', name: pool.physicalName, zones: pool.zones }];
  return pool.zones.map((zone) => ({ id: `group-${zone}`, name: scalingGroupName(pool, zone), zones: [zone] }));
}
