import fc from 'fast-check';
import type { RebootScheduleInput } from '../../../lib/specs/reboots/reboot-input';
import {
  nodeTolerance,
  podsLostPerNode,
  podsPerNode,
  workloadTolerance,
} from '../../../lib/specs/workload/reboot-tolerance';
import { workloadFields } from '../../../lib/specs/workload/workload-fields';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { resolveWorkload } from '../../../lib/specs/workload/workload-spec';
import { COORDINATED, deployment, RANDOM, STAGGERED, unjudgedPool } from '../reboots/reboot-inputs';

const { maxNodesDown: _, ...BY_WORKLOADS } = RANDOM;
const poolOf = (reboots: RebootScheduleInput, min = 3) => unjudgedPool(reboots, { scope: 'total', min, max: 12 });

/** Tolerance of a pool of at least three nodes with these workloads. */
function toleranceOf(reboots: RebootScheduleInput, ...workloads: readonly WorkloadInput[]) {
  const pool = poolOf(reboots);
  return nodeTolerance(
    pool,
    workloads.map((workload) => resolveWorkload(workloadFields.resolve(workload), [pool])),
  );
}

test('the pods of a node are those of a pool of its smallest size, rounded up', () => {
  const pool = poolOf(RANDOM);
  expect(podsPerNode(resolveWorkload(workloadFields.resolve(deployment(3, 1)), [pool]))).toBe(1);
  expect(podsPerNode(resolveWorkload(workloadFields.resolve(deployment(4, 1)), [pool]))).toBe(2);
  const other = { ...poolOf(RANDOM, 1), name: 'other' };
  expect(
    podsPerNode(resolveWorkload(workloadFields.resolve(deployment(4, 1, ['general', 'other'])), [pool, other])),
  ).toBe(1);
  expect(podsPerNode(resolveWorkload(workloadFields.resolve(deployment(4, 1)), [poolOf(RANDOM, 0)]))).toBe(4);
  expect(
    podsPerNode(resolveWorkload(workloadFields.resolve({ ...deployment(1, 1), kind: 'daemon' }), [poolOf(RANDOM, 1)])),
  ).toBe(1);
});

test('a node that reboots without a drain loses all its pods, a drained node one at a time, and a replaced node none', () => {
  const pool = poolOf(RANDOM);
  const workload = resolveWorkload(workloadFields.resolve(deployment(9, 1)), [pool]);
  expect(podsLostPerNode(workload, pool.reboots)).toBe(3);
  expect(podsLostPerNode(workload, poolOf(STAGGERED).reboots)).toBe(3);
  expect(podsLostPerNode(workload, poolOf(COORDINATED).reboots)).toBe(1);
  expect(podsLostPerNode(workload, poolOf({ kind: 'replace', maxLifetimeDays: 30 }).reboots)).toBe(0);
  expect(podsLostPerNode(workload, undefined)).toBe(0);
});

test('the workload with the least tolerance decides, and is named', () => {
  const strict = { ...deployment(6, 3), name: 'strict' };
  expect(toleranceOf(BY_WORKLOADS, deployment(6, 4), strict)).toEqual({
    nodes: 1,
    because: "workload 'strict': 3 may be missing, 2 pods per node",
  });
  expect(toleranceOf({ ...COORDINATED }, deployment(6, 4), strict)).toEqual({
    nodes: 3,
    because: "workload 'strict': 3 may be missing, 1 pod per node",
  });
});

test("'maxNodesDown' decides where it is less than the workloads tolerate, or where no workload limits the number", () => {
  expect(toleranceOf({ ...RANDOM, maxNodesDown: 2 }, deployment(3, 3)).nodes).toBe(2);
  expect(toleranceOf({ ...RANDOM, maxNodesDown: 3 }, deployment(3, 2)).nodes).toBe(2);
  expect(toleranceOf({ ...RANDOM, maxNodesDown: 2 }, deployment(3, 2)).because).toContain("workload 'api'");
  expect(toleranceOf({ ...RANDOM, maxNodesDown: 5 })).toEqual({ nodes: 5, because: "'reboots.maxNodesDown'" });
  expect(toleranceOf(BY_WORKLOADS)).toEqual({ nodes: 1, because: 'no workload of the pool allows more' });
});

test('jobs and workloads of other pools do not limit the number', () => {
  const pool = poolOf(BY_WORKLOADS);
  const job = resolveWorkload(workloadFields.resolve({ ...deployment(9, 1), kind: 'job' }), [pool]);
  expect(workloadTolerance(pool, [job, resolveWorkload(workloadFields.resolve(deployment(9, 1)), [])])).toBeUndefined();
});

test("the tolerated nodes never exceed a workload's 'maxUnavailable', and neither do the pods that they lose", () => {
  const counts = fc.integer({ min: 1, max: 40 });
  const kinds = fc.constantFrom<RebootScheduleInput>(BY_WORKLOADS, { ...STAGGERED, maxNodesDown: 4 }, COORDINATED);
  fc.assert(
    fc.property(counts, counts, kinds, (replicas, missing, reboots) => {
      const maxUnavailable = Math.min(missing, replicas);
      const pool = poolOf(reboots);
      const workload = resolveWorkload(workloadFields.resolve(deployment(replicas, maxUnavailable)), [pool]);
      const { nodes } = nodeTolerance(pool, [workload]);
      expect(nodes).toBeLessThanOrEqual(maxUnavailable);
      expect(nodes * podsLostPerNode(workload, pool.reboots)).toBeLessThanOrEqual(maxUnavailable);
    }),
  );
});
