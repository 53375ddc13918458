import { EMPTY_KERNEL_PLAN, type KernelPlan } from '../../../../lib/specs/kernel/kernel-plan';
import { googlePoolFields } from '../../../../lib/specs/pool/google/google-pool-fields';
import { type GooglePoolSettings, resolveGooglePool } from '../../../../lib/specs/pool/google/google-pool-settings';
import { googlePoolReplacementHash } from '../../../../lib/specs/pool/google/google-replacement';
import type { GoogleNodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';

const EMAIL = 'nodes@example.iam.gserviceaccount.com';

const CLOUD = resolveGooglePool(
  googlePoolFields.resolve({ image: { family: 'cos' }, disk: { sizeGib: 100 } }),
  'n2-standard-8',
);

const SOMAXCONN: KernelPlan = {
  sysctls: [
    {
      key: 'net.core.somaxconn',
      value: '32768',
      scope: 'network-namespace',
      appliers: ['gke'],
      edit: 'rolls-pool',
      source: 'pool',
      reason: 'set by GKE',
    },
  ],
  transparentHugepages: undefined,
  modules: [],
};

const FACTS: GoogleNodePoolSpec = {
  name: 'core',
  physicalName: 'streaming-main-core',
  purpose: 'workloads',
  expectsPods: true,
  size: { scope: 'per-zone', min: 1, max: 4, initial: 1 },
  machine: { type: 'n2-standard-8', vcpu: 8, memoryGib: 32, architecture: 'amd64' },
  zones: ['europe-west4-a'],
  labels: {},
  taints: [],
  implicitTaints: [],
  startupTaint: undefined,
  maxPods: 110,
  scaling: { kind: 'fixed' },
  load: undefined,
  formerForms: [],
  kernel: EMPTY_KERNEL_PLAN,
  allowedUnsafeSysctls: [],
  reboots: undefined,
  cloud: 'google',
  google: CLOUD,
};

function hash(facts: Partial<GoogleNodePoolSpec> = {}, email = EMAIL): string {
  return googlePoolReplacementHash({ ...FACTS, ...facts }, email);
}

function cloudHash(google: Partial<GooglePoolSettings>): string {
  return hash({ google: { ...CLOUD, ...google } });
}

describe('the name of a pool changes with a property whose change replaces the pool:', () => {
  test.each([
    ['pods per node', () => hash({ maxPods: 32 })],
    ['spot', () => cloudHash({ spot: true })],
    ['local disks', () => cloudHash({ localSsdCount: 2 })],
    [
      'key of the boot disk',
      () => cloudHash({ disk: { ...CLOUD.disk, kmsKeyName: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' } }),
    ],
    ['architecture', () => hash({ machine: { ...FACTS.machine, type: 't2a-standard-8', architecture: 'arm64' } })],
    ['account of the nodes', () => hash({}, 'others@example.iam.gserviceaccount.com')],
    ['layout', () => cloudHash({ layout: 'zonal' })],
    ['name', () => hash({ name: 'core-a' })],
    ['a replacement of 0, which is not the same as none', () => cloudHash({ replacement: 0 })],
  ])('%s', (_, changed) => {
    expect(changed()).not.toBe(hash());
  });
});

test('another number for the replacement changes the name of a pool of which nothing else has changed', () => {
  const hashes = [undefined, 0, 1, 99].map((replacement) => cloudHash({ replacement }));
  expect(new Set(hashes).size).toBe(4);
});

test('a pool that states no replacement keeps the name that it had before there was one', () => {
  expect(hash()).toBe('e2653c');
});

describe('the name of a pool stays the same with a property that changes in place:', () => {
  test.each([
    ['machine type', () => hash({ machine: { ...FACTS.machine, type: 'n2-standard-16', vcpu: 16, memoryGib: 64 } })],
    ['disk', () => cloudHash({ disk: { ...CLOUD.disk, sizeGib: 200, type: 'pd-ssd' } })],
    ['image', () => cloudHash({ image: { family: 'ubuntu-gke' } })],
    ['taints', () => hash({ taints: [{ key: 'dedicated', value: 'core', effect: 'NoSchedule' }] })],
    ['labels', () => hash({ labels: { tier: 'core' } })],
    ['kernel parameters', () => hash({ kernel: SOMAXCONN })],
    ['network tags', () => cloudHash({ networkTags: ['edge'] })],
    ['upgrade', () => cloudHash({ upgrade: { maxSurge: 3, maxUnavailable: 0 } })],
    ['size', () => hash({ size: { scope: 'per-zone', min: 2, max: 9, initial: 2 } })],
    ['zones', () => hash({ zones: ['europe-west4-a', 'europe-west4-b'] })],
    ['scaling', () => hash({ scaling: { kind: 'cluster-autoscaler', locationPolicy: undefined } })],
  ])('%s', (_, changed) => {
    expect(changed()).toBe(hash());
  });
});
