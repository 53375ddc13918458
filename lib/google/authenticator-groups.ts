import type { ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import type { Postcondition } from 'cdktf';

/** How a cluster knows the Google groups of its users. */
export interface AuthenticatorGroups {
  /** Undefined where no group is stated. */
  readonly authenticatorGroupsConfig: ContainerClusterConfig['authenticatorGroupsConfig'];
  /** Refuses the plan that would leave a group in force that the spec no longer states. */
  readonly postconditions: Postcondition[];
}

/**
 * The group of the domain whose members RBAC knows, or the refusal of a cluster that still has one.
 *
 * Leaving the group out keeps it, and the off state cannot be written: an empty group switches the feature off at an update and on
 * at creation.
 *
 * @see https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/container/resource_container_cluster.go
 */
export function authenticatorGroups(securityGroup: string | undefined): AuthenticatorGroups {
  if (securityGroup !== undefined) return { authenticatorGroupsConfig: { securityGroup }, postconditions: [] };
  return {
    authenticatorGroupsConfig: undefined,
    postconditions: [
      {
        condition: '${try(self.authenticator_groups_config[0].security_group, "") == ""}',
        errorMessage:
          "The cluster still knows its users by a group that 'controlPlane.securityGroup' no longer states, and Terraform would keep it. " +
          'Switch the group off in the cluster (clusters.update with desiredAuthenticatorGroupsConfig.enabled false; ' +
          'docs/guides/google.md has the command), then deploy again; or state the group.',
      },
    ],
  };
}
