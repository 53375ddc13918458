import type { ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import type { Postcondition } from 'cdktf';

/** Arguments that tell a cluster about the Google groups of its users. */
export interface AuthenticatorGroups {
  /** The security group; undefined where the spec states none. */
  readonly authenticatorGroupsConfig: ContainerClusterConfig['authenticatorGroupsConfig'];
  /** Refuses a plan in which the cluster would keep a group that the spec no longer states. */
  readonly postconditions: Postcondition[];
}

/**
 * The group of the domain whose members RBAC can name, or a refusal where the cluster still has a group that the spec no longer
 * states.
 *
 * GKE keeps a group that is left out, and no argument switches the feature off in every case: an empty group does so at an
 * update, but is also sent at creation.
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
