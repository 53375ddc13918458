import { defaultClassWithoutDisk } from '../../lib/checks/default-class-without-disk';
import { runChecks } from '../../lib/checks/run-checks';
import { defaultDiskType } from '../../lib/kubernetes/cluster/default-storage-class';
import { awsEnvironment } from '../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../fixtures/google-environment';
import { modelOf, onlyCluster } from '../fixtures/manifests';

/** An environment with a pool for each machine type; the pools have the names `a`, `b` and so on. */
function withPools(...types: readonly string[]) {
  const pools = types.map((type, index) => googlePool({ name: 'abc'[index] ?? '', machine: { type } }));
  return googleEnvironment({ clusters: [googleCluster({ pools, workloads: [] })] });
}

const diskTypeOf = (...types: readonly string[]) => defaultDiskType(onlyCluster(withPools(...types)));
const findingsOf = (...types: readonly string[]) =>
  runChecks(modelOf(withPools(...types), []), [defaultClassWithoutDisk]);

test('a cluster whose pools attach Hyperdisk only gets a default class of that type', () => {
  expect(diskTypeOf('c4-standard-8')).toBe('hyperdisk-balanced');
  expect(diskTypeOf('n4-standard-8', 'c4d-standard-8')).toBe('hyperdisk-balanced');
  expect(diskTypeOf('c3-standard-192-metal', 'c3-standard-8')).toBe('hyperdisk-balanced');
  expect(findingsOf('n2-standard-8', 'c3-standard-192-metal')).toHaveLength(1);
  expect(findingsOf('n4-standard-8', 'c4d-standard-8')).toEqual([]);
});

test('a cluster gets that class too where its other pools attach both types of disks', () => {
  expect(diskTypeOf('c3-standard-8', 'c4-standard-8')).toBe('hyperdisk-balanced');
  expect(findingsOf('c3-standard-8', 'c4-standard-8')).toEqual([]);
});

test("a cluster without such pools keeps GKE's default class", () => {
  expect(diskTypeOf('n2-standard-8', 'c3-standard-8')).toBeUndefined();
  expect(findingsOf('n2-standard-8', 'c3-standard-8')).toEqual([]);
});

test('warns about a pool whose nodes cannot attach disks of the default class', () => {
  expect(diskTypeOf('n2-standard-8', 'c4-standard-8')).toBeUndefined();
  expect(findingsOf('n2-standard-8', 'c4-standard-8')).toEqual([
    {
      check: 'default-class-without-disk',
      severity: 'warning',
      subject: "cluster 'main' > pool 'b'",
      message:
        "its nodes ('c4-standard-8') attach Hyperdisk only, and the default class 'standard-rwo' creates pd-balanced disks, because no type of disk also fits pool 'a': a pod on these nodes whose claim names no class stays pending; name a class of type hyperdisk-balanced in such claims, or use machines that attach Hyperdisk in all pools",
    },
  ]);
});

test('names every pool that attaches no Hyperdisk', () => {
  const messages = findingsOf('n2-standard-8', 'c4-standard-8', 'e2-standard-8').map(({ message }) => message);
  expect(messages).toEqual([expect.stringContaining("because no type of disk also fits the pools 'a', 'c': ")]);
});

test('has no finding on AWS, because its default class fits every machine', () => {
  expect(defaultDiskType(onlyCluster(awsEnvironment()))).toBe('gp3');
  expect(runChecks(modelOf(awsEnvironment(), []), [defaultClassWithoutDisk])).toEqual([]);
});
