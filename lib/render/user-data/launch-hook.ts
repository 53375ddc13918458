import { IMAGE_FAMILIES } from '../../specs/machine/image-family';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';

/** The launch hook of a pool's Auto Scaling groups; the hook, the policy of the nodes and the unit on the node must agree on it. */
export interface LaunchHook {
  readonly name: string;
  /** Seconds from launch until the group abandons an instance that did not complete the hook. */
  readonly heartbeatSeconds: number;
}

/**
 * The launch hook of a pool: a new instance counts as in service only once its node is Ready, so that a broken image cannot
 * replace working nodes.
 *
 * Undefined where the image runs no unit that could complete the hook (Bottlerocket): the hook would abandon every instance, and
 * checkpoints and alarms protect rollouts instead. Undefined for managed node groups, because EKS waits for Ready itself.
 */
export function launchHookOf(pool: AwsNodePoolSpec): LaunchHook | undefined {
  const { management, image, rollout } = pool.aws;
  if (management === 'managed-node-group' || !IMAGE_FAMILIES[image.family].runsBootUnits) return undefined;
  return { name: 'node-ready', heartbeatSeconds: rollout.joinTimeoutSeconds };
}

/** Name of the Auto Scaling group of a pool in a zone: one group per zone where sizes are counted per zone, otherwise one group for all. */
export function scalingGroupName(pool: AwsNodePoolSpec, zone: string): string {
  return pool.size.scope === 'per-zone' ? `${pool.physicalName}-${zone}` : pool.physicalName;
}
