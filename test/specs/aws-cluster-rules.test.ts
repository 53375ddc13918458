import type { AwsClusterInput } from '../../lib/specs/cluster-input';
import { EKS_ADDON_VERSIONS } from '../../lib/specs/data/eks-addons';
import type { AwsNodePoolInput } from '../../lib/specs/node-pool-input';
import type { AwsPrivateAccessInput } from '../../lib/specs/private-access-input';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { problemsOf } from './problems-of';

const part = awsPool().aws;
const admin = { principalArn: 'arn:aws:iam::123456789012:role/platform-admin', policy: 'cluster-admin' } as const;
const awsClusterWith = (overrides: Partial<AwsClusterInput>) => awsEnvironment({ clusters: [awsCluster(overrides)] });
const awsPoolWith = (overrides: Partial<AwsNodePoolInput>) => awsClusterWith({ pools: [awsPool(overrides)] });

/** A cluster whose image names no minor, so that only the control plane's version is judged. */
const upgraded = (overrides: Partial<AwsClusterInput>) =>
  awsClusterWith({
    pools: [awsPool({ aws: { ...part, image: { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } } })],
    ...overrides,
  });
const addons = (minor: string) => ({ ...EKS_ADDON_VERSIONS['1.31'], 'kube-proxy': `v${minor}.1-eksbuild.1` });
const vpn = (clientCidr: string): AwsPrivateAccessInput => ({
  kind: 'client-vpn',
  clientCidr,
  serverCertificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/0f0e',
  authentication: { samlProviderArn: 'arn:aws:iam::123456789012:saml-provider/company' },
});

test('refuses a region that is none', () => {
  expect(problemsOf(awsClusterWith({ region: 'europe-west4' }))).toEqual([
    "environment 'paas' > cluster 'main': 'region' must be an AWS region, got 'europe-west4'; write it as 'eu-central-1'",
  ]);
});

test('refuses a VPC that is too large', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.0.0.0/8',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.vpcCidr' must be a /16 to /22, got '10.0.0.0/8'; take a smaller block",
  ]);
});

test('refuses a VPC of internet addresses', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '11.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '11.20.0.0/24', privateCidr: '11.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '11.20.1.0/24', privateCidr: '11.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.vpcCidr' must be private: of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, got '11.20.0.0/16'; take a private block; pods could not reach the internet hosts of this one",
  ]);
});

test('refuses host bits in the VPC', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.1/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.vpcCidr' must start at its first address, got '10.20.0.1/16'; write '10.20.0.0/16', or a longer prefix",
  ]);
});

test('refuses a subnet outside the VPC', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.21.0.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.privateCidr' must lie in 'network.vpcCidr' (10.20.0.0/16), got '10.21.0.0/19'; move it, or enlarge the VPC",
  ]);
});

test('refuses subnets that overlap', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.48.0/20' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.privateCidr' must not overlap 'network.zones.eu-central-1a.privateCidr' (10.20.32.0/19, to 10.20.63.255), got '10.20.48.0/20'; move one of them",
  ]);
});

test('refuses one zone only', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [{ zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' }],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones' must name 2 to 6 zones, got [\"eu-central-1a\"]; EKS wants subnets in two zones at least",
  ]);
});

test('refuses a zone of another region', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-west-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones' must be a zone of eu-central-1: 'eu-central-1a' to 'eu-central-1f', got 'eu-west-1b'; use a zone of the region",
  ]);
});

test('refuses an existing VPC without its subnets', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
          existing: { vpcId: 'vpc-0123456789abcdef0' },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.existing' must name the zone's subnets where 'network.existing' names the VPC, got nothing; state both subnet ids",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.existing' must name the zone's subnets where 'network.existing' names the VPC, got nothing; state both subnet ids",
  ]);
});

test('refuses existing subnets without their VPC', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            {
              zone: 'eu-central-1a',
              publicCidr: '10.20.0.0/24',
              privateCidr: '10.20.32.0/19',
              existing: { publicSubnetId: 'subnet-0123456789abcdef0', privateSubnetId: 'subnet-0123456789abcdef1' },
            },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
        },
      }),
    ),
  ).toEqual([
    'environment \'paas\' > cluster \'main\': \'network.zones.eu-central-1a.existing\' must be absent where the VPC is created, got {"publicSubnetId":"subnet-0123456789abcdef0","privateSubnetId":"subnet-0123456789abcdef1"}; remove it, or name the VPC in \'network.existing\'',
  ]);
});

test('refuses flow logs kept for days that CloudWatch does not know', () => {
  expect(
    problemsOf(
      awsClusterWith({
        network: {
          vpcCidr: '10.20.0.0/16',
          zones: [
            { zone: 'eu-central-1a', publicCidr: '10.20.0.0/24', privateCidr: '10.20.32.0/19' },
            { zone: 'eu-central-1b', publicCidr: '10.20.1.0/24', privateCidr: '10.20.64.0/19' },
          ],
          flowLogs: { retentionDays: 100, traffic: 'ALL' },
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.flowLogs.retentionDays' must be one of CloudWatch's: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 100; use 120",
  ]);
});

test('refuses a service range in the VPC', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { serviceCidr: '10.20.200.0/24' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.serviceCidr' must not overlap 'network.vpcCidr' (10.20.0.0/16, to 10.20.255.255), got '10.20.200.0/24'; move one of them",
  ]);
});

test('refuses a service range of shared addresses', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { serviceCidr: '100.64.0.0/16' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.serviceCidr' must be of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, got '100.64.0.0/16'; EKS takes no other range for Services",
  ]);
});

test('refuses a service range that is too small', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { serviceCidr: '172.20.0.0/25' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.serviceCidr' must be a /12 to /24, got '172.20.0.0/25'; take a larger block",
  ]);
});

test('refuses log days that CloudWatch does not know', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { logRetentionDays: 91 } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.logRetentionDays' must be one of CloudWatch's: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 91; use 120",
  ]);
});

test('refuses an MTU above that of a jumbo frame', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { podMtu: 9216 } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.podMtu' must be a whole number of 1280 to 9001 bytes, got 9216; lower it",
  ]);
});

test('refuses a secrets key that is no ARN', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { secretsKeyArn: 'alias/mine' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.secretsKeyArn' must be the ARN of a KMS key, got 'alias/mine'; copy it from the key",
  ]);
});

test('refuses a minor that is unknown', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.99' }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be a minor that the cloud supports (data of 2026-11-01): 1.34, 1.35, 1.36, got '1.99'; choose one of them",
  ]);
});

test('refuses a patch version', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.34.1' }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be a Kubernetes minor, got '1.34.1'; write it as '1.33'; the cloud chooses the patch",
  ]);
});

test('refuses a minor whose standard support was over', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.33' }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be in standard support (data of 2026-11-01), which ended on 2026-07-29, got '1.33'; choose one of 1.34, 1.35, 1.36, or pay for extended support until 2027-07-29 with controlPlane.supportType 'EXTENDED'",
  ]);
});

test('refuses a minor whose extended support was over, extended or not', () => {
  expect(
    problemsOf(
      upgraded({ kubernetesVersion: '1.30', controlPlane: { supportType: 'EXTENDED', addonVersions: addons('1.30') } }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be in extended support (data of 2026-11-01), which ended on 2026-07-23, got '1.30'; choose one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36",
  ]);
});

test('refuses a skipped minor', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.36', runningVersion: '1.34' }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be at most one minor after 'runningVersion' (1.34), got '1.36'; deploy 1.35 first; control planes move one minor at a time",
  ]);
});

test('refuses a downgrade', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.34', runningVersion: '1.35' }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must not be older than 'runningVersion' (1.35), got '1.34'; control planes cannot be downgraded; make a new cluster",
  ]);
});

test('refuses a minor without add-on data', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.30', controlPlane: { supportType: 'EXTENDED' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be in extended support (data of 2026-11-01), which ended on 2026-07-23, got '1.30'; choose one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36",
    "environment 'paas' > cluster 'main': 'controlPlane.addonVersions' must hold a version of vpc-cni, kube-proxy, eks-pod-identity-agent, coredns, aws-ebs-csi-driver, metrics-server, which the data of 2026-11-01 lacks for 1.30, got nothing; state them; 'aws eks describe-addon-versions --kubernetes-version 1.30' lists what EKS offers",
  ]);
});

test('refuses an unknown add-on', () => {
  expect(
    problemsOf(awsClusterWith({ controlPlane: { addonVersions: { 'snapshot-controller': 'v8.0.0-eksbuild.1' } } })),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.addonVersions.snapshot-controller' must be one of vpc-cni, kube-proxy, eks-pod-identity-agent, coredns, aws-ebs-csi-driver, metrics-server, got 'snapshot-controller'; remove it; nothing would install it",
  ]);
});

test('refuses an add-on version that EKS never built', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { addonVersions: { coredns: '1.12.0' } } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.addonVersions.coredns' must be a version of EKS: 'v1.2.3-eksbuild.4', got '1.12.0'; copy it from describe-addon-versions",
  ]);
});

test('refuses a kube-proxy of another minor', () => {
  expect(
    problemsOf(awsClusterWith({ controlPlane: { addonVersions: { 'kube-proxy': 'v1.33.5-eksbuild.2' } } })),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.addonVersions.kube-proxy' must be of the control plane's minor, 1.34, got 'v1.33.5-eksbuild.2'; change it with the version",
  ]);
});

test('refuses a cluster that nobody administers', () => {
  expect(
    problemsOf(awsClusterWith({ access: [{ principalArn: 'arn:aws:iam::123456789012:role/dev', policy: 'view' }] })),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'access' must hold at least one 'cluster-admin', got [\"view\"]; add a role of yours; whoever creates the cluster gets nothing by itself",
  ]);
});

test('refuses the root of an account as administrator', () => {
  expect(
    problemsOf(
      awsClusterWith({ access: [{ principalArn: 'arn:aws:iam::123456789012:root', policy: 'cluster-admin' }] }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'access[0].principalArn' must not be the root of an account, got 'arn:aws:iam::123456789012:root'; name a role; root stands for everybody in the account",
  ]);
});

test('refuses a session as administrator', () => {
  expect(
    problemsOf(
      awsClusterWith({
        access: [{ principalArn: 'arn:aws:sts::123456789012:assumed-role/admin/me', policy: 'cluster-admin' }],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'access[0].principalArn' must be the ARN of an IAM role or user: 'arn:aws:iam::123456789012:role/name', got 'arn:aws:sts::123456789012:assumed-role/admin/me'; copy it from IAM; of a session, take the role",
  ]);
});

test('refuses a principal named twice', () => {
  expect(problemsOf(awsClusterWith({ access: [admin, { ...admin, policy: 'view' }] }))).toEqual([
    "environment 'paas' > cluster 'main': 'access' must name every principal once, got 'arn:aws:iam::123456789012:role/platform-admin'; remove or rename one of them",
  ]);
});

test('refuses a cluster-admin of some namespaces', () => {
  expect(problemsOf(awsClusterWith({ access: [{ ...admin, namespaces: ['shop'] }] }))).toEqual([
    "environment 'paas' > cluster 'main': 'access[0].namespaces' must be absent with 'cluster-admin', got [\"shop\"]; use 'admin' for namespaces",
  ]);
});

test('refuses an empty list of namespaces', () => {
  expect(
    problemsOf(
      awsClusterWith({
        access: [admin, { principalArn: 'arn:aws:iam::123456789012:role/dev', policy: 'edit', namespaces: [] }],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'access[1].namespaces' must name at least one namespace, got []; leave it out for the whole cluster",
  ]);
});

test('refuses an endpoint that is open to everybody', () => {
  expect(problemsOf(awsClusterWith({ privateAccess: { kind: 'public-allow-list', cidrs: ['0.0.0.0/0'] } }))).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.cidrs' must not be everybody, got '0.0.0.0/0'; name your own ranges; the whole internet would reach the control plane",
  ]);
});

test('refuses an endpoint that is open to nobody', () => {
  expect(problemsOf(awsClusterWith({ privateAccess: { kind: 'public-allow-list', cidrs: [] } }))).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.cidrs' must name at least one range, got []; name your offices, VPN and CI",
  ]);
});

test('refuses a floating image of the bastion', () => {
  expect(
    problemsOf(
      awsClusterWith({
        privateAccess: {
          kind: 'ssm-bastion',
          ssmParameter: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.ssmParameter' must name one version of the image, got '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64'; replace the floating part by a version; images roll when you say so, not on a day that nobody chose",
  ]);
});

test("refuses an image of another architecture than the bastion's", () => {
  expect(
    problemsOf(
      awsClusterWith({
        privateAccess: {
          kind: 'ssm-bastion',
          ssmParameter:
            '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20261020/image_id',
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.ssmParameter' must be an image for the machine's architecture, arm64, got '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20261020/image_id'; change the path or the machine",
  ]);
});

test('refuses VPN clients in the VPC', () => {
  expect(problemsOf(awsClusterWith({ privateAccess: vpn('10.20.128.0/20') }))).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.clientCidr' must not overlap 'network.vpcCidr' (10.20.0.0/16, to 10.20.255.255), got '10.20.128.0/20'; move one of them",
  ]);
});

test('refuses too few addresses of VPN clients', () => {
  expect(problemsOf(awsClusterWith({ privateAccess: vpn('10.99.0.0/24') }))).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.clientCidr' must be a /12 to /22, got '10.99.0.0/24'; take a larger block",
  ]);
});

test('refuses remote ranges in the VPC', () => {
  expect(
    problemsOf(
      awsClusterWith({
        privateAccess: {
          kind: 'transit-gateway',
          transitGatewayId: 'tgw-0123456789abcdef0',
          remoteCidrs: ['10.0.0.0/8'],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.remoteCidrs' must not overlap 'network.vpcCidr' (10.20.0.0/16, to 10.20.255.255), got '10.0.0.0/8'; move one of them",
  ]);
});

test('refuses no remote range', () => {
  expect(
    problemsOf(
      awsClusterWith({
        privateAccess: { kind: 'transit-gateway', transitGatewayId: 'tgw-0123456789abcdef0', remoteCidrs: [] },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.remoteCidrs' must name at least one range, got []; name the ranges that may reach the endpoint",
  ]);
});

test("refuses a transit gateway's id that is none", () => {
  expect(
    problemsOf(
      awsClusterWith({
        privateAccess: { kind: 'transit-gateway', transitGatewayId: 'my-gateway', remoteCidrs: ['10.99.0.0/16'] },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.transitGatewayId' must be an id: 'tgw-' and 17 hexadecimal digits, got 'my-gateway'; copy it from the gateway",
  ]);
});

test("refuses a private address of the other side's gateway", () => {
  expect(
    problemsOf(
      awsClusterWith({
        privateAccess: {
          kind: 'site-to-site-vpn',
          customerGatewayIp: '192.168.0.1',
          customerGatewayAsn: 65000,
          remoteCidrs: ['10.99.0.0/16'],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.customerGatewayIp' must be a public address, got '192.168.0.1'; AWS must reach it over the internet",
  ]);
});

test('refuses a system number that is none', () => {
  expect(
    problemsOf(
      awsClusterWith({
        privateAccess: {
          kind: 'site-to-site-vpn',
          customerGatewayIp: '203.0.113.9',
          customerGatewayAsn: 0,
          remoteCidrs: ['10.99.0.0/16'],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.customerGatewayAsn' must be a whole number of 1 to 4294967294, got 0; raise it",
  ]);
});

test('refuses a private subnet that the pools could fill', () => {
  expect(problemsOf(awsPoolWith({ size: { scope: 'total', min: 2, max: 60 } }))).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.privateCidr' must hold 9525 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 144 = 9504, got '10.20.32.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.privateCidr' must hold 9525 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 144 = 9504, got '10.20.64.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1c.privateCidr' must hold 9525 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 144 = 9504, got '10.20.96.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
  ]);
});

test('refuses a private subnet that the pools could fill, address by address', () => {
  expect(
    problemsOf(
      awsClusterWith({
        controlPlane: { prefixDelegation: false },
        pools: [awsPool({ size: { scope: 'per-zone', min: 2, max: 60 }, maxPods: 200 })],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.privateCidr' must hold 14277 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 216 = 14256, got '10.20.32.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.privateCidr' must hold 14277 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 216 = 14256, got '10.20.64.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1c.privateCidr' must hold 14277 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 216 = 14256, got '10.20.96.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
  ]);
});
