import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { launchHookOf } from '../../render/user-data/launch-hook';
import type { AwsPoolSettings } from '../../specs/pool/aws/aws-pool-settings';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { awsPartition, ec2Principal } from '../../values/aws-partition';
import { type PolicyStatement, renderPolicy, renderServiceTrust } from '../iam-policy';
import { roleName } from '../role-name';
import { planGroups } from './group-plan';

/**
 * Suffixes of role names. EKS makes the access entry for the role of a managed group, and answers 409 where an entry for the role
 * exists. Each kind of group has its own role, so that groups of both kinds can exist while a pool moves from one kind to the
 * other.
 */
const NAME_ENDS: Readonly<Record<AwsPoolSettings['management'], string>> = {
  'self-managed': '',
  'managed-node-group': '-managed',
};

/** Properties of {@link NodeRole}. */
export interface NodeRoleProps {
  /**
   * The pool; its name is in the name of the role, and its groups are those whose lifecycle actions nodes may complete. Changing
   * the name replaces the role.
   */
  readonly pool: AwsNodePoolSpec;
  /** Name in EKS of the cluster for whose pods the nodes may fetch credentials. */
  readonly clusterName: string;
}

/**
 * The IAM role of a pool's nodes, with only the actions that a node calls. The CNI, storage and other add-ons have roles of their
 * own through pod identity, so that a pod which reaches the node's credentials gains few rights.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export class NodeRole extends Construct {
  /** The role that EC2 assumes for the nodes. */
  readonly resource: IamRole;
  /** Policy of the role. Groups depend on it, because nodes that launch before it exists cannot join the cluster. */
  readonly policy: IamRolePolicy;
  /** Physical name, which the spec chooses; the instance profile has the same name. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const { pool } = props;
    this.name = roleName(`${pool.physicalName}-node${NAME_ENDS[pool.aws.management]}`);
    this.resource = new IamRole(this, 'role', {
      name: this.name,
      description: `Nodes of pool ${pool.name} of cluster ${props.clusterName}`,
      assumeRolePolicy: renderServiceTrust({ service: ec2Principal(regionHint(pool)) }),
    });
    this.policy = new IamRolePolicy(this, 'policy', {
      name: 'node',
      role: this.resource.name,
      policy: renderPolicy(nodeStatements(props)),
    });
  }
}

// Region and account in the ARNs are wildcards: the name limits the resources, and a policy of this account cannot open those of
// another.
function nodeStatements({ pool, clusterName }: NodeRoleProps): readonly PolicyStatement[] {
  const partition = awsPartition(regionHint(pool));
  return [
    // The node looks up its own name; EC2 supports no narrower resource for Describe calls.
    { actions: ['ec2:DescribeInstances'], resources: ['*'] },
    // The pod-identity agent on the node fetches the credentials of pods with this action.
    {
      actions: ['eks-auth:AssumeRoleForPodIdentity'],
      resources: [`arn:${partition}:eks:*:*:cluster/${clusterName}`],
    },
    // ECR issues a token for all registries; the action supports no narrower resource.
    { actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
    // The images of EKS add-ons are in registries of AWS accounts that differ from region to region.
    {
      actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: [`arn:${partition}:ecr:*:*:repository/*`],
    },
    ...launchCompletionStatements(pool, partition),
  ];
}

function launchCompletionStatements(pool: AwsNodePoolSpec, partition: string): readonly PolicyStatement[] {
  if (launchHookOf(pool) === undefined) return [];
  return [
    {
      actions: ['autoscaling:CompleteLifecycleAction'],
      resources: planGroups(pool).map(
        (group) => `arn:${partition}:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/${group.name}`,
      ),
    },
  ];
}

/** A zone's name begins with the name of its region, and the partition depends only on the region. */
function regionHint(pool: AwsNodePoolSpec): string {
  return pool.zones[0] ?? '';
}
