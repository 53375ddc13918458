import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import { EKS_ADDON_VERSIONS } from '../../../../lib/specs/cluster/aws/eks-addons';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const awsClusterWith = (overrides: Partial<AwsClusterInput>) => awsEnvironment({ clusters: [awsCluster(overrides)] });
const part = awsPool().aws;
/** A cluster whose image has no minor in its name, so that only the version of the control plane is judged. */
const upgraded = (overrides: Partial<AwsClusterInput>) =>
  awsClusterWith({
    pools: [awsPool({ aws: { ...part, image: { family: 'al2023', source: { amiId: 'ami-0123456789abcdef0' } } } })],
    ...overrides,
  });
const addons = (minor: string) => ({ ...EKS_ADDON_VERSIONS['1.31'], 'kube-proxy': `v${minor}.1-eksbuild.1` });

test('refuses days of log retention that CloudWatch does not accept', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { logRetentionDays: 91 } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.logRetentionDays' must be one of CloudWatch's: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 91; use 120",
  ]);
});

test('refuses an MTU above that of a jumbo frame', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { podMtu: 9216 } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.podMtu' must be a whole number of 1280 to 9001 bytes, got 9216; lower it",
  ]);
});

test('refuses a key of Secrets that is not an ARN', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { secretsKeyArn: 'alias/mine' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.secretsKeyArn' must be the ARN of a KMS key, got 'alias/mine'; copy it from the key",
  ]);
});

test('refuses a minor that EKS does not offer', () => {
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

test('refuses a minor whose extended support was over, with either support type', () => {
  expect(
    problemsOf(
      upgraded({ kubernetesVersion: '1.30', controlPlane: { supportType: 'EXTENDED', addonVersions: addons('1.30') } }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be in extended support (data of 2026-11-01), which ended on 2026-07-23, got '1.30'; choose one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36",
  ]);
});

test('refuses an upgrade that skips a minor', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.36', runningVersion: '1.34' }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be at most one minor after 'runningVersion' (1.34), got '1.36'; deploy 1.35 first; a control plane can be upgraded by one minor at a time only",
  ]);
});

test('refuses a downgrade', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.34', runningVersion: '1.35' }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must not be older than 'runningVersion' (1.35), got '1.34'; undo the change, or make a new cluster; a control plane cannot be downgraded",
  ]);
});

test('refuses a minor without add-on data', () => {
  expect(problemsOf(upgraded({ kubernetesVersion: '1.30', controlPlane: { supportType: 'EXTENDED' } }))).toEqual([
    "environment 'paas' > cluster 'main': 'kubernetesVersion' must be in extended support (data of 2026-11-01), which ended on 2026-07-23, got '1.30'; choose one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36",
    "environment 'paas' > cluster 'main': 'controlPlane.addonVersions' must hold a version of vpc-cni, kube-proxy, eks-pod-identity-agent, coredns, aws-ebs-csi-driver, metrics-server, because the data of 2026-11-01 has none for 1.30, got nothing; state the versions; 'aws eks describe-addon-versions --kubernetes-version 1.30' lists what EKS offers",
  ]);
});

test('refuses an unknown add-on', () => {
  expect(
    problemsOf(awsClusterWith({ controlPlane: { addonVersions: { 'snapshot-controller': 'v8.0.0-eksbuild.1' } } })),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.addonVersions.snapshot-controller' must be one of vpc-cni, kube-proxy, eks-pod-identity-agent, coredns, aws-ebs-csi-driver, metrics-server, got 'snapshot-controller'; remove it, because keelson installs no add-on of another name",
  ]);
});

test('refuses an add-on version that EKS never built', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { addonVersions: { coredns: '1.12.0' } } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.addonVersions.coredns' must be a version of an EKS add-on: 'v1.2.3-eksbuild.4', got '1.12.0'; copy it from the output of 'aws eks describe-addon-versions'",
  ]);
});

test('refuses a kube-proxy of another minor', () => {
  expect(
    problemsOf(awsClusterWith({ controlPlane: { addonVersions: { 'kube-proxy': 'v1.33.5-eksbuild.2' } } })),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.addonVersions.kube-proxy' must be a version of the control plane's minor, 1.34, got 'v1.33.5-eksbuild.2'; change it together with 'kubernetesVersion'",
  ]);
});

test('refuses a control plane in a single zone, in a zone that the network lacks, and in the same zone twice', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { zones: ['eu-central-1a'] } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.zones' must name at least two zones, got [\"eu-central-1a\"]; add a zone, or leave it out for all zones of the network; EKS needs interfaces of the control plane in two zones",
  ]);
  expect(problemsOf(awsClusterWith({ controlPlane: { zones: ['eu-central-1a', 'eu-central-1d'] } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.zones' must name zones of the network: eu-central-1a, eu-central-1b, eu-central-1c, got 'eu-central-1d'; correct the zone, or add it to the network",
  ]);
  expect(problemsOf(awsClusterWith({ controlPlane: { zones: ['eu-central-1a', 'eu-central-1a'] } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.zones' must name every zone once, got 'eu-central-1a'; remove or rename one of them",
  ]);
});

test('refuses an invalid webhook port, and the same port twice', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { webhookPorts: [65536] } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.webhookPorts[0]' must be a whole number of 1 to 65535, got 65536; lower it",
  ]);
  expect(problemsOf(awsClusterWith({ controlPlane: { webhookPorts: [9443, 53, 9443] } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.webhookPorts' must name every port once, got '9443'; remove or rename one of them",
  ]);
});

test('accepts the ports that the API server may call without being listed', () => {
  expect(problemsOf(awsClusterWith({ controlPlane: { webhookPorts: [53, 10250, 1, 65535] } }))).toEqual([]);
});

const KEY_ID = '4f5c0000-0000-0000-0000-000000000000';

test('refuses an alias as the key of Secrets, because it would grant the role of the control plane nothing', () => {
  const secretsKeyArn = 'arn:aws:kms:eu-central-1:123456789012:alias/secrets';
  expect(problemsOf(awsClusterWith({ controlPlane: { secretsKeyArn } }))).toEqual([
    "environment 'paas' > cluster 'main': 'controlPlane.secretsKeyArn' must be the ARN of a key and not of an alias, got 'arn:aws:kms:eu-central-1:123456789012:alias/secrets'; copy it from the key: an alias grants the control plane's role nothing, and every plan would show a change, because EKS reports the ARN of the key",
  ]);
});

test('refuses a key of Secrets in another region', () => {
  const secretsKeyArn = `arn:aws:kms:eu-west-1:123456789012:key/${KEY_ID}`;
  expect(problemsOf(awsClusterWith({ controlPlane: { secretsKeyArn } }))).toEqual([
    `environment 'paas' > cluster 'main': 'controlPlane.secretsKeyArn' must be a key of the region eu-central-1, got '${secretsKeyArn}'; name a key of this region, because a KMS key can only be used in its own region`,
  ]);
});

test.each([KEY_ID, 'mrk-4f5c0000000000000000000000000000'])('accepts the key %s of the region', (id) => {
  const secretsKeyArn = `arn:aws:kms:eu-central-1:123456789012:key/${id}`;
  expect(problemsOf(awsClusterWith({ controlPlane: { secretsKeyArn } }))).toEqual([]);
});
