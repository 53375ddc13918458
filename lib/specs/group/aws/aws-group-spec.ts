import { compareText } from '../../../values/compare-text';
import { type PoolSize, resolvePoolSize } from '../../pool/pool-size';
import type { GroupSurroundings } from '../group-fields';
import type { AwsGroupMembers } from './aws-group-fields';

/** A group of machines on AWS that are no nodes, with every default filled in. */
export interface AwsGroupSpec extends Omit<AwsGroupMembers, 'size' | 'zones'> {
  /** `<cluster>-<group>`: base of the physical names. */
  readonly physicalName: string;
  readonly size: PoolSize;
  /** Zones in alphabetical order. */
  readonly zones: readonly string[];
}

/** A group on AWS with every default filled in. */
export function resolveAwsGroup(input: AwsGroupMembers, surroundings: GroupSurroundings): AwsGroupSpec {
  return {
    ...input,
    physicalName: `${surroundings.clusterPhysicalName}-${input.name}`,
    size: resolvePoolSize(input.size),
    zones: [...(input.zones ?? surroundings.networkZones)].sort(compareText),
  };
}

/** One Auto Scaling group of a group of machines. */
export interface AwsGroupPart {
  /** Construct id of the part: `group`, or `group-<zone>`. */
  readonly id: string;
  /** Physical name. */
  readonly name: string;
  /** Zones of the part's subnets, in alphabetical order. */
  readonly zones: readonly string[];
}

/** The Auto Scaling groups of a group of machines: one of all zones, or one for each zone where sizes are counted per zone. */
export function partsOfGroup({ size, physicalName, zones }: AwsGroupSpec): readonly AwsGroupPart[] {
  if (size.scope === 'total') return [{ id: 'group', name: physicalName, zones }];
  return zones.map((zone) => ({ id: `group-${zone}`, name: `${physicalName}-${zone}`, zones: [zone] }));
}
