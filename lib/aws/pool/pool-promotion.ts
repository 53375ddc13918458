import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { ReplaceReboots } from '../../specs/reboots/reboot-schedule';

/** A promotion with every default filled in. */
export type Promotion = NonNullable<ReplaceReboots['promotion']>;

/**
 * The promotion of a pool whose groups are ours; undefined where new images come from an edit. EKS replaces the nodes of its own
 * groups and takes no image by parameter.
 */
export function promotionOf(pool: AwsNodePoolSpec): Promotion | undefined {
  const { reboots, aws } = pool;
  return reboots?.kind === 'replace' && aws.management === 'self-managed' ? reboots.promotion : undefined;
}

/** Name of the parameter that says which image a pool launches: what another environment promotes from. */
export function imageParameterName(pool: AwsNodePoolSpec): string {
  return `/keelson/${pool.physicalName}/image`;
}
