import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import type { GoogleClusterInput } from '../../../lib/specs/cluster/google/google-cluster-input';
import type { PoolSizeInput } from '../../../lib/specs/pool/node-pool-input';
import type { TeamInput } from '../../../lib/specs/workload/team-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const part = awsPool().aws;
const awsClusterWith = (overrides: Partial<AwsClusterInput>) => awsEnvironment({ clusters: [awsCluster(overrides)] });
const googleClusterWith = (overrides: Partial<GoogleClusterInput>) =>
  googleEnvironment({ clusters: [googleCluster(overrides)] });
const team = (overrides: Partial<TeamInput> = {}): TeamInput => ({
  name: 'shop',
  quota: { cpu: '8', memory: '16Gi', pods: 50 },
  groups: [{ name: 'shop-developers', role: 'edit' }],
  ...overrides,
});
const workload = (overrides: Partial<WorkloadInput> = {}): WorkloadInput => ({
  name: 'api',
  namespace: 'shop',
  kind: 'deployment',
  pools: ['general'],
  ...overrides,
});

test('refuses two pools with the same name', () => {
  expect(problemsOf(awsClusterWith({ pools: [awsPool(), awsPool()] }))).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must name every pool once, got 'general'; remove or rename one of them",
  ]);
});

test('refuses a cluster without pools', () => {
  expect(problemsOf(awsClusterWith({ pools: [], workloads: [] }))).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must hold at least one pool, got []; add a pool; without one no pod could run",
  ]);
});

test('refuses two teams with the same name', () => {
  expect(problemsOf(awsClusterWith({ teams: [team(), team()] }))).toEqual([
    "environment 'paas' > cluster 'main': 'teams' must name every team once, got 'shop'; remove or rename one of them",
  ]);
});

test('refuses two workloads with the same name in a namespace', () => {
  expect(problemsOf(awsClusterWith({ workloads: [workload(), workload()] }))).toEqual([
    "environment 'paas' > cluster 'main': 'workloads' must name every workload of a namespace once, got 'shop/api'; remove or rename one of them",
  ]);
});

test('refuses a cluster whose pools all have taints', () => {
  expect(
    problemsOf(awsClusterWith({ pools: [awsPool({ taints: [{ key: 'dedicated', effect: 'NoSchedule' }] })] })),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'general has taints'; add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail",
  ]);
});

test('refuses a cluster whose pools all begin without nodes', () => {
  expect(problemsOf(awsClusterWith({ pools: [awsPool({ size: { scope: 'total', min: 0, max: 3 } })] }))).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'general begins without nodes'; add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail",
  ]);
});

test('refuses a GKE cluster whose only pool has a total that is too small for one node in each of its zones', () => {
  const withSize = (size: PoolSizeInput) =>
    problemsOf(googleClusterWith({ pools: [googlePool({ size, scaling: { kind: 'cluster-autoscaler' } })] }));
  expect(withSize({ scope: 'total', min: 2, max: 3 })).toEqual([]);
  expect(withSize({ scope: 'total', min: 2, max: 2 })).toEqual([
    "environment 'streaming' > cluster 'main': 'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'core begins without nodes'; add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail",
  ]);
});

test('refuses an EKS cluster with spot nodes only', () => {
  expect(
    problemsOf(
      awsClusterWith({
        pools: [awsPool({ aws: { ...part, capacity: { kind: 'mixed', alternativeTypes: ['m6a.xlarge'] } } })],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'general has spot nodes only'; add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail",
  ]);
});

test('refuses a GKE cluster with spot nodes only', () => {
  expect(
    problemsOf(
      googleClusterWith({
        pools: [googlePool({ google: { image: { family: 'cos' }, disk: { sizeGib: 100 }, spot: true } })],
      }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main': 'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'core has spot nodes only'; add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail",
  ]);
});

test('refuses a workload on an unknown pool', () => {
  expect(problemsOf(awsClusterWith({ workloads: [workload({ pools: ['gpu'] })] }))).toEqual([
    "environment 'paas' > cluster 'main' > workload 'api': 'pools' must name pools of the cluster: general, got 'gpu'; correct the name, or add the pool",
  ]);
});

test('refuses a workload without a pool', () => {
  expect(problemsOf(awsClusterWith({ workloads: [workload({ pools: [] })] }))).toEqual([
    "environment 'paas' > cluster 'main' > workload 'api': 'pools' must name at least one pool, got []; name the pools that may run it",
  ]);
});

test('refuses a workload in an unknown namespace', () => {
  expect(problemsOf(awsClusterWith({ workloads: [workload({ namespace: 'default' })] }))).toEqual([
    "environment 'paas' > cluster 'main' > workload 'api': 'namespace' must be the namespace of a team or of the platform: shop, keelson-system, got 'default'; correct the namespace, or add the team",
  ]);
});

test('refuses a workload with an invalid name', () => {
  expect(problemsOf(awsClusterWith({ workloads: [workload({ name: 'API' })] }))).toEqual([
    "environment 'paas' > cluster 'main' > workload 'API': 'name' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'API'; choose such a name",
  ]);
});

test('refuses 0 replicas', () => {
  expect(problemsOf(awsClusterWith({ workloads: [workload({ replicas: 0 })] }))).toEqual([
    "environment 'paas' > cluster 'main' > workload 'api': 'replicas' must be a whole number of 1 to 5000, got 0; raise it",
  ]);
});

test('refuses replicas of a daemon', () => {
  expect(problemsOf(awsClusterWith({ workloads: [workload({ kind: 'daemon', replicas: 3 })] }))).toEqual([
    "environment 'paas' > cluster 'main' > workload 'api': 'replicas' must be absent for a daemon, got 3; leave it out; a daemon runs once on every node of its pools",
  ]);
});

test("refuses a 'maxUnavailable' above the replicas", () => {
  expect(problemsOf(awsClusterWith({ workloads: [workload({ replicas: 2, maxUnavailable: 3 })] }))).toEqual([
    "environment 'paas' > cluster 'main' > workload 'api': 'maxUnavailable' must be a whole number of 1 to 'replicas' (2), got 3; lower it, or raise 'replicas'",
  ]);
});

test('refuses a team with the name of a namespace of Kubernetes', () => {
  expect(problemsOf(awsClusterWith({ teams: [team(), team({ name: 'kube-system' })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'kube-system': 'name' must not be the name of a namespace of Kubernetes or of the platform, got 'kube-system'; rename the team",
  ]);
});

test("refuses a team with the name of the platform's namespace", () => {
  expect(problemsOf(awsClusterWith({ teams: [team(), team({ name: 'keelson-system' })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'keelson-system': 'name' must not be the name of a namespace of Kubernetes or of the platform, got 'keelson-system'; rename the team",
  ]);
});

test('refuses a quota that is not a quantity', () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ quota: { cpu: 'eight', memory: '16Gi', pods: 50 } })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'quota.cpu' must be a Kubernetes quantity, got 'eight'; write cores as '500m' or '2', bytes as '256Mi' or '16Gi'",
  ]);
});

test('refuses a quota of 0 CPU', () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ quota: { cpu: '0', memory: '16Gi', pods: 50 } })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'quota.cpu' must be more than 0, got '0'; raise it",
  ]);
});

test('refuses a quota of 0 pods', () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ quota: { cpu: '8', memory: '16Gi', pods: 0 } })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'quota.pods' must be a whole number of 1 to 100000, got 0; raise it",
  ]);
});

test('refuses a container default above the quota', () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ containerDefaults: { cpu: '9', memory: '256Mi' } })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'containerDefaults.cpu' must be at most 'quota.cpu' (8), got '9'; lower it, or raise the quota; otherwise no container without requests of its own could start",
  ]);
});

test("refuses a group that begins with 'system:'", () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ groups: [{ name: 'system:masters', role: 'edit' }] })] }))).toEqual(
    [
      "environment 'paas' > cluster 'main' > team 'shop': 'groups' must hold groups of your identity provider, got 'system:masters'; name a group that does not begin with 'system:', which Kubernetes keeps for itself",
    ],
  );
});

test('refuses a group named twice', () => {
  expect(
    problemsOf(
      awsClusterWith({
        teams: [
          team({
            groups: [
              { name: 'a', role: 'edit' },
              { name: 'a', role: 'view' },
            ],
          }),
        ],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'groups' must name every group once, got 'a'; remove or rename one of them",
  ]);
});

test("refuses the team's own namespace in 'allowFrom'", () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ allowFrom: ['shop'] })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'allowFrom' must name other namespaces, got 'shop'; remove it; pods of the team may always reach their own namespace",
  ]);
});

test('refuses an egress to an invalid address block', () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ egressTo: [{ cidr: '10.0.0.1/8', ports: [443] }] })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'egressTo[0].cidr' must start at its first address, got '10.0.0.1/8'; write '10.0.0.0/8', or a longer prefix",
  ]);
});

test('refuses an egress without ports', () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ egressTo: [{ cidr: '10.0.0.0/8', ports: [] }] })] }))).toEqual([
    "environment 'paas' > cluster 'main' > team 'shop': 'egressTo[0].ports' must name at least one port, got []; name the ports",
  ]);
});

test('refuses an egress to an invalid port', () => {
  expect(problemsOf(awsClusterWith({ teams: [team({ egressTo: [{ cidr: '10.0.0.0/8', ports: [70000] }] })] }))).toEqual(
    [
      "environment 'paas' > cluster 'main' > team 'shop': 'egressTo[0].ports[0]' must be a whole number of 1 to 65535, got 70000; lower it",
    ],
  );
});
