import { Cidr } from '../../../values/cidr';
import { parsePublicAddress } from '../../../values/ip-address';
import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { requireRange, requireUnique } from '../../fields/range';
import { awsMachineTraits } from '../../machine/machine-family';
import { judgeAllowList } from '../../network/allow-list';
import { requireDisjoint, requirePrefix } from '../../network/network-blocks';
import { type AwsPrivateAccessInput, DEFAULT_BASTION_TYPE } from '../../network/private-access-input';
import { judgeArchitectureWord, judgePinnedParameter } from '../../pool/aws/aws-image-rules';
import type { AwsAccessInput } from '../cluster-input';
import type { AwsClusterSpec } from '../cluster-spec';

const PRINCIPAL = /^arn:aws(-cn|-us-gov)?:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/;
const SAML_PROVIDER = /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/.+$/;

/** Who administers an EKS cluster, and how its private endpoint is reached. */
export function judgeAwsAccess(cluster: AwsClusterSpec, problems: Problems): void {
  const { access, privateAccess, network } = cluster.platform;
  const hasAdmin = access.some((entry) => entry.policy === 'cluster-admin');
  const remedy = 'add a role of yours; whoever creates the cluster gets nothing by itself';
  problems.require(
    hasAdmin,
    'access',
    "hold at least one 'cluster-admin'",
    access.length === 0 ? [] : access.map((entry) => entry.policy ?? 'groups only'),
    remedy,
  );
  // A principal may have several policies, each with its own namespaces, but EKS associates each policy once.
  const grants = access.map((entry) => `${entry.policy ?? 'groups'} of ${entry.principalArn}`);
  requireUnique(problems, { property: 'access', values: grants, what: 'grant' });
  access.forEach((entry, index) => {
    judgeEntry(entry, `access[${index}]`, problems);
  });
  judgePrivateAccess(privateAccess, problems);
  judgeRemoteBlocks(privateAccess, network.vpcCidr, problems);
}

function judgeEntry(entry: AwsAccessInput, property: string, problems: Problems): void {
  const isRoot = entry.principalArn.endsWith(':root');
  const rule = isRoot
    ? 'not be the root of an account'
    : "be the ARN of an IAM role or user: 'arn:aws:iam::123456789012:role/name'";
  const remedy = isRoot
    ? 'name a role; root stands for everybody in the account'
    : 'copy it from IAM; of a session, take the role';
  problems.require(PRINCIPAL.test(entry.principalArn), `${property}.principalArn`, rule, entry.principalArn, remedy);
  judgeGroups(entry, property, problems);
  if (entry.namespaces === undefined) return;
  const isWide = entry.policy === 'cluster-admin';
  problems.require(
    !isWide,
    `${property}.namespaces`,
    "be absent with 'cluster-admin'",
    entry.namespaces,
    "use 'admin' for namespaces",
  );
  problems.require(
    entry.namespaces.length > 0,
    `${property}.namespaces`,
    'name at least one namespace',
    [],
    'leave it out for the whole cluster',
  );
  for (const namespace of entry.namespaces) problems.capture(`${property}.namespaces`, () => parseName(namespace));
}

function judgeGroups({ policy, groups, namespaces }: AwsAccessInput, property: string, problems: Problems): void {
  const isIdle = policy === undefined && (groups ?? []).length === 0;
  const remedy = "state a policy of EKS, or 'groups' that roles of the cluster are bound to";
  problems.require(!isIdle, property, "hold a 'policy' or 'groups'", 'neither', remedy);
  if (policy === undefined && namespaces !== undefined) {
    const why = 'remove it; what groups may do is said by their bindings';
    problems.add(`${property}.namespaces`, "be absent without a 'policy'", namespaces, why);
  }
  for (const group of groups ?? []) {
    const rule = "be a name that does not begin with 'system:'";
    const holds = group !== '' && !group.startsWith('system:');
    problems.require(holds, `${property}.groups`, rule, group, "EKS refuses it; for administrators use 'policy'");
  }
}

function judgePrivateAccess(access: AwsPrivateAccessInput, problems: Problems): void {
  switch (access.kind) {
    case 'ssm-bastion':
      judgeBastion(access.instanceType ?? DEFAULT_BASTION_TYPE, access.ssmParameter, problems);
      return;
    case 'client-vpn':
      judgeClientVpn(access, problems);
      return;
    case 'site-to-site-vpn':
      judgeGateway(access.customerGatewayIp, access.customerGatewayAsn, problems);
      return;
    case 'transit-gateway': {
      const holds = /^tgw-([0-9a-f]{8}|[0-9a-f]{17})$/.test(access.transitGatewayId);
      problems.require(
        holds,
        'privateAccess.transitGatewayId',
        "be an id: 'tgw-' and 17 hexadecimal digits",
        access.transitGatewayId,
        'copy it from the gateway',
      );
      return;
    }
    case 'public-allow-list':
      judgeAllowList('privateAccess.cidrs', access.cidrs, problems);
      return;
  }
}

function judgeBastion(instanceType: string, path: string, problems: Problems): void {
  const traits = awsMachineTraits(instanceType);
  const rule = 'be a machine type of AWS';
  problems.require(
    traits !== undefined,
    'privateAccess.instanceType',
    rule,
    instanceType,
    `write it as '${DEFAULT_BASTION_TYPE}'`,
  );
  const property = 'privateAccess.ssmParameter';
  if (!judgePinnedParameter(property, path, problems) || traits === undefined) return;
  judgeArchitectureWord({ property, path, architecture: traits.architecture }, problems);
}

function judgeClientVpn(access: Extract<AwsPrivateAccessInput, { kind: 'client-vpn' }>, problems: Problems): void {
  const server = access.serverCertificateArn;
  const rule = 'be the ARN of a certificate in ACM';
  problems.require(
    CERTIFICATE.test(server),
    'privateAccess.serverCertificateArn',
    rule,
    server,
    'copy it from the certificate',
  );
  if ('samlProviderArn' in access.authentication) {
    const saml = access.authentication.samlProviderArn;
    problems.require(
      SAML_PROVIDER.test(saml),
      'privateAccess.authentication.samlProviderArn',
      'be the ARN of a SAML provider',
      saml,
      'copy it from IAM',
    );
    return;
  }
  const root = access.authentication.rootCertificateChainArn;
  problems.require(
    CERTIFICATE.test(root),
    'privateAccess.authentication.rootCertificateChainArn',
    rule,
    root,
    'copy it from the certificate',
  );
}

function judgeGateway(address: string, asn: number, problems: Problems): void {
  problems.capture('privateAccess.customerGatewayIp', () => parsePublicAddress(address));
  requireRange(problems, { property: 'privateAccess.customerGatewayAsn', value: asn, min: 1, max: 4294967294 });
}

function judgeRemoteBlocks(access: AwsPrivateAccessInput, vpcCidr: string, problems: Problems): void {
  const quiet = new Set(['ssm-bastion', 'public-allow-list']);
  if (quiet.has(access.kind)) return;
  const texts = access.kind === 'client-vpn' ? [access.clientCidr] : 'remoteCidrs' in access ? access.remoteCidrs : [];
  const property = access.kind === 'client-vpn' ? 'privateAccess.clientCidr' : 'privateAccess.remoteCidrs';
  problems.require(
    texts.length > 0,
    property,
    'name at least one range',
    texts,
    'name the ranges that may reach the endpoint',
  );
  requireUnique(problems, { property: property, values: texts, what: 'range' });
  const vpc = Cidr.tryParse(vpcCidr);
  for (const text of texts) {
    const block = problems.capture(property, () => Cidr.parse(text));
    if (block === undefined) continue;
    if (access.kind === 'client-vpn') requirePrefix({ property, block }, [12, 22], problems);
    if (vpc !== undefined)
      requireDisjoint(
        [
          { property: 'network.vpcCidr', block: vpc },
          { property, block },
        ],
        problems,
      );
  }
}
