import type { AwsNodePoolInput, GoogleNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const onAws = (overrides: Partial<AwsNodePoolInput>) =>
  problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(overrides)], workloads: [] })] }));
const onGoogle = (overrides: Partial<GoogleNodePoolInput>) =>
  problemsOf(googleEnvironment({ clusters: [googleCluster({ pools: [googlePool(overrides)], workloads: [] })] }));
const named = (length: number) => 'p'.repeat(length);

describe('a name of 24 characters', () => {
  test('is accepted on AWS, self-managed and managed by EKS', () => {
    const { aws } = awsPool();
    expect(onAws({ name: named(24) })).toEqual([]);
    expect(onAws({ name: named(24), aws: { ...aws, management: 'managed-node-group' } })).toEqual([]);
  });

  test('is accepted on GKE in both layouts', () => {
    const { google } = googlePool();
    expect(onGoogle({ name: named(24) })).toEqual([]);
    expect(onGoogle({ name: named(24), google: { ...google, layout: 'zonal' } })).toEqual([]);
  });
});

test('a pool is refused where the label of its daemon would be too long', () => {
  expect(onAws({ name: named(44) })).toEqual([]);
  expect(onAws({ name: named(45) })).toEqual([
    `environment 'paas' > cluster 'main' > pool '${named(45)}': 'name' must leave 'reboot-coordinator-<pool>' at most 63 characters, the limit of the value of a Kubernetes label: 19 + 45 = 64, got '${named(45)}'; shorten the name of the pool by 1`,
  ]);
});

test('a pool is refused where the name of a managed node group would be too long', () => {
  const aws = { ...awsPool().aws, management: 'managed-node-group' } as const;
  expect(onAws({ name: named(36), aws })).toEqual([]);
  expect(onAws({ name: named(38), aws })).toEqual([
    `environment 'paas' > cluster 'main' > pool '${named(38)}': 'name' must leave '<pool>-<date and counter>' at most 63 characters, the limit of a managed node group: 38 + 1 + 26 = 65, got '${named(38)}'; shorten the name of the pool by 2`,
  ]);
});

test.each([
  ['regional', 33, "'<pool>-<hash>' at most 40 characters, the limit of a node pool of GKE: 34 + 1 + 6 = 41"],
  [
    'zonal',
    31,
    "'<pool>-<zone>-<hash>' at most 40 characters, the limit of a node pool of GKE: 32 + 1 + 1 + 1 + 6 = 41",
  ],
] as const)('a pool is refused where the name of a %s node pool would be too long', (layout, most, rule) => {
  const google = { ...googlePool().google, layout };
  expect(onGoogle({ name: named(most), google })).toEqual([]);
  expect(onGoogle({ name: named(most + 1), google })).toEqual([
    `environment 'streaming' > cluster 'main' > pool '${named(most + 1)}': 'name' must leave ${rule}, got '${named(most + 1)}'; shorten the name of the pool by 1`,
  ]);
});

describe('the name of a cluster', () => {
  const aws = (environment: number, cluster: number) =>
    problemsOf(
      awsEnvironment({ name: 'e'.repeat(environment), clusters: [awsCluster({ name: 'c'.repeat(cluster) })] }),
    );

  test('may have 49 characters together with that of its environment on AWS', () => {
    expect(aws(25, 24)).toEqual([]);
    expect(aws(2, 47)).toEqual([]);
    const [environment, cluster] = ['e'.repeat(30), 'c'.repeat(21)];
    expect(aws(30, 21)).toEqual([
      `environment '${environment}' > cluster '${cluster}': 'name' must leave '<environment>-<cluster>-control-plane' at most 64 characters, the limit of an IAM role: 30 + 1 + 21 + 14 = 66, got '${cluster}'; shorten the name of the environment or the cluster by 2`,
    ]);
  });

  test('may have 39 characters together with that of its environment on Google', () => {
    const google = (environment: number, cluster: number) =>
      problemsOf(
        googleEnvironment({ name: 'e'.repeat(environment), clusters: [googleCluster({ name: 'c'.repeat(cluster) })] }),
      );
    expect(google(30, 9)).toEqual([]);
    const [environment, cluster] = ['e'.repeat(20), 'c'.repeat(20)];
    expect(google(20, 20)).toEqual([
      `environment '${environment}' > cluster '${cluster}': 'name' must leave '<environment>-<cluster>' at most 40 characters, the limit of a GKE cluster: 20 + 1 + 20 = 41, got '${cluster}'; shorten the name of the environment or the cluster by 1`,
    ]);
  });
});

test('a pool is refused where the default key of its startup taint would be too long, and accepted with a stated key', () => {
  const [cluster, name] = ['c'.repeat(30), named(33)];
  const judge = (key?: string) => {
    const startupTaint = { removedBy: 'opener', ...(key !== undefined && { key }) };
    const opener = { name: 'opener', namespace: 'keelson-system', kind: 'daemon', pools: [name] } as const;
    const pools = [awsPool(), awsPool({ name, scaling: 'cluster-autoscaler', startupTaint })];
    return problemsOf(awsEnvironment({ clusters: [awsCluster({ name: cluster, pools, workloads: [opener] })] }));
  };
  expect(judge()).toEqual([
    `environment 'paas' > cluster '${cluster}' > pool '${name}': 'name' must leave '<cluster>-<pool>' at most 63 characters, the limit of the name of a Kubernetes taint: 30 + 1 + 33 = 64, got '${name}'; shorten the name of the cluster or the pool by 1, or state 'startupTaint.key'`,
  ]);
  expect(judge('startup-taint.cluster-autoscaler.kubernetes.io/opening')).toEqual([]);
});

test('a pool is refused where its name is that of another pool and one of its zones', () => {
  const zonal = awsPool({ name: 'core', size: { scope: 'per-zone', min: 1, max: 2 } });
  const judge = (...pools: readonly AwsNodePoolInput[]) =>
    problemsOf(awsEnvironment({ clusters: [awsCluster({ pools, workloads: [] })] }));
  expect(judge(zonal, awsPool({ name: 'core-eu-central-1a' }))).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must not be named like the pool 'core' and one of its zones, whose Auto Scaling group has that name, got 'core-eu-central-1a'; rename one of them",
  ]);
  expect(judge(zonal, awsPool({ name: 'core-eu-west-1a' }))).toEqual([]);
});
