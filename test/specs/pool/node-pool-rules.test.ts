import type { AwsNodePoolInput, StartupTaintInput } from '../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

const awsPoolWith = (overrides: Partial<AwsNodePoolInput>) =>
  awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(overrides)], workloads: [] })] });

/** A cluster with a second pool that has a startup taint, a deployment, and a daemon that runs on the pool. */
const tuned = (startupTaint: StartupTaintInput, overrides: Partial<AwsNodePoolInput> = {}) =>
  awsEnvironment({
    clusters: [
      awsCluster({
        pools: [awsPool(), awsPool({ name: 'edge', startupTaint, ...overrides })],
        workloads: [
          { name: 'tuner', namespace: 'keelson-system', kind: 'daemon', pools: ['edge'] },
          { name: 'api', namespace: 'shop', kind: 'deployment', pools: ['edge'] },
        ],
      }),
    ],
  });

test('refuses a name that is not a DNS label', () => {
  expect(problemsOf(awsPoolWith({ name: 'Edge_1' }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'Edge_1': 'name' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'Edge_1'; choose such a name",
  ]);
});

test("refuses a 'max' below 'min'", () => {
  expect(problemsOf(awsPoolWith({ size: { scope: 'total', min: 5, max: 3 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'size.max' must be at least 'size.min' (5), got 3; raise max or lower min",
  ]);
});

test('refuses an initial size outside min and max', () => {
  expect(problemsOf(awsPoolWith({ size: { scope: 'total', min: 2, max: 3, initial: 9 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'size.initial' must be a whole number of 'size.min' (2) to 'size.max' (3), got 9; move it into the range, or leave it out",
  ]);
});

test('refuses a size that is not whole', () => {
  expect(problemsOf(awsPoolWith({ size: { scope: 'total', min: 1.5, max: 3 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'size.min' must be a whole number of 0 to 1000, got 1.5; round it",
  ]);
});

test('refuses a size of more than 1000 nodes', () => {
  expect(problemsOf(awsPoolWith({ size: { scope: 'total', min: 1, max: 1001 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'size.max' must be a whole number of 1 to 1000, got 1001; lower it",
  ]);
});

test('refuses a zone that the network lacks', () => {
  expect(problemsOf(awsPoolWith({ zones: ['eu-central-1a', 'eu-central-1d'] }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'zones' must name zones of the network: eu-central-1a, eu-central-1b, eu-central-1c, got 'eu-central-1d'; correct it, or add the zone to the network",
  ]);
});

test('refuses an empty list of zones', () => {
  expect(problemsOf(awsPoolWith({ zones: [] }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'zones' must name at least one zone, got []; leave it out for all zones",
  ]);
});

test('refuses a zone named twice', () => {
  expect(problemsOf(awsPoolWith({ zones: ['eu-central-1a', 'eu-central-1a'] }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'zones' must name every zone once, got 'eu-central-1a'; remove or rename one of them",
  ]);
});

test('refuses more processors than any machine has', () => {
  expect(problemsOf(awsPoolWith({ machine: { type: 'm6i.xlarge', vcpu: 2000, memoryGib: 16 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'machine.vcpu' must be a whole number of 1 to 1920, got 2000; lower it",
  ]);
});

test('refuses a machine without memory', () => {
  expect(problemsOf(awsPoolWith({ machine: { type: 'm6i.xlarge', vcpu: 4, memoryGib: 0 } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'machine.memoryGib' must be 0.5 to 32768, got 0; state the machine type's own figure",
  ]);
});

test('refuses an invalid label key', () => {
  expect(problemsOf(awsPoolWith({ labels: { 'not valid': 'x' } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'labels.not valid' must be a label key: at most 63 letters, digits, dashes, dots or underscores, with an optional DNS prefix and a slash, got 'not valid'; write it as 'name' or 'example.com/name'",
  ]);
});

test('refuses an invalid label value', () => {
  expect(problemsOf(awsPoolWith({ labels: { team: '-x-' } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'labels.team' must be a label value: at most 63 letters, digits, dashes, dots or underscores, first and last a letter or digit, got '-x-'; choose such a value, or the empty one",
  ]);
});

test('refuses a label that makes the kubelet exit', () => {
  expect(problemsOf(awsPoolWith({ labels: { 'node-role.kubernetes.io/edge': '' } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'labels.node-role.kubernetes.io/edge' must be a label that a kubelet accepts: of the namespaces below kubernetes.io and k8s.io only node.kubernetes.io and kubelet.kubernetes.io, got 'node-role.kubernetes.io/edge'; use a prefix of your own; with this one the kubelet exits at start and the node never joins",
  ]);
});

test('refuses a label of k8s.io that makes the kubelet exit', () => {
  expect(problemsOf(awsPoolWith({ labels: { 'apps.k8s.io/edge': 'yes' } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'labels.apps.k8s.io/edge' must be a label that a kubelet accepts: of the namespaces below kubernetes.io and k8s.io only node.kubernetes.io and kubelet.kubernetes.io, got 'apps.k8s.io/edge'; use a prefix of your own; with this one the kubelet exits at start and the node never joins",
  ]);
});

test('refuses a label that every node gets by itself', () => {
  expect(problemsOf(awsPoolWith({ labels: { 'kubernetes.io/arch': 'arm64' } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'labels.kubernetes.io/arch' must not be a label that every node gets by itself, got 'kubernetes.io/arch'; remove it; the node has this label without it",
  ]);
});

test('refuses a label with the prefix of keelson', () => {
  expect(problemsOf(awsPoolWith({ labels: { 'keelson.dev/pool': 'other' } }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'labels.keelson.dev/pool' must not use the prefix 'keelson.dev/', got 'keelson.dev/pool'; use a prefix of your own, because keelson fills in these labels",
  ]);
});

test('refuses a taint key that is not a label key', () => {
  expect(problemsOf(awsPoolWith({ taints: [{ key: 'a b', effect: 'NoSchedule' }] }))).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'general has taints'; add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail",
    "environment 'paas' > cluster 'main' > pool 'general': 'taints[0]' must be a label key: at most 63 letters, digits, dashes, dots or underscores, with an optional DNS prefix and a slash, got 'a b'; write it as 'name' or 'example.com/name'",
  ]);
});

test("refuses a taint effect in a cloud's spelling", () => {
  expect(problemsOf(awsPoolWith({ taints: [{ key: 'dedicated', effect: 'NO_SCHEDULE' as 'NoSchedule' }] }))).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'general has taints'; add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail",
    "environment 'paas' > cluster 'main' > pool 'general': 'taints[0]' must be one of NoSchedule, PreferNoSchedule, NoExecute, got 'NO_SCHEDULE'; use the Kubernetes spelling on every cloud",
  ]);
});

test('refuses the same taint twice', () => {
  expect(
    problemsOf(
      awsPoolWith({
        taints: [
          { key: 'a', value: '1', effect: 'PreferNoSchedule' },
          { key: 'a', value: '2', effect: 'PreferNoSchedule' },
        ],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'taints' must name every pair of key and effect once, got 'a:PreferNoSchedule'; remove or rename one of them",
  ]);
});

test("refuses the autoscaler's startup taint among the lasting taints", () => {
  expect(
    problemsOf(
      awsPoolWith({
        taints: [{ key: 'startup-taint.cluster-autoscaler.kubernetes.io/x', effect: 'PreferNoSchedule' }],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'general': 'taints[0]' must be a permanent taint, got 'startup-taint.cluster-autoscaler.kubernetes.io/x'; use 'startupTaint', which names the daemon that removes the taint",
  ]);
});

test('refuses a startup taint that no daemon removes', () => {
  expect(problemsOf(tuned({ removedBy: 'nobody' }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'edge': 'startupTaint.removedBy' must name a daemon workload of the cluster that runs on this pool, got 'nobody'; add the pool to that workload, or correct the name; if no daemon removes the taint, no pod ever starts there",
  ]);
});

test('refuses a startup taint with a deployment as its remover', () => {
  expect(problemsOf(tuned({ removedBy: 'api' }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'edge': 'startupTaint.removedBy' must name a daemon workload of the cluster that runs on this pool, got 'api'; add the pool to that workload, or correct the name; if no daemon removes the taint, no pod ever starts there",
  ]);
});

test('refuses a startup taint with an invalid key', () => {
  expect(problemsOf(tuned({ key: 'a b', removedBy: 'tuner' }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'edge': 'startupTaint.key' must be a label key: at most 63 letters, digits, dashes, dots or underscores, with an optional DNS prefix and a slash, got 'a b'; write it as 'name' or 'example.com/name'",
  ]);
});

test('refuses a startup taint that is also a lasting taint', () => {
  expect(
    problemsOf(
      tuned({ key: 'example.com/t', removedBy: 'tuner' }, { taints: [{ key: 'example.com/t', effect: 'NoSchedule' }] }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main' > pool 'edge': 'startupTaint.key' must not be one of 'taints', got 'example.com/t'; choose another key, because a taint that a daemon removes cannot be permanent too",
  ]);
});

test('refuses a startup key of your own where the cluster autoscaler scales the pool', () => {
  expect(problemsOf(tuned({ key: 'example.com/t', removedBy: 'tuner' }, { scaling: 'cluster-autoscaler' }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'edge': 'startupTaint.key' must begin with 'startup-taint.cluster-autoscaler.kubernetes.io/' where the cluster autoscaler scales the pool, got 'example.com/t'; leave it out, because without the prefix the autoscaler assumes that no pod fits a new node",
  ]);
});

test("refuses the autoscaler's startup key where the pool has a fixed size", () => {
  expect(problemsOf(tuned({ key: 'startup-taint.cluster-autoscaler.kubernetes.io/t', removedBy: 'tuner' }))).toEqual([
    "environment 'paas' > cluster 'main' > pool 'edge': 'startupTaint.key' must not begin with 'startup-taint.cluster-autoscaler.kubernetes.io/' where no cluster autoscaler scales the pool, got 'startup-taint.cluster-autoscaler.kubernetes.io/t'; leave it out, because with the prefix a node that keeps the taint counts as unready and the autoscaler stops for other pools",
  ]);
});
