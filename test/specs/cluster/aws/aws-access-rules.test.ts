import { judgeAwsAccess } from '../../../../lib/specs/cluster/aws/aws-access-rules';
import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { AwsPrivateAccessInput } from '../../../../lib/specs/network/private-access-input';
import { Problems } from '../../../../lib/values/problems';
import { awsCluster, awsEnvironment } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const awsClusterWith = (overrides: Partial<AwsClusterInput>) => awsEnvironment({ clusters: [awsCluster(overrides)] });
const admin = { principalArn: 'arn:aws:iam::123456789012:role/platform-admin', policy: 'cluster-admin' } as const;
const vpn = (clientCidr: string): AwsPrivateAccessInput => ({
  kind: 'client-vpn',
  clientCidr,
  serverCertificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/0f0e',
  authentication: { samlProviderArn: 'arn:aws:iam::123456789012:saml-provider/company' },
});

test('refuses a cluster without a cluster-admin', () => {
  expect(
    problemsOf(awsClusterWith({ access: [{ principalArn: 'arn:aws:iam::123456789012:role/dev', policy: 'view' }] })),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'access' must hold at least one 'cluster-admin', got [\"view\"]; add a role of yours; the creator of the cluster gets no access by itself",
  ]);
});

test('refuses the root of an account as administrator', () => {
  expect(
    problemsOf(
      awsClusterWith({ access: [{ principalArn: 'arn:aws:iam::123456789012:root', policy: 'cluster-admin' }] }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'access[0].principalArn' must not be the root of an account, got 'arn:aws:iam::123456789012:root'; name a role; the root of an account stands for everybody in the account",
  ]);
});

test('refuses the ARN of a session as administrator', () => {
  expect(
    problemsOf(
      awsClusterWith({
        access: [{ principalArn: 'arn:aws:sts::123456789012:assumed-role/admin/me', policy: 'cluster-admin' }],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'access[0].principalArn' must be the ARN of an IAM role or user: 'arn:aws:iam::123456789012:role/name', got 'arn:aws:sts::123456789012:assumed-role/admin/me'; copy it from IAM; instead of the ARN of a session, take its role's",
  ]);
});

describe('a principal', () => {
  const problemsFor = (principalArn: string) =>
    problemsOf(awsClusterWith({ access: [{ principalArn, policy: 'cluster-admin' }] }));
  const AT = "environment 'paas' > cluster 'main': 'access[0].principalArn'";

  test.each(['role//x', 'role/x/', 'role/team//x', 'user/'])(
    'is refused with an empty part in its path or name: %s',
    (path) => {
      const arn = `arn:aws:iam::123456789012:${path}`;
      expect(problemsFor(arn)).toEqual([
        `${AT} must be the ARN of an IAM role or user: 'arn:aws:iam::123456789012:role/name', got '${arn}'; copy it from IAM; instead of the ARN of a session, take its role's`,
      ]);
    },
  );

  test('has a name of at most 64 characters, however long its path', () => {
    const arn = (length: number) => `arn:aws:iam::123456789012:role/${'team/'.repeat(20)}${'x'.repeat(length)}`;
    expect(problemsFor(arn(65))).toEqual([
      `${AT} must have a name of at most 64 characters, without its path, got 65; copy it from IAM, which allows no longer names`,
    ]);
    expect(problemsFor(arn(64))).toEqual([]);
  });

  test.each(['aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso-b', 'aws-moon'])(
    "of %s is refused in a region of 'aws'",
    (partition) => {
      const arn = `arn:${partition}:iam::123456789012:role/admin`;
      expect(problemsFor(arn)).toEqual([
        `${AT} must be of the partition of eu-central-1, 'aws', got '${arn}'; write it as 'arn:aws:iam::…', or copy it from the account of the cluster`,
      ]);
    },
  );

  test.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['us-iso-east-1', 'aws-iso'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eu-isoe-west-1', 'aws-iso-e'],
    ['us-isof-south-1', 'aws-iso-f'],
  ])('in the region %s must be of the partition %s', (region, partition) => {
    const judge = (principalArn: string) => {
      const problems = new Problems('access');
      judgeAwsAccess([{ principalArn, policy: 'cluster-admin', namespaces: undefined, groups: [] }], region, problems);
      return problems.count;
    };
    expect(judge(`arn:${partition}:iam::123456789012:user/ops/admin`)).toBe(0);
    expect(judge('arn:aws:iam::123456789012:user/ops/admin')).toBe(1);
  });
});

test('refuses the same policy for the same principal twice', () => {
  expect(problemsOf(awsClusterWith({ access: [admin, admin] }))).toEqual([
    "environment 'paas' > cluster 'main': 'access' must name every grant once, got 'cluster-admin of arn:aws:iam::123456789012:role/platform-admin'; remove or rename one of them",
  ]);
});

test('refuses cluster-admin limited to namespaces', () => {
  expect(problemsOf(awsClusterWith({ access: [{ ...admin, namespaces: ['shop'] }] }))).toEqual([
    "environment 'paas' > cluster 'main': 'access[0].namespaces' must be absent with 'cluster-admin', got [\"shop\"]; use 'admin' for single namespaces; 'cluster-admin' is always for the whole cluster",
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
    "environment 'paas' > cluster 'main': 'privateAccess.cidrs' must not be the whole internet, got '0.0.0.0/0'; name your own ranges, because otherwise the whole internet reaches the control plane",
  ]);
});

test('refuses a public endpoint without allowed networks', () => {
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
    "environment 'paas' > cluster 'main': 'privateAccess.ssmParameter' must name one version of the image, got '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64'; replace the floating part by a version, because otherwise machines are replaced whenever a new image is published",
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

test('refuses a range of VPN clients that is too small', () => {
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

test('refuses a private access without a remote range', () => {
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

test('refuses an invalid id of a transit gateway', () => {
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
    "environment 'paas' > cluster 'main': 'privateAccess.customerGatewayIp' must be a public address outside of 192.168.0.0/16, which is reserved for private networks, got '192.168.0.1'; use the address at which it is reached over the internet",
  ]);
});

test('refuses an invalid autonomous system number', () => {
  expect(
    problemsOf(
      awsClusterWith({
        privateAccess: {
          kind: 'site-to-site-vpn',
          customerGatewayIp: '9.9.9.9',
          customerGatewayAsn: 0,
          remoteCidrs: ['10.99.0.0/16'],
        },
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.customerGatewayAsn' must be a whole number of 1 to 4294967294, got 0; raise it",
  ]);
});

test('refuses a principal without a policy and without groups', () => {
  const access = [admin, { principalArn: 'arn:aws:iam::123456789012:role/dev' }];
  expect(problemsOf(awsClusterWith({ access }))).toEqual([
    "environment 'paas' > cluster 'main': 'access[1]' must hold a 'policy' or 'groups', got 'neither'; state a policy of EKS, or 'groups' to which roles of the cluster are bound",
  ]);
});

test('refuses namespaces without a policy, because they would limit nothing', () => {
  const dev = { principalArn: 'arn:aws:iam::123456789012:role/dev', groups: ['shop-developers'], namespaces: ['shop'] };
  expect(problemsOf(awsClusterWith({ access: [admin, dev] }))).toEqual([
    "environment 'paas' > cluster 'main': 'access[1].namespaces' must be absent without a 'policy', got [\"shop\"]; remove it; the bindings of the groups decide what they may do, and where",
  ]);
});

test("refuses a group that begins with 'system:', and accepts one of a team", () => {
  const member = (group: string) => ({ principalArn: 'arn:aws:iam::123456789012:role/dev', groups: [group] });
  expect(problemsOf(awsClusterWith({ access: [admin, member('system:masters')] }))).toEqual([
    "environment 'paas' > cluster 'main': 'access[1].groups' must be a name that does not begin with 'system:', got 'system:masters'; rename it, because EKS refuses it; for administrators use 'policy'",
  ]);
  expect(problemsOf(awsClusterWith({ access: [admin, member('shop-developers')] }))).toEqual([]);
});

describe('a role of IAM Identity Center', () => {
  const role = (path: string) =>
    awsClusterWith({
      access: [
        {
          principalArn: `arn:aws:iam::123456789012:role/${path}AWSReservedSSO_AdministratorAccess_1f9ff11932198c00`,
          policy: 'cluster-admin',
        },
      ],
    });

  test.each(['', 'sso/', 'aws-reserved/'])("is refused with the path '%s', because EKS finds no such role", (path) => {
    expect(problemsOf(role(path))).toEqual([
      `environment 'paas' > cluster 'main': 'access[0].principalArn' must have the path of a role of IAM Identity Center: 'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/<region of Identity Center>/AWSReservedSSO_AdministratorAccess_1f9ff11932198c00', without a region where that is us-east-1, got 'arn:aws:iam::123456789012:role/${path}AWSReservedSSO_AdministratorAccess_1f9ff11932198c00'; copy it from 'aws iam list-roles --path-prefix /aws-reserved/sso.amazonaws.com/'`,
    ]);
  });

  test.each(['aws-reserved/sso.amazonaws.com/', 'aws-reserved/sso.amazonaws.com/eu-west-1/'])(
    "is accepted with its path '%s'",
    (path) => {
      expect(problemsOf(role(path))).toEqual([]);
    },
  );
});

test('refuses certificates of a client VPN that are in another region', () => {
  const arn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/0f0e`;
  const vpn = (server: string, root: string) =>
    awsClusterWith({
      privateAccess: {
        kind: 'client-vpn',
        clientCidr: '10.200.0.0/20',
        serverCertificateArn: arn(server),
        authentication: { rootCertificateChainArn: arn(root) },
      },
    });
  expect(problemsOf(vpn('us-east-1', 'us-east-1'))).toEqual([
    `environment 'paas' > cluster 'main': 'privateAccess.serverCertificateArn' must be a certificate of the region eu-central-1, got '${arn('us-east-1')}'; import the certificate in this region too`,
    `environment 'paas' > cluster 'main': 'privateAccess.authentication.rootCertificateChainArn' must be a certificate of the region eu-central-1, got '${arn('us-east-1')}'; import the certificate in this region too`,
  ]);
  expect(problemsOf(vpn('eu-central-1', 'eu-central-1'))).toEqual([]);
});

test('refuses an autonomous system number that AWS reserves in the region', () => {
  const vpn = (customerGatewayAsn: number) =>
    awsClusterWith({
      privateAccess: {
        kind: 'site-to-site-vpn',
        customerGatewayIp: '9.9.9.9',
        customerGatewayAsn,
        remoteCidrs: ['10.99.0.0/16'],
      },
    });
  expect(problemsOf(vpn(7224))).toEqual([
    "environment 'paas' > cluster 'main': 'privateAccess.customerGatewayAsn' must not be a number that AWS reserves for itself in eu-central-1, got 7224; use the number of your network, or a private one of 64512 to 65534",
  ]);
  // AWS reserves this number in other regions only.
  expect(problemsOf(vpn(9059))).toEqual([]);
});
