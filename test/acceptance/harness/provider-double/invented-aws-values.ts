import type { Invention, Inventor } from './invention';
import type { Value } from './values';

/** Prefixes of the ids that AWS chooses. */
const ID_PREFIXES: Readonly<Record<string, string>> = {
  aws_ec2_client_vpn_endpoint: 'cvpn-endpoint',
  aws_ec2_client_vpn_network_association: 'cvpn-assoc',
  aws_ec2_subnet_cidr_reservation: 'scr',
  aws_ec2_transit_gateway_vpc_attachment: 'tgw-attach',
  aws_eip: 'eipalloc',
  aws_flow_log: 'fl',
  aws_instance: 'i',
  aws_internet_gateway: 'igw',
  aws_launch_template: 'lt',
  aws_nat_gateway: 'nat',
  aws_default_security_group: 'sg',
  aws_route_table: 'rtb',
  aws_route_table_association: 'rtbassoc',
  aws_security_group: 'sg',
  aws_subnet: 'subnet',
  aws_vpc: 'vpc',
  aws_vpc_endpoint: 'vpce',
  aws_vpc_security_group_egress_rule: 'sgr',
  aws_vpc_security_group_ingress_rule: 'sgr',
};

/** Types whose id is the name that the configuration gives them. */
const NAMED: ReadonlySet<string> = new Set([
  'aws_autoscaling_group',
  'aws_autoscaling_lifecycle_hook',
  'aws_cloudwatch_log_group',
  'aws_eks_cluster',
  'aws_iam_instance_profile',
  'aws_iam_role',
  'aws_kms_alias',
  'aws_scheduler_schedule',
  'aws_ssm_document',
]);

/** Values that other resources or the nodes use. */
const SPECIAL: Readonly<Record<string, (invention: Invention) => Value>> = {
  'aws_caller_identity.account_id': accountOf,
  'aws_eks_cluster.endpoint': ({ digits, ...rest }) =>
    `https://${digits(32).toUpperCase()}.gr7.${regionOf(rest)}.eks.amazonaws.com`,
  'aws_eks_cluster.certificate_authority': ({ digits }) => [{ data: certificate(digits(64)) }],
  'aws_eks_cluster.identity': ({ digits, ...rest }) => [
    { oidc: [{ issuer: `https://oidc.eks.${regionOf(rest)}.amazonaws.com/id/${digits(32).toUpperCase()}` }] },
  ],
  'aws_eks_cluster.vpc_config.cluster_security_group_id': ({ digits }) => `sg-${digits(17)}`,
  'aws_eks_node_group.id': ({ resource, digits }) => `${text(resource['cluster_name'])}:${groupName(resource, digits)}`,
  'aws_eks_node_group.node_group_name': ({ resource, digits }) => groupName(resource, digits),
  'aws_eks_node_group.resources': ({ resource, digits }) => [
    {
      autoscaling_groups: [{ name: `eks-${groupName(resource, digits)}-${digits(8)}` }],
      remote_access_security_group_id: '',
    },
  ],
  'aws_launch_template.latest_version': ({ prior }) => Number(prior?.['latest_version'] ?? 0) + 1,
  'aws_launch_template.default_version': ({ prior }) => Number(prior?.['latest_version'] ?? 0) + 1,
  'aws_ssm_parameter.insecure_value': ({ digits }) => `ami-${digits(17)}`,
  'aws_ssm_parameter.value': ({ digits }) => `ami-${digits(17)}`,
  'aws_iam_role.unique_id': ({ digits }) => `AROA${digits(17).toUpperCase()}`,
  'aws_kms_key.key_id': ({ digits }) => uuid(digits(32)),
  'aws_kms_key.id': ({ digits }) => uuid(digits(32)),
};

/** Invents values for AWS. */
export const inventAws: Inventor = (invention) => {
  const { type, path, resource, digits } = invention;
  if (!type.startsWith('aws_')) return undefined;
  const special = SPECIAL[`${type}.${path}`];
  if (special !== undefined) return special(invention);
  if (path === 'region') return regionOf(invention);
  if (path === 'tags_all') return resource['tags'] ?? {};
  if (path === 'name') return nameOf(invention);
  if (path === 'id') return idOf(invention);
  if (path === 'arn')
    return `arn:aws:${type.split('_')[1]}:${regionOf(invention)}:${accountOf(invention)}:${idOf(invention)}`;
  if (path.endsWith('vpc_id')) return `vpc-${digits(17)}`;
  return undefined;
};

function idOf(invention: Invention): string {
  const { type, digits } = invention;
  if (NAMED.has(type)) return nameOf(invention);
  const special = SPECIAL[`${type}.id`];
  if (special !== undefined) return text(special(invention));
  return `${ID_PREFIXES[type] ?? type.slice('aws_'.length).replaceAll('_', '-')}-${digits(17)}`;
}

function nameOf({ resource, digits }: Invention): string {
  const { name, name_prefix: prefix } = resource;
  return typeof name === 'string' ? name : `${typeof prefix === 'string' ? prefix : 'terraform-'}${digits(26)}`;
}

function groupName(resource: Invention['resource'], digits: Invention['digits']): string {
  const { node_group_name: name, node_group_name_prefix: prefix } = resource;
  return typeof name === 'string' ? name : `${text(prefix)}${digits(26)}`;
}

function regionOf({ provider }: Pick<Invention, 'provider'>): string {
  return typeof provider['region'] === 'string' ? provider['region'] : 'us-east-1';
}

function accountOf({ provider }: Invention): string {
  const allowed = provider['allowed_account_ids'];
  return Array.isArray(allowed) && typeof allowed[0] === 'string' ? allowed[0] : '000000000000';
}

function certificate(content: string): string {
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${content}\n-----END CERTIFICATE-----\n`).toString('base64');
}

function uuid(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function text(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}
