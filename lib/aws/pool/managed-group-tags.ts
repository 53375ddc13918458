import { AutoscalingGroupTagA as AutoscalingGroupTag } from '@cdktf/provider-aws/lib/autoscaling-group-tag';
import type { Construct } from 'constructs';
import { ENVIRONMENT_TAG } from '../../specs/environment/environment-tags';

/** A group that EKS made for a node group. */
export interface OwnedGroup {
  /** Part of construct ids. */
  readonly id: string;
  /** A token: EKS chooses the name. */
  readonly name: string;
}

/**
 * Tags a group of EKS, so that what it launches from now on carries the tags: EKS itself passes a node group's tags to nothing, and in
 * the launch template they would make a new version, which rolls the nodes. The first instances launch before the group can be tagged.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html
 */
export function addManagedGroupTags(
  scope: Construct,
  group: OwnedGroup,
  tags: Readonly<Record<string, string>>,
): readonly AutoscalingGroupTag[] {
  // The launch template has the environment's own tag, which is as fixed as the pool's name.
  const changing = Object.entries(tags).filter(([key]) => key !== ENVIRONMENT_TAG);
  return changing.map(
    ([key, value]) =>
      new AutoscalingGroupTag(scope, `${group.id}-tag-${key}`, {
        autoscalingGroupName: group.name,
        tag: { key, value, propagateAtLaunch: true },
      }),
  );
}
