import type { TerraformResourceLifecycle } from 'cdktf';

/**
 * Lifecycle of every security group: a later release that changes its name or description must not replace the group.
 *
 * EC2 cannot change the name or the description of a group, so that Terraform would replace the group and remove its rules before
 * the new one exists; machines of another stack that still carry the old group would be cut off. Only a change of the VPC
 * replaces a group.
 */
export const GROUP_LIFECYCLE: TerraformResourceLifecycle = {
  createBeforeDestroy: true,
  ignoreChanges: ['description', 'name_prefix'],
};
