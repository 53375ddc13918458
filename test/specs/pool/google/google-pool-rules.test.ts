import type { GoogleClusterInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import type { GooglePoolInput } from '../../../../lib/specs/pool/google/google-pool-input';
import type { GoogleNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';

const part = googlePool().google;
const googleClusterWith = (overrides: Partial<GoogleClusterInput>) =>
  googleEnvironment({ clusters: [googleCluster(overrides)] });
const googlePoolWith = (overrides: Partial<GoogleNodePoolInput>) =>
  googleClusterWith({ pools: [googlePool(overrides)], workloads: [] });
const googlePartWith = (overrides: Partial<GooglePoolInput>) => googlePoolWith({ google: { ...part, ...overrides } });

test('refuses an image family of the other cloud', () => {
  expect(problemsOf(googlePartWith({ image: { family: 'al2023' as 'cos' } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.image.family' must be one of 'cos', 'ubuntu-gke', got 'al2023'; choose one of them",
  ]);
});

test('refuses more pods than GKE allows on a node', () => {
  expect(problemsOf(googlePoolWith({ maxPods: 257 }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'maxPods' must be a whole number of 8 to 256, got 257; lower it",
  ]);
});

test('refuses fewer pods than GKE allows on a node', () => {
  expect(problemsOf(googlePoolWith({ maxPods: 4 }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'maxPods' must be a whole number of 8 to 256, got 4; raise it",
  ]);
});

test('refuses an invalid machine type', () => {
  expect(problemsOf(googlePoolWith({ machine: { type: 'm6i.xlarge', vcpu: 4, memoryGib: 16 } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'machine.type' must be a machine type of Google Cloud, got 'm6i.xlarge'; write it as 'n2-standard-8'",
  ]);
});

test('refuses a machine of another architecture', () => {
  expect(problemsOf(googlePoolWith({ machine: { type: 'n2-standard-4', architecture: 'arm64' } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'machine.architecture' must be amd64, as 'n2-standard-4' has by the table of 2026-11, got 'arm64'; leave it out, or change the type",
  ]);
});

test('refuses a processor count that contradicts the type', () => {
  expect(problemsOf(googlePoolWith({ machine: { type: 'n2-standard-8', vcpu: 16, memoryGib: 32 } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'machine.vcpu' must be 8, as 'n2-standard-8' has by the table of 2026-11, got 16; leave it out, or change the type",
  ]);
});

test('refuses a disk smaller than the image', () => {
  expect(problemsOf(googlePartWith({ disk: { sizeGib: 10 } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.disk.sizeGib' must be a whole number of 20 to 65536 GiB, got 10; raise it",
  ]);
});

test('refuses a disk key that is not a resource name', () => {
  expect(problemsOf(googlePartWith({ disk: { sizeGib: 100, kmsKeyName: 'my-key' } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.disk.kmsKeyName' must be the resource name of a Cloud KMS key: 'projects/P/locations/L/keyRings/R/cryptoKeys/K', got 'my-key'; copy it from the key",
  ]);
});

test('refuses local disks on a machine family that has none', () => {
  expect(
    problemsOf(
      googlePoolWith({
        machine: { type: 'e2-standard-8', vcpu: 8, memoryGib: 32 },
        google: { ...part, localSsdCount: 1 },
      }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.localSsdCount' must be 0 for 'e2-standard-8', which has no local disks, by the table of 2026-11, got 1; leave it out, or choose a family with local disks or a type with bundled ones",
  ]);
});

test('refuses more local disks than any machine can have', () => {
  expect(problemsOf(googlePartWith({ localSsdCount: 49 }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.localSsdCount' must be a whole number of 0 to 48, got 49; lower it",
  ]);
});

test('refuses a replacement beyond 99', () => {
  expect(problemsOf(googlePartWith({ replacement: 100 }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.replacement' must be a whole number of 0 to 99, got 100; lower it",
  ]);
});

test('refuses a persistent disk on a machine family that boots from Hyperdisk only', () => {
  const google = { ...part, disk: { sizeGib: 100, type: 'pd-balanced' } } as const;
  expect(problemsOf(googlePoolWith({ machine: { type: 'c4-standard-8' }, google }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.disk.type' must be 'hyperdisk-balanced' for 'c4-standard-8', by the table of 2026-11, got 'pd-balanced'; choose one of these, because nodes of the family 'c4' cannot boot from another",
  ]);
});

test('refuses a surge of more than 20', () => {
  expect(problemsOf(googlePartWith({ upgrade: { maxSurge: 30 } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.upgrade.maxSurge' must be a whole number of 0 to 20, got 30; lower it",
  ]);
});

test('refuses surge and unavailable of more than 20 together', () => {
  expect(problemsOf(googlePartWith({ upgrade: { maxSurge: 15, maxUnavailable: 10 } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.upgrade' must have a sum of maxSurge and maxUnavailable of 1 to 20, got '15 + 10 = 25'; lower one of them",
  ]);
});

test('refuses an upgrade with a surge and unavailable of 0, which could never begin', () => {
  expect(problemsOf(googlePartWith({ upgrade: { maxSurge: 0, maxUnavailable: 0 } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.upgrade' must have a sum of maxSurge and maxUnavailable of 1 to 20, got '0 + 0 = 0'; raise one of them, because an upgrade could otherwise never begin",
  ]);
});

test('refuses an invalid network tag', () => {
  expect(problemsOf(googlePartWith({ networkTags: ['Edge'] }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.networkTags' must be at most 63 lower-case letters, digits and dashes that begin with a letter, got 'Edge'; rename it",
  ]);
});

test('refuses a network tag named twice', () => {
  expect(problemsOf(googlePartWith({ networkTags: ['edge', 'edge'] }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'google.networkTags' must name every tag once, got 'edge'; remove or rename one of them",
  ]);
});

test('refuses a label that GKE reserves', () => {
  expect(problemsOf(googlePoolWith({ labels: { 'cloud.google.com/gke-nodepool': 'x' } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'labels.cloud.google.com/gke-nodepool' must not use a prefix that GKE reserves for itself, got 'cloud.google.com/gke-nodepool'; use a prefix of your own",
  ]);
});

test('refuses a label that makes the kubelet exit', () => {
  expect(problemsOf(googlePoolWith({ labels: { 'kubernetes.io/role': 'edge' } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'labels.kubernetes.io/role' must be a label that a kubelet accepts: of the namespaces below kubernetes.io and k8s.io only node.kubernetes.io and kubelet.kubernetes.io, got 'kubernetes.io/role'; use a prefix of your own; with this one the kubelet exits at start and the node never joins",
  ]);
});

test('refuses spot for traffic', () => {
  expect(
    problemsOf(
      googleClusterWith({
        pools: [googlePool(), googlePool({ name: 'edge', purpose: 'traffic', google: { ...part, spot: true } })],
      }),
    ),
  ).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'edge': 'google.spot' must be false for a pool of purpose 'traffic', got true; buy it on demand, because ordinary pods get about 15 s, less than any load balancer needs to drain",
  ]);
});

test('refuses a total that the zones of a regional pool cannot share evenly', () => {
  expect(problemsOf(googlePoolWith({ size: { scope: 'total', min: 3, max: 5, initial: 4 } }))).toEqual([
    "environment 'streaming' > cluster 'main' > pool 'core': 'size.initial' must be a multiple of the 3 zones in a regional pool of fixed size, got 4; change it, count 'per-zone', or use the layout 'zonal', which spreads the remainder over the first zones",
  ]);
  expect(problemsOf(googlePoolWith({ size: { scope: 'total', min: 3, max: 6 } }))).toEqual([]);
  expect(
    problemsOf(
      googlePoolWith({ size: { scope: 'total', min: 3, max: 5, initial: 4 }, google: { ...part, layout: 'zonal' } }),
    ),
  ).toEqual([]);
});

describe('the key of a boot disk', () => {
  const name = 'projects/keys/locations/europe-west4/keyRings/disks/cryptoKeys/nodes';
  const DISK = "environment 'streaming' > cluster 'main' > pool 'core': ";

  test("is refused where it is in another region than the cluster's, and accepted where it is in a multi-region", () => {
    const at = (location: string) => `projects/keys/locations/${location}/keyRings/disks/cryptoKeys/nodes`;
    const rule = `must be a key of the region europe-west4, got '${at('us-east1')}'; name a key of this region, because a key can only be used in its own region`;
    expect(
      problemsOf(googlePartWith({ disk: { sizeGib: 100, kmsKey: { name: at('us-east1'), access: 'granted' } } })),
    ).toEqual([`${DISK}'google.disk.kmsKey.name' ${rule}`]);
    expect(problemsOf(googlePartWith({ disk: { sizeGib: 100, kmsKeyName: at('us-east1') } }))).toEqual([
      `${DISK}'google.disk.kmsKeyName' ${rule}`,
    ]);
    for (const location of ['europe-west4', 'global', 'europe']) {
      expect(problemsOf(googlePartWith({ disk: { sizeGib: 100, kmsKeyName: at(location) } }))).toEqual([]);
    }
  });

  test("is accepted with an 'access', and refused where it is stated in both forms or 'access' is misspelt", () => {
    expect(problemsOf(googlePartWith({ disk: { sizeGib: 100, kmsKey: { name, access: 'granted' } } }))).toEqual([]);
    expect(problemsOf(googlePartWith({ disk: { sizeGib: 100, kmsKey: { name, access: 'grant' } } }))).toEqual([]);
    expect(
      problemsOf(googlePartWith({ disk: { sizeGib: 100, kmsKey: { name, access: 'grant' }, kmsKeyName: name } })),
    ).toEqual([
      `${DISK}'google.disk.kmsKeyName' must be absent beside 'kmsKey', got '${name}'; remove it; 'kmsKey' states the key`,
    ]);
    expect(problemsOf(googlePartWith({ disk: { sizeGib: 100, kmsKey: { name: 'my-key', access: 'grant' } } }))).toEqual(
      [
        `${DISK}'google.disk.kmsKey.name' must be the resource name of a Cloud KMS key: 'projects/P/locations/L/keyRings/R/cryptoKeys/K', got 'my-key'; copy it from the key`,
      ],
    );
  });
});
