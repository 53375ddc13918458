import { Cidr } from '../../values/cidr';
import { parsePublicAddress } from '../../values/ip-address';
import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import { judgeArnPartition } from '../machine/arn-partition-rules';
import { judgeArchitectureWord, judgePinnedParameter } from '../machine/aws-image-path-rules';
import { awsMachineTraits } from '../machine/aws-machine-traits';
import { judgeAllowList, judgePublicRanges } from './allow-list';
import type { AwsPrivateAccess } from './aws-private-access-fields';
import { requireDisjoint, requirePrefix } from './network-blocks';

/**
 * Most public ranges of a cluster's endpoint, a quota that EKS does not raise.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html
 */
const MAX_PUBLIC_RANGES = 40;
const CERTIFICATE = /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/;
/**
 * Autonomous system numbers that AWS reserves, with the regions in which a customer gateway cannot have them; an empty list means all
 * regions.
 *
 * @see https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html
 */
const RESERVED_ASNS: Readonly<Record<number, readonly string[]>> = {
  7224: [],
  9059: ['eu-west-1'],
  10124: ['ap-northeast-1'],
  17943: ['ap-southeast-1'],
};
const SAML_PROVIDER = /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/.+$/;

/** The network of the cluster whose endpoint is accessed. */
export interface AccessedNetwork {
  /** Region of the network. */
  readonly region: string;
  /** Address range of the network. */
  readonly vpcCidr: string;
}

/** Rules of the access to a private EKS endpoint, and of the ranges from which clients come. */
export function judgeAwsPrivateAccess(access: AwsPrivateAccess, beside: AccessedNetwork, problems: Problems): void {
  judgeWay(access, problems);
  if (access.kind === 'client-vpn') judgeVpnArns(access, beside.region, problems);
  if (access.kind === 'site-to-site-vpn') judgeAsn(access.customerGatewayAsn, beside.region, problems);
  judgeRemoteBlocks(access, beside.vpcCidr, problems);
}

function judgeWay(access: AwsPrivateAccess, problems: Problems): void {
  switch (access.kind) {
    case 'ssm-bastion':
      judgeBastion(access.instanceType, access.ssmParameter, problems);
      return;
    case 'client-vpn':
      judgeClientVpn(access, problems);
      return;
    case 'site-to-site-vpn':
      problems.capture('privateAccess.customerGatewayIp', () => parsePublicAddress(access.customerGatewayIp));
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
      judgePublicList(access.cidrs, problems);
      return;
  }
}

function judgePublicList(texts: readonly string[], problems: Problems): void {
  const property = 'privateAccess.cidrs';
  judgeAllowList(property, texts, problems);
  const ofPrivate =
    "name the public addresses with which your clients reach the internet, or choose 'ssm-bastion', 'client-vpn' or a VPN";
  judgePublicRanges(property, { texts, ofPrivate }, problems);
  const most = `name at most ${MAX_PUBLIC_RANGES} ranges`;
  problems.require(texts.length <= MAX_PUBLIC_RANGES, property, most, texts.length, 'join neighbouring ranges');
}

function judgeBastion(instanceType: string, path: string, problems: Problems): void {
  const traits = awsMachineTraits(instanceType);
  const rule = 'be a machine type of AWS';
  problems.require(traits !== undefined, 'privateAccess.instanceType', rule, instanceType, "write it as 't4g.nano'");
  const property = 'privateAccess.ssmParameter';
  if (!judgePinnedParameter(property, path, problems) || traits === undefined) return;
  judgeArchitectureWord({ property, path, architecture: traits.architecture }, problems);
}

function judgeClientVpn(access: Extract<AwsPrivateAccess, { kind: 'client-vpn' }>, problems: Problems): void {
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

/** Refuses autonomous system numbers that AWS reserves in the region. */
function judgeAsn(asn: number, region: string, problems: Problems): void {
  const regions = RESERVED_ASNS[asn];
  const isReserved = regions !== undefined && (regions.length === 0 || regions.includes(region));
  const rule = `not be a number that AWS reserves for itself in ${region}`;
  const remedy = 'use the number of your network, or a private one of 64512 to 65534';
  problems.require(!isReserved, 'privateAccess.customerGatewayAsn', rule, asn, remedy);
}

/**
 * Rules of a client VPN's ARNs. A certificate must be of the VPN's region, because ACM is regional; a SAML provider of IAM must only be
 * of the region's partition.
 */
function judgeVpnArns(
  { serverCertificateArn, authentication }: Extract<AwsPrivateAccess, { kind: 'client-vpn' }>,
  region: string,
  problems: Problems,
): void {
  const saml = 'samlProviderArn' in authentication ? authentication.samlProviderArn : undefined;
  if (saml !== undefined && SAML_PROVIDER.test(saml)) {
    judgeArnPartition({ property: 'privateAccess.authentication.samlProviderArn', arn: saml, region }, problems);
  }
  const certificates = {
    serverCertificateArn,
    ...('rootCertificateChainArn' in authentication && {
      'authentication.rootCertificateChainArn': authentication.rootCertificateChainArn,
    }),
  };
  for (const [member, arn] of Object.entries(certificates)) {
    // `judgeClientVpn` reports an ARN that is not a certificate's.
    if (!CERTIFICATE.test(arn)) continue;
    const rule = `be a certificate of the region ${region}`;
    const property = `privateAccess.${member}`;
    const isHere = problems.require(
      arn.split(':')[3] === region,
      property,
      rule,
      arn,
      'import the certificate in this region too',
    );
    if (isHere) judgeArnPartition({ property, arn, region }, problems);
  }
}

function judgeRemoteBlocks(access: AwsPrivateAccess, vpcCidr: string, problems: Problems): void {
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
