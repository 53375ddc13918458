import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { type HandledCluster, TERMINATION_HANDLER } from '../../specs/cluster/controllers/termination-handler-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { awsPartition } from '../../values/aws-partition';
import { type PolicyStatement, renderPolicy } from '../iam-policy';
import { PodIdentityRole } from '../pod-identity-role';
import { roleName } from '../role-name';
import { queueArn } from './node-events';

/**
 * Rights of the termination handler in AWS, lent to its service account: it may read and delete the messages of its queue, look instances
 * up, and complete the lifecycle actions of the groups that keelson makes for the cluster.
 *
 * The association must exist before the pods start, because credentials are given to a pod when it is created; this stack is deployed
 * before the manifests.
 *
 * @see https://github.com/aws/aws-node-termination-handler/tree/v1.25.6#5-create-an-iam-role-for-the-pods
 */
export class TerminationHandlerRole extends Construct {
  /** The role. */
  readonly role: PodIdentityRole;
  /** Lends the role to the service account. */
  readonly association: EksPodIdentityAssociation;

  constructor(scope: Construct, id: string, props: HandledCluster) {
    super(scope, id);
    const { physicalName } = props.cluster;
    this.role = new PodIdentityRole(this, 'role', {
      name: roleName(`${physicalName}-${TERMINATION_HANDLER}`),
      description: 'Drains nodes before their instances are terminated',
      namespace: PLATFORM_NAMESPACE,
      serviceAccount: TERMINATION_HANDLER,
      policyArns: {},
    });
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'draining',
      role: this.role.resource.name,
      policy: renderPolicy(statements(props)),
    });
    this.association = new EksPodIdentityAssociation(this, 'association', {
      clusterName: physicalName,
      namespace: PLATFORM_NAMESPACE,
      serviceAccount: TERMINATION_HANDLER,
      roleArn: this.role.roleArn,
      dependsOn: [policy],
    });
  }
}

/**
 * The program's other calls, for the tags of groups and for heartbeats, are made only with settings that keelson does not write. The name
 * keeps the groups of EKS out, which have the cluster's tag too; the tag keeps out a cluster whose name begins with that of this one.
 */
function statements({ cluster, handler }: HandledCluster): readonly PolicyStatement[] {
  const { region, accountId, physicalName } = cluster;
  const groups = `arn:${awsPartition(region)}:autoscaling:${region}:${accountId}:autoScalingGroup:*:autoScalingGroupName`;
  return [
    { actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'], resources: [queueArn(cluster, handler.queueName)] },
    // EC2 supports no narrower resource for Describe calls.
    { actions: ['ec2:DescribeInstances'], resources: ['*'] },
    {
      actions: ['autoscaling:CompleteLifecycleAction'],
      resources: [`${groups}/${physicalName}-*`],
      conditions: { StringEquals: { [`aws:ResourceTag/${handler.managedTag}`]: 'owned' } },
    },
  ];
}
