import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { launchHookOf } from '../../render/user-data/launch-hook';
import type { AwsPoolSettings } from '../../specs/pool/aws/aws-pool-settings';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { awsPartition, ec2Principal } from '../../values/aws-partition';
import { boundedName } from '../../values/bounded-name';
import { type PolicyStatement, renderPolicy, renderServiceTrust } from '../iam-policy';
import { planGroups } from './group-plan';

const MAX_ROLE_NAME_LENGTH = 64;

/**
 * EKS makes the access entry for the role of a group that it manages, and answers 409 where one exists. A role for each kind lets
 * the groups of both stand side by side while a pool moves from one to the other.
 */
const NAME_ENDS: Readonly<Record<AwsPoolSettings['management'], string>> = {
  'self-managed': '',
  'managed-node-group': '-managed',
};

/** What {@link NodeRole} is made from. */
export interface NodeRoleProps {
  /** Names the role, and by its groups what the nodes may complete. Changing its name replaces the role. */
  readonly pool: AwsNodePoolSpec;
  /** The cluster whose pods the nodes may fetch credentials for, by its name in EKS. */
  readonly clusterName: string;
}

/**
 * The IAM role of a pool's nodes, with exactly what a node calls. The CNI, storage and other add-ons have roles of their own
 * by pod identity, so a pod that reaches the node's credentials gains little.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export class NodeRole extends Construct {
  /** The role that EC2 assumes for the nodes. */
  readonly resource: IamRole;
  /** Nodes launched before it exists cannot join. */
  readonly policy: IamRolePolicy;
  /** Physical name, from the spec; the instance profile has the same. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const { pool } = props;
    this.name = boundedName(`${pool.physicalName}-node${NAME_ENDS[pool.aws.management]}`, MAX_ROLE_NAME_LENGTH);
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

// Region and account of the ARNs are wildcards: the name decides, and other accounts' resources are out of reach anyway.
function nodeStatements({ pool, clusterName }: NodeRoleProps): readonly PolicyStatement[] {
  const partition = awsPartition(regionHint(pool));
  return [
    // The name of the node; EC2 knows no narrower resource for Describe calls.
    { actions: ['ec2:DescribeInstances'], resources: ['*'] },
    // The agent on the node fetches pods' credentials with it.
    {
      actions: ['eks-auth:AssumeRoleForPodIdentity'],
      resources: [`arn:${partition}:eks:*:*:cluster/${clusterName}`],
    },
    // ECR gives tokens for all registries or none.
    { actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
    // Add-ons' images are in registries of AWS accounts that differ by region.
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

/** A zone begins with the name of its region, which is all that the partition follows from. */
function regionHint(pool: AwsNodePoolSpec): string {
  return pool.zones[0] ?? '';
}
