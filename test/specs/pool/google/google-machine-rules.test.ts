import type { GooglePoolInput } from '../../../../lib/specs/pool/google/google-pool-input';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { onlyCluster } from '../../../fixtures/manifests';
import { problemsOf } from '../../problems-of';

const POOL = "environment 'streaming' > cluster 'main' > pool 'core': ";
const TABLE = 'by the table of 2026-11';

// The managed add-ons need a plain pool beside one of arm64 machines.
const environmentWith = (type: string, google: Partial<GooglePoolInput> = {}) => {
  const pool = googlePool({ machine: { type }, google: { ...googlePool().google, ...google } });
  return googleEnvironment({
    clusters: [googleCluster({ pools: [pool, googlePool({ name: 'addons' })], workloads: [] })],
  });
};
const judge = (type: string, google: Partial<GooglePoolInput> = {}) => problemsOf(environmentWith(type, google));
const booting = (type: NonNullable<GooglePoolInput['disk']['type']>) => ({ disk: { sizeGib: 100, type } });

test.each([
  ['e2-standard-4', 'hyperdisk-balanced', "'pd-balanced', 'pd-standard', 'pd-ssd'", 'e2'],
  ['n2-standard-4', 'hyperdisk-balanced', "'pd-balanced', 'pd-standard', 'pd-ssd'", 'n2'],
  ['m3-ultramem-32', 'pd-standard', "'pd-balanced', 'pd-ssd', 'hyperdisk-balanced'", 'm3'],
  ['c3-standard-4', 'pd-standard', "'pd-balanced', 'pd-ssd', 'hyperdisk-balanced'", 'c3'],
  ['m4-ultramem-56', 'pd-balanced', "'hyperdisk-balanced'", 'm4'],
  ['h4d-standard-192', 'pd-balanced', "'hyperdisk-balanced'", 'h4d'],
  ['n4-custom-4-16384', 'pd-ssd', "'hyperdisk-balanced'", 'n4'],
] as const)('refuses that %s boots from %s', (type, disk, names, family) => {
  expect(judge(type, booting(disk))).toEqual([
    `${POOL}'google.disk.type' must be ${names} for '${type}', ${TABLE}, got '${disk}'; choose one of these, because nodes of the family '${family}' cannot boot from another`,
  ]);
});

test.each(['c3-standard-192-metal', 'z3-highmem-192-highlssd-metal', 'x4-960-16t-metal', 'c3-standard-999-metal'])(
  'refuses that the bare metal %s boots from anything but Hyperdisk',
  (type) => {
    const machine = { type, vcpu: 192, memoryGib: 768 };
    const stated = type.includes('999') ? machine : { type };
    const pool = googlePool({ machine: stated, google: { ...googlePool().google, ...booting('pd-balanced') } });
    const clusters = [googleCluster({ pools: [pool], workloads: [] })];
    expect(problemsOf(googleEnvironment({ clusters }))).toEqual([
      `${POOL}'google.disk.type' must be 'hyperdisk-balanced' for '${type}', ${TABLE}, got 'pd-balanced'; choose one of these, because bare metal nodes cannot boot from another`,
    ]);
  },
);

test.each([
  ['c3-standard-192-metal', 'hyperdisk-balanced'],
  ['c3-standard-176', 'pd-ssd'],
  ['e2-standard-4', 'pd-standard'],
  ['c3-standard-4', 'hyperdisk-balanced'],
  ['m3-ultramem-32', 'pd-ssd'],
  ['c4a-standard-4', 'hyperdisk-balanced'],
] as const)('accepts that %s boots from %s', (type, disk) => expect(judge(type, booting(disk))).toEqual([]));

test.each([
  ['n2-standard-8', 'pd-balanced'],
  ['h3-standard-88', 'pd-balanced'],
  ['c3-highmem-192-metal', 'hyperdisk-balanced'],
  ['z3-highmem-192-highlssd-metal', 'hyperdisk-balanced'],
  ['c4-standard-8', 'hyperdisk-balanced'],
  ['n4a-standard-8', 'hyperdisk-balanced'],
] as const)('a pool of %s that states no type boots from %s', (type, disk) => {
  const [pool] = onlyCluster(environmentWith(type)).pools;
  expect(pool?.cloud === 'google' && pool.google.disk.type).toBe(disk);
});

test.each([
  ['n2-standard-32', 3, 'one of 0, 4, 8, 16, 24'],
  ['n2-standard-8', 3, 'one of 0, 1, 2, 4, 8, 16, 24'],
  ['c3-standard-8-lssd', 1, 'one of 0, 2'],
  ['c2-standard-60', 4, 'one of 0, 8'],
])('refuses that %s has %d local disks', (type, localSsdCount, rule) => {
  expect(judge(type, { localSsdCount })).toEqual([
    `${POOL}'google.localSsdCount' must be ${rule} for '${type}', ${TABLE}, got ${localSsdCount}; choose one of them`,
  ]);
});

test.each(['c3-standard-8', 'e2-standard-8', 'm1-megamem-96', 'n4-standard-8'])('refuses local disks on %s', (type) => {
  expect(judge(type, { localSsdCount: 1 })).toEqual([
    `${POOL}'google.localSsdCount' must be 0 for '${type}', which has no local disks, ${TABLE}, got 1; leave it out, or choose a family with local disks or a type with bundled ones`,
  ]);
});

test.each([
  ['n2-standard-32', 4],
  ['n1-standard-1', 3],
  ['c3-standard-8-lssd', 2],
  ['c3-standard-8-lssd', 0],
  ['c4-standard-288-lssd', 48],
  ['n2-custom-6-16384', 1],
])('accepts that %s has %d local disks', (type, localSsdCount) => expect(judge(type, { localSsdCount })).toEqual([]));

test('refuses spot for families that Google does not offer as spot', () => {
  expect(judge('h3-standard-88', { spot: true })).toEqual([
    `${POOL}'google.spot' must be false for 'h3-standard-88', which Google does not offer as spot, ${TABLE}, got true; buy it on demand, or take another family`,
  ]);
  expect(judge('c3-standard-88', { spot: true })).toEqual([]);
});

test('accepts every disk and spot for a family outside of the table', () => {
  const machine = { type: 'n9-standard-8', vcpu: 8, memoryGib: 32, architecture: 'amd64' } as const;
  const google = { ...googlePool().google, ...booting('hyperdisk-balanced'), localSsdCount: 3 };
  const pools = [googlePool({ machine, google })];
  expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ pools, workloads: [] })] }))).toEqual([]);
});

test('refuses a family outside of the table without its type of boot disk', () => {
  const machine = { type: 'n5-standard-4', vcpu: 4, memoryGib: 16, architecture: 'amd64' } as const;
  const google = { ...googlePool().google, disk: { sizeGib: 100 } };
  expect(
    problemsOf(
      googleEnvironment({ clusters: [googleCluster({ pools: [googlePool({ machine, google })], workloads: [] })] }),
    ),
  ).toEqual([
    `${POOL}'google.disk.type' must be stated for 'n5-standard-4', because the table of 2026-11 does not list the family 'n5', got nothing; state the type from which its nodes can boot: most new families have 'hyperdisk-balanced' only`,
  ]);
});

test('counts the taint of arm64 nodes where the managed add-ons need a pool without taints', () => {
  const pools = [googlePool({ machine: { type: 'c4a-standard-4' } })];
  expect(problemsOf(googleEnvironment({ clusters: [googleCluster({ pools, workloads: [] })] }))).toEqual([
    "environment 'streaming' > cluster 'main': 'pools' must hold at least one pool that can run the managed add-ons: without taints, with a node at creation, on demand, got 'core has taints'; add a small pool, or change one of these; otherwise the add-ons would find no node and the apply would fail",
  ]);
});
