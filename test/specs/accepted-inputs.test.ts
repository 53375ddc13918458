import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import { manifestFolder, stackName } from '../../lib/specs/environment/stack-names';
import { toleratedTaints } from '../../lib/specs/workload/tolerated-taints';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../fixtures/google-environment';
import { problemsOf } from './problems-of';

const ami = { amiId: 'ami-0123456789abcdef0' };
const part = awsPool().aws;

test.each([
  ['a bottlerocket path', 'bottlerocket', '/aws/service/bottlerocket/aws-k8s-1.34/x86_64/1.49.0-ab12cd34/image_id'],
  [
    'a serial of Canonical',
    'ubuntu',
    '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/20261001/amd64/hvm/ebs-gp3/ami-id',
  ],
  [
    'a version of a floating parameter',
    'al2023',
    '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id:42',
  ],
] as const)('accepts %s as a pinned image', (_, family, ssmParameter) => {
  const pools = [awsPool({ aws: { ...part, image: { family, source: { ssmParameter } } } })];
  expect(problemsOf(awsEnvironment({ clusters: [awsCluster({ pools })] }))).toEqual([]);
});

test('accepts nodes on the running minor while the control plane is upgraded', () => {
  const cluster = awsCluster({ kubernetesVersion: '1.35', runningVersion: '1.34' });
  expect(problemsOf(awsEnvironment({ clusters: [cluster] }))).toEqual([]);
});

test('accepts an older minor with extended support', () => {
  const pools = [awsPool({ aws: { ...part, image: { family: 'al2023', source: ami } } })];
  const cluster = awsCluster({ kubernetesVersion: '1.32', controlPlane: { supportType: 'EXTENDED' }, pools });
  expect(problemsOf(awsEnvironment({ clusters: [cluster] }))).toEqual([]);
});

test('accepts spot above an on-demand base that holds the add-ons', () => {
  const capacity = { kind: 'mixed', alternativeTypes: ['m6a.xlarge'], onDemandBase: 1 } as const;
  const pools = [awsPool({ aws: { ...part, capacity } })];
  expect(problemsOf(awsEnvironment({ clusters: [awsCluster({ pools })] }))).toEqual([]);
});

test('accepts labels that a kubelet may set', () => {
  const labels = {
    'node.kubernetes.io/exclude-from-external-load-balancers': '',
    'kubelet.kubernetes.io/x': 'y',
    'team.node.kubernetes.io/x': 'y',
    'example.com/team': 'shop',
    plain: 'yes',
  };
  expect(problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [awsPool({ labels })] })] }))).toEqual([]);
});

test('accepts several clusters with address plans of their own', () => {
  const second = googleCluster({
    name: 'second',
    network: {
      nodeCidr: '10.80.0.0/20',
      podCidr: '10.84.0.0/14',
      serviceCidr: '10.41.0.0/20',
      controlPlaneCidr: '10.82.0.0/28',
      zones: ['europe-west4-a'],
    },
  });
  const environment = EnvironmentSpec.from(googleEnvironment({ clusters: [googleCluster(), second] }));
  const [first, other] = environment.clusters;
  if (first === undefined || other === undefined) throw new Error('two clusters expected');
  expect(stackName(environment, first, 'platform')).toBe('streaming-main-platform');
  expect(manifestFolder(environment, other)).toBe('streaming/second');
});

test('accepts every way to reach a private control plane', () => {
  const aws = [
    {
      kind: 'ssm-bastion',
      ssmParameter:
        '/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/arm64/standard/amazon-eks-node-al2023-arm64-standard-1.34-v20261020/image_id',
    },
    { kind: 'transit-gateway', transitGatewayId: 'tgw-0123456789abcdef0', remoteCidrs: ['10.99.0.0/16'] },
    {
      kind: 'site-to-site-vpn',
      customerGatewayIp: '9.9.9.9',
      customerGatewayAsn: 65000,
      remoteCidrs: ['10.99.0.0/16'],
    },
  ] as const;
  for (const privateAccess of aws) {
    expect(problemsOf(awsEnvironment({ clusters: [awsCluster({ privateAccess })] }))).toEqual([]);
  }
  const networks = [{ name: 'office', cidr: '9.9.9.0/24' }];
  for (const kind of ['authorised-networks', 'private-endpoint'] as const) {
    const clusters = [googleCluster({ privateAccess: { kind, networks } })];
    expect(problemsOf(googleEnvironment({ clusters }))).toEqual([]);
  }
});

test('accepts a maintenance window of 48 hours in 32 days exactly', () => {
  const maintenance = {
    start: '2026-01-03T02:00:00Z',
    end: '2026-01-03T14:00:00Z',
    recurrence: 'FREQ=WEEKLY;BYDAY=SA',
  };
  expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ controlPlane: { maintenance } })] }))).toEqual([]);
});

test('gives a startup taint the key that the cluster autoscaler recognises where it scales the pool', () => {
  const tuned = (scaling: 'fixed' | 'cluster-autoscaler') =>
    EnvironmentSpec.from(
      awsEnvironment({
        clusters: [
          awsCluster({
            pools: [awsPool(), awsPool({ name: 'edge', scaling, startupTaint: { removedBy: 'tuner' } })],
            workloads: [{ name: 'tuner', namespace: 'keelson-system', kind: 'daemon', pools: ['edge'] }],
          }),
        ],
      }),
    ).clusters[0];
  expect(tuned('fixed')?.pools[1]?.startupTaint?.key).toBe('keelson.dev/startup');
  expect(tuned('cluster-autoscaler')?.pools[1]?.startupTaint).toEqual({
    key: 'startup-taint.cluster-autoscaler.kubernetes.io/main-edge',
    effect: 'NoSchedule',
    removedBy: 'tuner',
  });
  const tolerated = (tuned('fixed')?.workloads ?? []).flatMap((workload) => toleratedTaints(workload));
  expect(tolerated.map((taint) => taint.key)).toEqual(['keelson.dev/startup']);
});

test('sorts the zones of network and pools, whatever the order of the input', () => {
  const zones = [...awsCluster().network.zones].reverse();
  const network = { ...awsCluster().network, zones };
  const cluster = EnvironmentSpec.from(awsEnvironment({ clusters: [awsCluster({ network })] })).clusters[0];
  if (cluster === undefined || cluster.cloud !== 'aws') throw new Error('no EKS cluster');
  expect(cluster.network.zones.map((zone) => zone.zone)).toEqual(cluster.pools[0]?.zones);
  expect(cluster.pools[0]?.zones).toEqual(['eu-central-1a', 'eu-central-1b', 'eu-central-1c']);
});

test('takes machine types whose names have a dash in their family, or state their own figures', () => {
  const large = awsPool({ machine: { type: 'u-6tb1.112xlarge' } });
  expect(problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [large] })] }))).toEqual([]);
  const custom = googlePool({ machine: { type: 'custom-4-8192' } });
  expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [custom] })] }))).toEqual([]);
});

test('accepts an arm64 pool with an arm64 image', () => {
  const pool = googlePool({ name: 'arm', machine: { type: 't2a-standard-4', architecture: 'arm64' } });
  expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [googlePool(), pool] })] }))).toEqual([]);
});

test('names the stacks and the folder of a cluster after environment and cluster', () => {
  const environment = EnvironmentSpec.from(awsEnvironment());
  expect(stackName(environment, { name: 'main' }, 'foundation')).toBe('paas-main-foundation');
  expect(manifestFolder(environment, { name: 'main' })).toBe('paas/main');
  expect(environment.tags).toEqual({ 'keelson-environment': 'paas' });
  expect(environment.state).toEqual({ kind: 'local' });
});
