import type { AwsGroupSpec } from '../../specs/group/aws/aws-group-spec';
import type { IAwsNetwork } from '../aws-network-contract';
import type { SecurityGroupPeer } from '../security/security-flow';

/** Properties of a group of machines that are no nodes. */
export interface AwsGroupProps {
  /** The group's spec. Its name is part of physical names: changing it makes a new group. */
  readonly group: AwsGroupSpec;
  /** Gives the private subnets of the group's zones. */
  readonly network: IAwsNetwork;
  /** The nodes of the cluster, for ports that accept connections from `nodes`. */
  readonly nodes: SecurityGroupPeer;
  /**
   * Tags of the machines, because the provider's default tags do not reach them. A change is made in place and counts for machines that
   * launch afterwards. Of these tags, volumes and interfaces carry only `keelson-environment`.
   * @default - only the name of the group
   */
  readonly tags?: Readonly<Record<string, string>>;
}
