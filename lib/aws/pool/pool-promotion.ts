import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { ReplaceReboots } from '../../specs/reboots/reboot-schedule';

/** The settings of a promotion with every default filled in. */
export type Promotion = NonNullable<ReplaceReboots['promotion']>;

/**
 * The promotion of a self-managed pool; undefined where the image changes only by an edit. A managed node group has no promotion,
 * because EKS replaces its nodes itself and accepts no image by parameter.
 */
export function promotionOf(pool: AwsNodePoolSpec): Promotion | undefined {
  const { reboots, aws } = pool;
  return reboots?.kind === 'replace' && aws.management === 'self-managed' ? reboots.promotion : undefined;
}

/** Name of the parameter that holds the image of a pool; another environment can promote from this parameter. */
export function imageParameterName(pool: AwsNodePoolSpec): string {
  return `/keelson/${pool.physicalName}/image`;
}
