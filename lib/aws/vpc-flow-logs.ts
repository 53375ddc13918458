import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import type { AwsClusterSpec } from '../specs/cluster/cluster-spec';
import { awsPartition } from '../values/aws-partition';
import { renderPolicy, renderServiceTrust } from './iam-policy';

/** What {@link VpcFlowLogs} is made from. */
export interface VpcFlowLogsProps {
  /** The cluster, whose physical name is in the names of the log group and the role. */
  readonly cluster: AwsClusterSpec;
  /** The VPC whose interfaces are recorded. Changing it replaces the flow log. */
  readonly vpcId: string;
  /** Days that records are kept, one of the values that CloudWatch accepts. */
  readonly retentionDays: number;
  /** `REJECT` records only refused traffic, which is a fraction of the volume. Changing it replaces the flow log and keeps the records. */
  readonly traffic: 'ALL' | 'REJECT';
}

/** Flow logs of a VPC, kept in CloudWatch. */
export class VpcFlowLogs extends Construct {
  /** The flow log. */
  readonly resource: FlowLog;
  /** Name of the log group with the records; queries name it. */
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: VpcFlowLogsProps) {
    super(scope, id);
    const { cluster } = props;
    this.logGroupName = `/keelson/${cluster.physicalName}/flow-logs`;
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: this.logGroupName,
      retentionInDays: props.retentionDays,
    });
    const role = this.addRole(cluster, logGroup);
    this.resource = new FlowLog(this, 'flow-log', {
      vpcId: props.vpcId,
      trafficType: props.traffic,
      logDestinationType: 'cloud-watch-logs',
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      tags: { Name: `${cluster.physicalName}-flow-logs` },
    });
  }

  private addRole(cluster: AwsClusterSpec, logGroup: CloudwatchLogGroup): IamRole {
    const { accountId } = cluster;
    const flowLogs = `arn:${awsPartition(cluster.region)}:ec2:${cluster.region}:${accountId}:vpc-flow-log/*`;
    const role = new IamRole(this, 'role', {
      name: `${cluster.physicalName}-flow-logs`,
      description: 'Writes VPC flow logs to CloudWatch',
      assumeRolePolicy: renderServiceTrust({
        service: 'vpc-flow-logs.amazonaws.com',
        // The conditions keep flow logs of other accounts from writing here through the service.
        conditions: { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': flowLogs } },
      }),
    });
    new IamRolePolicy(this, 'role-policy', {
      name: 'write-flow-logs',
      role: role.name,
      policy: renderPolicy([
        { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logGroup.arn}:*`] },
        { actions: ['logs:DescribeLogStreams'], resources: [logGroup.arn, `${logGroup.arn}:*`] },
        // The service lists log groups before it writes; the action supports no narrower resource.
        { actions: ['logs:DescribeLogGroups'], resources: ['*'] },
      ]),
    });
    return role;
  }
}
