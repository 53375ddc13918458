import fc from 'fast-check';
import { rebootRisks } from '../../../../lib/specs/cluster/cluster-reboot-risks';
import type { GoogleControlPlaneInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import { leastWindowMinutes, type RebootRisk, rebootRisk } from '../../../../lib/specs/pool/reboots/reboot-risk';
import type {
  RandomRebootInput,
  RebootScheduleInput,
  StaggeredRebootInput,
} from '../../../../lib/specs/reboots/reboot-input';
import type { RandomReboots, StaggeredReboots } from '../../../../lib/specs/reboots/reboot-schedule';
import { rebootSlots } from '../../../../lib/specs/reboots/reboot-slots';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import {
  COORDINATED,
  clusterOf,
  EVERY_DAY,
  NIGHTS,
  RANDOM,
  STAGGERED,
  ubuntuPool,
  unjudgedPool,
} from '../../reboots/reboot-inputs';

const AN_HOUR = { ...NIGHTS, days: ['tuesday'], end: '02:00' } as const;
const AROUND_THE_CLOCK = { days: EVERY_DAY, start: '00:00', end: '00:00' } as const;

function riskOf(reboots: RebootScheduleInput, max: number): RebootRisk {
  const pool = unjudgedPool(reboots, { scope: 'total', min: 1, max });
  if (pool.reboots === undefined) throw new Error('the pool must have a schedule');
  return rebootRisk(pool, pool.reboots);
}

/** 60 minutes have 51 starts of 10 minutes. Two nodes do not overlap in 41 x 42 of 51 x 51 ways, and overlap in the other share. */
const PAIR_IN_AN_HOUR = 1 - (41 * 42) / 51 ** 2;

describe('random slots', () => {
  test('have the overlap of two nodes in one window', () => {
    expect(riskOf({ ...RANDOM, rebootMinutes: 10, window: AN_HOUR }, 2)).toEqual({
      pool: 'general',
      kind: 'random',
      nodes: 2,
      overlapProbability: expect.closeTo(PAIR_IN_AN_HOUR, 12),
      expectedDown: expect.closeTo(20 / 51, 12),
      p99Down: 2,
      finishMinutes: 60,
      when: 'tue 01:00 to 02:00 Europe/Amsterdam',
    });
  });

  test('have half of that overlap in two windows, because half of the pairs reboot on different days', () => {
    const window = { ...AN_HOUR, days: ['thursday', 'tuesday'] } as const;
    expect(riskOf({ ...RANDOM, rebootMinutes: 10, window }, 2)).toMatchObject({
      overlapProbability: expect.closeTo(PAIR_IN_AN_HOUR / 2, 12),
      expectedDown: expect.closeTo(10 / 51, 12),
      // The reboots last from Tuesday 01:00 to Thursday 02:00.
      finishMinutes: 2 * 1440 + 60,
      when: 'tue, thu 01:00 to 02:00 Europe/Amsterdam',
    });
  });

  test('have outages of one minute more with a jitter', () => {
    expect(
      riskOf({ ...RANDOM, rebootMinutes: 9, jitterSeconds: 1, window: AN_HOUR }, 2).overlapProbability,
    ).toBeCloseTo(PAIR_IN_AN_HOUR, 12);
  });

  // Two outages of 10 minutes overlap if one begins at most 9 minutes before or after the other: at 19 of all starts.
  test('form a circle of a week around the clock, and of a day where all nodes reboot on the day of an update', () => {
    const clock = { ...RANDOM, rebootMinutes: 10, window: AROUND_THE_CLOCK };
    expect(riskOf(clock, 2)).toMatchObject({
      overlapProbability: expect.closeTo(19 / 10_080, 12),
      expectedDown: expect.closeTo(20 / 10_080, 12),
      p99Down: 1,
      finishMinutes: 10_080,
      when: 'every day 00:00 to 00:00 UTC',
    });
    expect(riskOf({ ...clock, armedBy: 'unattended-upgrades' }, 2)).toMatchObject({
      overlapProbability: expect.closeTo(19 / 1440, 12),
      p99Down: 2,
      finishMinutes: 1440,
    });
  });

  test('of one minute around the clock on the day of an update are the birthday problem: even odds at 45 nodes', () => {
    const birthday: RandomRebootInput = {
      ...RANDOM,
      rebootMinutes: 1,
      window: AROUND_THE_CLOCK,
      armedBy: 'unattended-upgrades',
    };
    expect(riskOf(birthday, 44).overlapProbability).toBeLessThan(0.5);
    expect(riskOf(birthday, 45).overlapProbability).toBeGreaterThan(0.5);
  });

  test('have no overlap with a single node, and a window over midnight is written with its end', () => {
    expect(riskOf({ ...RANDOM, window: { ...NIGHTS, start: '23:30', end: '00:15' } }, 1)).toMatchObject({
      overlapProbability: 0,
      p99Down: 1,
      when: 'tue, thu 23:30 to 00:15 Europe/Amsterdam',
    });
  });
});

describe('staggered slots', () => {
  // The window has three parts of an hour, one for each zone with two of the six nodes.
  const threeHours = { ...AN_HOUR, end: '04:00' } as const;

  test('have the overlap of two nodes in each of three parts, for six nodes in three zones', () => {
    expect(riskOf({ ...STAGGERED, rebootMinutes: 10, window: threeHours }, 6)).toMatchObject({
      kind: 'staggered',
      nodes: 6,
      overlapProbability: expect.closeTo(1 - (1 - PAIR_IN_AN_HOUR) ** 3, 12),
      expectedDown: expect.closeTo(20 / 51, 12),
      p99Down: 2,
      finishMinutes: 180,
    });
  });

  test('count the nodes of each zone where sizes are per zone', () => {
    const pool = unjudgedPool(
      { ...STAGGERED, rebootMinutes: 10, window: threeHours },
      { scope: 'per-zone', min: 1, max: 2 },
    );
    expect(rebootRisk(pool, pool.reboots as StaggeredReboots)).toEqual(
      riskOf({ ...STAGGERED, rebootMinutes: 10, window: threeHours }, 6),
    );
  });

  // Two outages of one minute overlap with a chance of 1 in 200: less than 1 in 100 in each zone, and more in any of three zones.
  test('have the percentile over all zones together', () => {
    const aMinute = (end: string) => riskOf({ ...STAGGERED, rebootMinutes: 1, window: { ...AN_HOUR, end } }, 6);
    expect(aMinute('11:00')).toMatchObject({ overlapProbability: expect.closeTo(1 - 0.995 ** 3, 12), p99Down: 2 });
    expect(aMinute('16:00')).toMatchObject({
      overlapProbability: expect.closeTo(1 - (299 / 300) ** 3, 12),
      p99Down: 1,
    });
  });

  test('never have nodes of different zones down at once', () => {
    expect(riskOf({ ...STAGGERED, rebootMinutes: 60, window: threeHours }, 3)).toMatchObject({
      overlapProbability: 0,
      p99Down: 1,
    });
    expect(riskOf({ ...RANDOM, rebootMinutes: 60, window: threeHours }, 3)).toMatchObject({ p99Down: 3 });
  });
});

describe('coordinated reboots', () => {
  // Six nodes take 6539 s, or 109 minutes, as in the tests of the rules of the lock.
  test("are never more at once than 'concurrency'", () => {
    expect(riskOf(COORDINATED, 6)).toMatchObject({
      kind: 'coordinated',
      overlapProbability: 0,
      expectedDown: expect.closeTo((6 * 300) / 6539, 4),
      p99Down: 1,
      finishMinutes: 109,
    });
  });

  test('overlap where several nodes may hold the lock, and never more than the pool has', () => {
    expect(riskOf({ ...COORDINATED, concurrency: 2 }, 6)).toMatchObject({ overlapProbability: 1, p99Down: 2 });
    expect(riskOf({ ...COORDINATED, concurrency: 2 }, 1)).toMatchObject({ overlapProbability: 0, p99Down: 1 });
  });

  test('go on in the next window: 90 of 109 minutes on Tuesday, the rest on Thursday', () => {
    const window = { ...NIGHTS, end: '02:30' } as const;
    expect(riskOf({ ...COORDINATED, window }, 6).finishMinutes).toBe(2 * 1440 + 19);
  });
});

describe('replacement', () => {
  const promotion = { window: NIGHTS, fromParameter: '/x' };
  const none = { overlapProbability: 0, expectedDown: 0, p99Down: 0, finishMinutes: undefined };

  test('has no node down, because new nodes start before old ones go', () => {
    const both = { kind: 'replace', promotion, maxLifetimeDays: 30 } as const;
    expect(riskOf(both, 6)).toEqual({
      pool: 'general',
      kind: 'replace',
      nodes: 6,
      ...none,
      when: 'tue, thu 01:00 to 05:00 Europe/Amsterdam, after 30 days',
    });
    expect(riskOf({ kind: 'replace', maxLifetimeDays: 30 }, 6).when).toBe('after 30 days');
  });

  test("has the cluster's window on GKE, in UTC", () => {
    const maintenance = { start: '2026-01-05T02:00:00Z', end: '2026-01-05T06:30:00Z', recurrence: 'FREQ=DAILY' };
    const controlPlane: GoogleControlPlaneInput = { maintenance };
    const size = { scope: 'per-zone', min: 1, max: 4 } as const;
    const pools = [googlePool({ size, reboots: { kind: 'replace' } })];
    const spec = EnvironmentSpec.from(googleEnvironment({ clusters: [googleCluster({ pools, controlPlane })] }));
    expect(spec.clusters.map((cluster) => rebootRisks(cluster))).toEqual([
      [{ pool: 'core', kind: 'replace', nodes: 12, ...none, when: 'FREQ=DAILY 02:00 to 06:30 UTC' }],
    ]);
  });
});

test('rebootRisks lists every pool of a cluster that has a schedule', () => {
  const pools = [
    ubuntuPool({ name: 'last', reboots: COORDINATED }),
    ubuntuPool({ name: 'plain' }),
    ubuntuPool({ name: 'first', reboots: { ...RANDOM, maxNodesDown: 6 } }),
  ];
  expect(rebootRisks(clusterOf(pools)).map(({ pool, kind }) => [pool, kind])).toEqual([
    ['last', 'coordinated'],
    ['first', 'random'],
  ]);
});

const schedule = fc.record({
  kind: fc.constantFrom('random', 'staggered'),
  days: fc.subarray([...EVERY_DAY], { minLength: 1 }),
  rebootMinutes: fc.integer({ min: 1, max: 20 }),
  end: fc.constantFrom('01:00', '02:00', '04:10', '09:00', '00:00'),
  jitterSeconds: fc.constantFrom(0, 30),
});
type Drawn = typeof schedule extends fc.Arbitrary<infer T> ? T : never;

const scheduleOf = ({ kind, days, rebootMinutes, end, jitterSeconds }: Drawn) =>
  ({ kind, window: { days, start: '00:00', end }, rebootMinutes, jitterSeconds }) as
    | RandomRebootInput
    | StaggeredRebootInput;

test('the risk never falls with more nodes', () => {
  fc.assert(
    fc.property(schedule, fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 20 }), (drawn, nodes, more) => {
      // A rule refuses a window without room for a reboot, so such windows are left out.
      const pool = unjudgedPool(scheduleOf(drawn), { scope: 'total', min: 1, max: 1 });
      fc.pre(rebootSlots(pool.reboots as RandomReboots | StaggeredReboots, pool.zones).starts >= 1);
      const [few, many] = [nodes, nodes + more].map((max) => riskOf(scheduleOf(drawn), max)) as [
        RebootRisk,
        RebootRisk,
      ];
      expect(many.overlapProbability).toBeGreaterThanOrEqual(few.overlapProbability - 1e-9);
      expect(many.expectedDown).toBeGreaterThanOrEqual(few.expectedDown);
      expect(many.p99Down).toBeGreaterThanOrEqual(few.p99Down);
      expect(few.p99Down).toBeGreaterThanOrEqual(few.nodes > 0 ? 1 : 0);
      expect(few.p99Down).toBeLessThanOrEqual(few.nodes);
    }),
  );
});

test('the proposed window is long enough, and one minute less of each part is too short', () => {
  const nodes = fc.integer({ min: 2, max: 60 });
  const tolerances = fc.integer({ min: 1, max: 4 });
  fc.assert(
    fc.property(schedule, nodes, tolerances, (drawn, max, tolerated) => {
      const pool = unjudgedPool(scheduleOf(drawn), { scope: 'total', min: 1, max });
      const reboots = pool.reboots as RandomReboots | StaggeredReboots;
      const least = leastWindowMinutes(pool, reboots, tolerated);
      if (least === undefined) return;
      const p99Of = (lengthMinutes: number) =>
        rebootRisk(pool, { ...reboots, window: { ...reboots.window, lengthMinutes } }).p99Down;
      const parts = reboots.kind === 'staggered' ? pool.zones.length : 1;
      const outage = reboots.rebootMinutes + (reboots.jitterSeconds > 0 ? 1 : 0);
      expect(p99Of(least)).toBeLessThanOrEqual(tolerated);
      if (least > parts * outage) expect(p99Of(least - parts)).toBeGreaterThan(tolerated);
    }),
  );
});
