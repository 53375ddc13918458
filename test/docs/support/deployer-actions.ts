/**
 * Actions of IAM that Terraform's AWS provider needs for each type of resource in the stacks, without the reading ones.
 *
 * The list was compiled in November 2026 and compared with two public tables of this kind. Every name is an operation of botocore
 * 1.44.8, except `iam:PassRole`, which is a permission without a call.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ACTIONS_OF_TYPES: Readonly<Record<string, readonly string[]>> = {
  aws_autoscaling_group: [
    ...of('autoscaling', 'CreateAutoScalingGroup', 'UpdateAutoScalingGroup', 'DeleteAutoScalingGroup'),
    ...of('autoscaling', 'CreateOrUpdateTags', 'DeleteTags', 'EnableMetricsCollection', 'DisableMetricsCollection'),
    ...of('autoscaling', 'StartInstanceRefresh', 'CancelInstanceRefresh', 'SetInstanceProtection'),
    ...of('autoscaling', 'SuspendProcesses', 'ResumeProcesses', 'PutWarmPool', 'DeleteWarmPool'),
    ...of('ec2', 'RunInstances', 'CreateTags'),
    ...of('iam', 'PassRole', 'CreateServiceLinkedRole'),
  ],
  aws_autoscaling_group_tag: of('autoscaling', 'CreateOrUpdateTags', 'DeleteTags'),
  aws_autoscaling_lifecycle_hook: of('autoscaling', 'PutLifecycleHook', 'DeleteLifecycleHook'),
  aws_autoscaling_policy: of('autoscaling', 'PutScalingPolicy', 'DeletePolicy'),
  aws_autoscaling_schedule: of('autoscaling', 'PutScheduledUpdateGroupAction', 'DeleteScheduledAction'),
  aws_cloudwatch_event_rule: of('events', 'PutRule', 'DeleteRule', 'TagResource', 'UntagResource'),
  aws_cloudwatch_event_target: of('events', 'PutTargets', 'RemoveTargets'),
  aws_cloudwatch_log_group: of(
    'logs',
    ...[
      'CreateLogGroup',
      'DeleteLogGroup',
      'PutRetentionPolicy',
      'DeleteRetentionPolicy',
      'TagResource',
      'UntagResource',
    ],
  ),
  aws_cloudwatch_log_stream: of('logs', 'CreateLogStream', 'DeleteLogStream'),
  aws_cloudwatch_metric_alarm: of('cloudwatch', 'PutMetricAlarm', 'DeleteAlarms', 'TagResource', 'UntagResource'),
  aws_customer_gateway: of('ec2', 'CreateCustomerGateway', 'DeleteCustomerGateway'),
  aws_default_security_group: of('ec2', 'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress'),
  aws_ec2_client_vpn_authorization_rule: of('ec2', 'AuthorizeClientVpnIngress', 'RevokeClientVpnIngress'),
  aws_ec2_client_vpn_endpoint: [
    ...of('ec2', 'CreateClientVpnEndpoint', 'ModifyClientVpnEndpoint', 'DeleteClientVpnEndpoint'),
    ...of('ec2', 'ApplySecurityGroupsToClientVpnTargetNetwork'),
  ],
  aws_ec2_client_vpn_network_association: of(
    'ec2',
    ...['AssociateClientVpnTargetNetwork', 'DisassociateClientVpnTargetNetwork'],
  ),
  aws_ec2_subnet_cidr_reservation: of('ec2', 'CreateSubnetCidrReservation', 'DeleteSubnetCidrReservation'),
  aws_ec2_transit_gateway_vpc_attachment: of(
    'ec2',
    ...['CreateTransitGatewayVpcAttachment', 'ModifyTransitGatewayVpcAttachment', 'DeleteTransitGatewayVpcAttachment'],
  ),
  aws_eip: of('ec2', 'AllocateAddress', 'DisassociateAddress', 'ReleaseAddress'),
  aws_eks_access_entry: of(
    'eks',
    'CreateAccessEntry',
    'UpdateAccessEntry',
    'DeleteAccessEntry',
    'TagResource',
    'UntagResource',
  ),
  aws_eks_access_policy_association: of('eks', 'AssociateAccessPolicy', 'DisassociateAccessPolicy'),
  aws_eks_addon: [
    ...of('eks', 'CreateAddon', 'UpdateAddon', 'DeleteAddon', 'TagResource', 'UntagResource'),
    ...of('eks', 'CreatePodIdentityAssociation', 'UpdatePodIdentityAssociation', 'DeletePodIdentityAssociation'),
    ...of('iam', 'PassRole'),
  ],
  aws_eks_cluster: [
    ...of('eks', 'CreateCluster', 'UpdateClusterConfig', 'UpdateClusterVersion', 'DeleteCluster'),
    ...of('eks', 'TagResource', 'UntagResource'),
    ...of('iam', 'PassRole', 'CreateServiceLinkedRole'),
    ...of('kms', 'CreateGrant'),
  ],
  aws_eks_node_group: [
    ...of('eks', 'CreateNodegroup', 'UpdateNodegroupConfig', 'UpdateNodegroupVersion', 'DeleteNodegroup'),
    ...of('eks', 'TagResource', 'UntagResource'),
    ...of('ec2', 'RunInstances', 'CreateTags'),
    ...of('iam', 'PassRole', 'CreateServiceLinkedRole'),
  ],
  aws_eks_pod_identity_association: [
    ...of('eks', 'CreatePodIdentityAssociation', 'UpdatePodIdentityAssociation', 'DeletePodIdentityAssociation'),
    ...of('eks', 'TagResource', 'UntagResource'),
    ...of('iam', 'PassRole'),
  ],
  aws_flow_log: [...of('ec2', 'CreateFlowLogs', 'DeleteFlowLogs'), ...of('iam', 'PassRole')],
  aws_iam_instance_profile: [
    ...of('iam', 'CreateInstanceProfile', 'DeleteInstanceProfile', 'TagInstanceProfile', 'UntagInstanceProfile'),
    ...of('iam', 'AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile', 'PassRole'),
  ],
  aws_iam_openid_connect_provider: of(
    'iam',
    ...['CreateOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint', 'DeleteOpenIDConnectProvider'],
    ...['TagOpenIDConnectProvider', 'UntagOpenIDConnectProvider'],
  ),
  aws_iam_role: of(
    'iam',
    ...[
      'CreateRole',
      'UpdateRole',
      'UpdateRoleDescription',
      'UpdateAssumeRolePolicy',
      'DeleteRole',
      'TagRole',
      'UntagRole',
    ],
  ),
  aws_iam_role_policy: of('iam', 'PutRolePolicy', 'DeleteRolePolicy'),
  aws_iam_role_policy_attachment: of('iam', 'AttachRolePolicy', 'DetachRolePolicy'),
  aws_instance: [
    ...of('ec2', 'RunInstances', 'StartInstances', 'StopInstances', 'TerminateInstances', 'ModifyInstanceAttribute'),
    ...of('ec2', 'ModifyInstanceMetadataOptions', 'CreateTags', 'DeleteTags'),
    ...of('iam', 'PassRole'),
  ],
  aws_internet_gateway: of(
    'ec2',
    ...['CreateInternetGateway', 'AttachInternetGateway', 'DetachInternetGateway', 'DeleteInternetGateway'],
  ),
  aws_kms_alias: of('kms', 'CreateAlias', 'UpdateAlias', 'DeleteAlias'),
  aws_kms_grant: of('kms', 'CreateGrant', 'RevokeGrant'),
  aws_kms_key: of(
    'kms',
    ...['CreateKey', 'PutKeyPolicy', 'UpdateKeyDescription', 'EnableKeyRotation', 'ScheduleKeyDeletion'],
    ...['TagResource', 'UntagResource'],
  ),
  aws_launch_template: of(
    'ec2',
    ...['CreateLaunchTemplate', 'CreateLaunchTemplateVersion', 'ModifyLaunchTemplate', 'DeleteLaunchTemplate'],
    ...['CreateTags', 'DeleteTags'],
  ),
  aws_nat_gateway: of('ec2', 'CreateNatGateway', 'DeleteNatGateway'),
  aws_route: of('ec2', 'CreateRoute', 'ReplaceRoute', 'DeleteRoute'),
  aws_route_table: of('ec2', 'CreateRouteTable', 'DeleteRouteTable'),
  aws_route_table_association: of(
    'ec2',
    ...['AssociateRouteTable', 'ReplaceRouteTableAssociation', 'DisassociateRouteTable'],
  ),
  aws_scheduler_schedule: [
    ...of('scheduler', 'CreateSchedule', 'UpdateSchedule', 'DeleteSchedule'),
    ...of('iam', 'PassRole'),
  ],
  aws_security_group: of('ec2', 'CreateSecurityGroup', 'DeleteSecurityGroup', 'RevokeSecurityGroupEgress'),
  aws_sqs_queue: of('sqs', 'CreateQueue', 'SetQueueAttributes', 'DeleteQueue', 'TagQueue', 'UntagQueue'),
  aws_ssm_document: of(
    'ssm',
    ...['CreateDocument', 'UpdateDocument', 'UpdateDocumentDefaultVersion', 'DeleteDocument'],
    ...['AddTagsToResource', 'RemoveTagsFromResource'],
  ),
  aws_ssm_parameter: of('ssm', ...['PutParameter', 'DeleteParameter', 'AddTagsToResource', 'RemoveTagsFromResource']),
  aws_subnet: of('ec2', 'CreateSubnet', 'ModifySubnetAttribute', 'DeleteSubnet', 'CreateTags', 'DeleteTags'),
  aws_vpc: of('ec2', 'CreateVpc', 'ModifyVpcAttribute', 'DeleteVpc', 'CreateTags', 'DeleteTags'),
  aws_vpc_endpoint: of('ec2', 'CreateVpcEndpoint', 'ModifyVpcEndpoint', 'DeleteVpcEndpoints'),
  aws_vpc_security_group_egress_rule: of(
    'ec2',
    ...['AuthorizeSecurityGroupEgress', 'ModifySecurityGroupRules', 'RevokeSecurityGroupEgress'],
  ),
  aws_vpc_security_group_ingress_rule: of(
    'ec2',
    ...['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules', 'RevokeSecurityGroupIngress'],
  ),
  aws_vpn_connection: of(
    'ec2',
    'CreateVpnConnection',
    'ModifyVpnConnection',
    'ModifyVpnConnectionOptions',
    'DeleteVpnConnection',
  ),
  aws_vpn_gateway: of('ec2', 'CreateVpnGateway', 'AttachVpnGateway', 'DetachVpnGateway', 'DeleteVpnGateway'),
  aws_vpn_gateway_route_propagation: of('ec2', 'EnableVgwRoutePropagation', 'DisableVgwRoutePropagation'),
};

function of(service: string, ...actions: readonly string[]): readonly string[] {
  return actions.map((action) => `${service}:${action}`);
}

/** Actions with which the provider reads the existing resources, to compare them with a stack. */
export const READING_ACTIONS: readonly string[] = [
  ...of('ec2', 'Describe*'),
  ...of('eks', 'Describe*', 'List*'),
  ...of('iam', 'Get*', 'List*'),
  ...of('kms', 'DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListAliases', 'ListResourceTags', 'ListGrants'),
  ...of('logs', 'DescribeLogGroups', 'DescribeLogStreams', 'ListTagsForResource'),
  ...of('autoscaling', 'Describe*'),
  ...of('scheduler', 'GetSchedule'),
  ...of('sqs', 'GetQueueAttributes', 'GetQueueUrl', 'ListQueueTags'),
  ...of('events', 'DescribeRule', 'ListTargetsByRule', 'ListTagsForResource'),
  ...of('cloudwatch', 'DescribeAlarms', 'ListTagsForResource'),
  ...of('ssm', 'GetParameter', 'GetParameters', 'DescribeParameters', 'GetDocument', 'DescribeDocument'),
  ...of('ssm', 'DescribeDocumentPermission', 'ListTagsForResource'),
];
