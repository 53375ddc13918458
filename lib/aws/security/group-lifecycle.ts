import type { TerraformResourceLifecycle } from 'cdktf';

/**
 * Lifecycle of every security group: it stays, whatever a later release calls it.
 *
 * EC2 changes neither name nor description of a group, so Terraform would replace it, and its rules go before the new group
 * exists; machines of another stack still carry the old one then and are cut off. Only another VPC replaces a group.
 */
export const GROUP_LIFECYCLE: TerraformResourceLifecycle = {
  createBeforeDestroy: true,
  ignoreChanges: ['description', 'name_prefix'],
};
