import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import type { AwsClusterSpec } from '../specs/cluster/cluster-spec';
import { CLUSTER_AUTOSCALER } from '../specs/cluster/controllers/cluster-autoscaler-spec';
import { PLATFORM_NAMESPACE } from '../specs/labels';
import { AUTOSCALER_TAG_PREFIX, SCALED_BY_AUTOSCALER, SCALING_TAG } from '../specs/pool/aws/autoscaler-tags';
import { awsPartition } from '../values/aws-partition';
import { type PolicyStatement, renderPolicy } from './iam-policy';
import { PodIdentityRole } from './pod-identity-role';
import { roleName } from './role-name';

/** Properties of {@link ClusterAutoscalerRole}. */
export interface ClusterAutoscalerRoleProps {
  /** A cluster in which keelson installs the autoscaler. */
  readonly cluster: AwsClusterSpec;
}

/**
 * Rights of the cluster autoscaler in AWS, lent to its service account: it may read groups and machine types, and change the size of the
 * groups that have the tags of this cluster and of the autoscaler's pools.
 *
 * The association must exist before the pods start, because credentials are given to a pod when it is created; this stack is deployed
 * before the manifests.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-1.36.1/cluster-autoscaler/cloudprovider/aws/README.md
 */
export class ClusterAutoscalerRole extends Construct {
  /** The role. */
  readonly role: PodIdentityRole;
  /** Lends the role to the service account. */
  readonly association: EksPodIdentityAssociation;

  constructor(scope: Construct, id: string, { cluster }: ClusterAutoscalerRoleProps) {
    super(scope, id);
    this.role = new PodIdentityRole(this, 'role', {
      name: roleName(`${cluster.physicalName}-${CLUSTER_AUTOSCALER}`),
      description: 'Changes the size of Auto Scaling groups for waiting pods',
      namespace: PLATFORM_NAMESPACE,
      serviceAccount: CLUSTER_AUTOSCALER,
      policyArns: {},
    });
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'scaling',
      role: this.role.resource.name,
      policy: renderPolicy(statements(cluster)),
    });
    this.association = new EksPodIdentityAssociation(this, 'association', {
      clusterName: cluster.physicalName,
      namespace: PLATFORM_NAMESPACE,
      serviceAccount: CLUSTER_AUTOSCALER,
      roleArn: this.role.roleArn,
      dependsOn: [policy],
    });
  }
}

/**
 * Reading actions, which AWS accepts for all resources only. The program also knows calls for launch configurations and for types by
 * requirements, which no group of keelson has.
 */
const READS = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeScalingActivities',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeLaunchTemplateVersions',
] as const;

function statements({ region, accountId, physicalName }: AwsClusterSpec): readonly PolicyStatement[] {
  const partition = awsPartition(region);
  const own = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  return [
    { actions: READS, resources: ['*'] },
    // The autoscaler asks EKS for the labels and taints of a managed node group that has no node.
    { actions: ['eks:DescribeNodegroup'], resources: [own('eks', `nodegroup/${physicalName}/*/*`)] },
    {
      actions: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      resources: [own('autoscaling', 'autoScalingGroup:*:autoScalingGroupName/*')],
      conditions: {
        StringEquals: {
          [`aws:ResourceTag/${SCALING_TAG}`]: SCALED_BY_AUTOSCALER,
          [`aws:ResourceTag/${AUTOSCALER_TAG_PREFIX}/${physicalName}`]: 'owned',
        },
      },
    },
  ];
}
