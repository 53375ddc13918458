import { AutoscalingGroupTagA as AutoscalingGroupTag } from '@cdktf/provider-aws/lib/autoscaling-group-tag';
import type { Construct } from 'constructs';
import { ENVIRONMENT_TAG } from '../../specs/environment/environment-tags';

/** An Auto Scaling group that EKS created for a managed node group. */
export interface OwnedGroup {
  /** Identifies the group in construct ids. */
  readonly id: string;
  /** Name of the group, a token because EKS chooses the name. */
  readonly name: string;
}

/** Tags of a group that EKS created. */
export interface OwnedGroupTags {
  /** Tags that the instances of the group get when they launch. */
  readonly launched: Readonly<Record<string, string>>;
  /** Tags of the group alone. */
  readonly ofGroup: Readonly<Record<string, string>>;
}

/**
 * Tags a group of EKS: EKS passes a node group's tags neither to the group nor to its instances, and tags in the launch template would
 * make a new version, which rolls the nodes. The first instances stay untagged, because they launch before the group can be tagged.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html
 */
export function addManagedGroupTags(
  scope: Construct,
  group: OwnedGroup,
  { launched, ofGroup }: OwnedGroupTags,
): readonly AutoscalingGroupTag[] {
  const add = (key: string, value: string, propagateAtLaunch: boolean) => {
    return new AutoscalingGroupTag(scope, `${group.id}-tag-${key}`, {
      autoscalingGroupName: group.name,
      tag: { key, value, propagateAtLaunch },
    });
  };
  // The launch template already carries the environment's own tag, which never changes in the life of a pool.
  const changing = Object.entries(launched).filter(([key]) => key !== ENVIRONMENT_TAG);
  return [
    ...changing.map(([key, value]) => add(key, value, true)),
    ...Object.entries(ofGroup).map(([key, value]) => add(key, value, false)),
  ];
}
