import fc from 'fast-check';
import { concurrentQuantile } from '../../../lib/analysis/concurrent-outages';
import { overlapProbability } from '../../../lib/analysis/outage-overlap';
import { rebootRisks } from '../../../lib/specs/cluster/cluster-reboot-risks';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { rebootFields } from '../../../lib/specs/reboots/reboot-fields';
import type { RandomRebootInput, RebootScheduleInput } from '../../../lib/specs/reboots/reboot-input';
import type { RandomReboots, StaggeredReboots } from '../../../lib/specs/reboots/reboot-schedule';
import { rebootSlots } from '../../../lib/specs/reboots/reboot-slots';
import { resolveReboots } from '../../../lib/specs/reboots/resolve-reboots';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import {
  COORDINATED,
  clusterOf,
  EVERY_DAY,
  judge,
  judgePools,
  NIGHTS,
  RANDOM,
  STAGGERED,
  ubuntuPool,
} from '../reboots/reboot-inputs';

const API: WorkloadInput = { name: 'api', namespace: 'shop', kind: 'deployment', pools: ['general'], replicas: 2 };
const { maxNodesDown: _, ...BY_WORKLOADS } = RANDOM;

describe('the number of nodes down at once', () => {
  it('is refused above what workloads tolerate, and the message has the numbers and a window that is long enough', () => {
    const [problem = ''] = judge({ ...BY_WORKLOADS, rebootMinutes: 3 }, API);
    expect(problem).toBe(
      "'reboots.window' must keep the 99th percentile of nodes down at once at 1 or less (workload 'api': 1 may be missing, " +
        "1 pod per node), got '2 of 6 nodes for 3 min each, 14.7 % for any overlap, tue, thu 01:00 to 05:00 Europe/Amsterdam'; " +
        "more days, 'staggered', or 'coordinated', which holds a lock",
    );
  });

  it('is accepted in the window that the refusal proposes, and refused in one that is a tenth shorter', () => {
    const nights = (minutes: number): RandomRebootInput => {
      const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
      const window = { days: EVERY_DAY, start: '00:00', end: `${hour}:${minute}` };
      return { kind: 'random', window, rebootMinutes: 5, maxNodesDown: 2 };
    };
    const least = Number(/at least (\d+) minutes/.exec(judge(nights(25)).join())?.[1]);
    expect(least).toBeGreaterThan(25);
    expect(judge(nights(least))).toEqual([]);
    expect(judge(nights(Math.floor(least * 0.9)))).toHaveLength(1);
  });

  it('is refused with the remedy of the timer where all nodes reboot on the day of an update', () => {
    const window = { days: EVERY_DAY, start: '00:00', end: '00:00' };
    const armed: RandomRebootInput = {
      kind: 'random',
      window,
      rebootMinutes: 5,
      armedBy: 'unattended-upgrades',
      maxNodesDown: 1,
    };
    expect(judge(armed)).toEqual([
      expect.stringContaining("; 'armedBy' of 'timer', which spreads nodes over the days, "),
    ]);
  });

  it('is refused even for one node where a node runs more pods than may be missing', () => {
    expect(judge(BY_WORKLOADS, { ...API, replicas: 4, maxUnavailable: 1 })).toEqual([
      "'reboots.kind' must be a kind under which the workloads of the pool allow at least one node to be down, got 'workload 'api': 1 may be missing, 2 pods per node'; " +
        "raise the workload's 'maxUnavailable', spread its pods over more nodes, or use 'coordinated', which drains nodes",
    ]);
    expect(judge(COORDINATED, { ...API, replicas: 4, maxUnavailable: 1 })).toEqual([]);
  });

  it("is limited by the workloads, and a higher 'maxNodesDown' of the schedule is refused", () => {
    expect(judge({ ...RANDOM, maxNodesDown: 2 }, API)).toEqual([
      "'reboots.maxNodesDown' must be at most 1, which the workloads of the pool tolerate (workload 'api': 1 may be missing, " +
        "1 pod per node), got 2; lower it, or raise the workload's 'maxUnavailable'",
    ]);
    expect(judge({ ...RANDOM, maxNodesDown: 2 }, { ...API, kind: 'job' })).toEqual([]);
  });

  it("limits the 'concurrency' of a lock", () => {
    const night = { ...COORDINATED, concurrency: 2 };
    expect(judge(night, API)).toEqual([
      "'reboots.concurrency' must be at most 1 (workload 'api': 1 may be missing, 1 pod per node), got 2; lower it, or raise 'maxUnavailable' of the workload",
    ]);
    expect(judge(night, { ...API, maxUnavailable: 2 })).toEqual([]);
  });
});

describe('the losses of several pools under locks', () => {
  const pools = (second: RebootScheduleInput): readonly AwsNodePoolInput[] => [
    ubuntuPool({ reboots: COORDINATED }),
    ubuntuPool({ name: 'other', reboots: second }),
  ];
  const spread: WorkloadInput = { ...API, pools: ['general', 'other'], replicas: 4 };

  it('add up for a workload that runs on both', () => {
    expect(judgePools(pools(COORDINATED), [spread])).toEqual([
      "environment 'paas' > cluster 'main' > workload 'api': 'pools' must lose at most 'maxUnavailable' (1) pods to the reboots " +
        "of its pools, which do not wait for each other, got 'general 1 + other 1 = 2'; give the pools windows on different " +
        "days, or raise 'maxUnavailable'",
    ]);
    expect(judgePools(pools(COORDINATED), [{ ...spread, maxUnavailable: 2 }])).toEqual([]);
  });

  it('do not add up where their windows never overlap, the reboot after the window included', () => {
    const later = (window: Partial<typeof NIGHTS>) => ({ ...COORDINATED, window: { ...NIGHTS, ...window } });
    expect(judgePools(pools(later({ days: ['monday', 'friday'] })), [spread])).toEqual([]);
    expect(judgePools(pools(later({ start: '05:10', end: '09:00' })), [spread])).toHaveLength(1);
    expect(judgePools(pools(later({ start: '06:00', end: '10:00' })), [spread])).toEqual([]);
    expect(
      judgePools(pools(later({ days: ['monday'], timeZone: 'Asia/Tokyo', start: '00:00', end: '08:00' })), [spread]),
    ).toHaveLength(1);
  });
});

describe('three pools whose windows overlap in turn', () => {
  const turn = (name: string, start: string, end: string) =>
    ubuntuPool({
      name,
      reboots: { ...RANDOM, rebootMinutes: 3, maxNodesDown: 1, window: { ...NIGHTS, start, end } },
      size: ONE,
    });
  const ONE = { scope: 'total', min: 1, max: 1 } as const;
  const spread = (maxUnavailable: number): WorkloadInput => ({
    ...API,
    pools: ['general', 'second', 'third'],
    replicas: 3,
    maxUnavailable,
  });
  const chain = () => [
    turn('general', '01:00', '03:00'),
    turn('second', '02:00', '05:00'),
    turn('third', '04:00', '06:00'),
  ];

  it('lose the pods of two pools at once, because the first window is over when the third begins', () => {
    expect(judgePools(chain(), [spread(2)])).toEqual([]);
    expect(judgePools(chain(), [spread(1)])).toEqual([expect.stringContaining("got 'general 1 + second 1 = 2'")]);
  });

  it('do not add up where one window begins when the other ends', () => {
    const pools = [
      turn('general', '01:00', '02:00'),
      turn('second', '02:00', '04:00'),
      turn('third', '04:00', '06:00'),
    ];
    expect(judgePools(pools, [spread(1)])).toEqual([]);
  });

  it('are reported once where a single pool loses too many pods already', () => {
    const pools = [ubuntuPool({ reboots: { ...BY_WORKLOADS } }), turn('second', '05:00', '06:00')];
    const both = { ...API, pools: ['general', 'second'], replicas: 3 };
    expect(judgePools(pools, [both])).toEqual([
      expect.stringContaining("'reboots.window' must keep the 99th percentile"),
    ]);
  });

  it('lose the pods of all pools where one moment is in all windows', () => {
    const [first, second] = chain();
    const all = [first, second, turn('third', '02:59', '06:00')].filter((pool) => pool !== undefined);
    expect(judgePools(all, [spread(2)])).toEqual([expect.stringContaining("got 'general 1 + second 1 + third 1 = 3'")]);
    expect(judgePools(all, [spread(3)])).toEqual([]);
  });

  it('do not add up the losses within one pool, which the rule of the pool judges', () => {
    const general = ubuntuPool({ reboots: { ...COORDINATED, concurrency: 2 } });
    const second = ubuntuPool({ name: 'second', reboots: { kind: 'replace', maxLifetimeDays: 30 } });
    const both = { ...API, pools: ['general', 'second'], replicas: 4, maxUnavailable: 2 };
    expect(judgePools([general, second], [both])).toEqual([]);
  });
});

describe('the risk of a pool', () => {
  const riskOf = (reboots: RebootScheduleInput, overrides: Partial<AwsNodePoolInput> = {}) =>
    rebootRisks(clusterOf([ubuntuPool({ reboots, ...overrides })]))[0];

  it('has the numbers of the closed formulas for slots that are drawn over the windows of a week', () => {
    // 240 minutes have 236 starts of a reboot of five minutes.
    const slots = { windows: 2, slots: 236, outageSlots: 5, circular: false };
    expect(riskOf(RANDOM)).toEqual({
      pool: 'general',
      kind: 'random',
      nodes: 6,
      overlapProbability: expect.closeTo(overlapProbability(6, slots), 12),
      expectedDown: (6 * 5) / (2 * 236),
      p99Down: concurrentQuantile(6, slots),
      finishMinutes: 2 * 1440 + 240,
      when: 'tue, thu 01:00 to 05:00 Europe/Amsterdam',
    });
  });

  it('has the numbers of the birthday problem for slots around the clock', () => {
    const window = { days: EVERY_DAY, start: '00:00', end: '00:00' };
    const day = { windows: 1, slots: 1440, outageSlots: 5, circular: true };
    const armed = riskOf({ ...RANDOM, window, armedBy: 'unattended-upgrades' });
    expect(armed?.overlapProbability).toBeCloseTo(overlapProbability(6, day), 12);
    const week = riskOf({ ...RANDOM, window });
    expect(week?.overlapProbability).toBeCloseTo(overlapProbability(6, { ...day, windows: 7 }), 12);
  });

  it('has the numbers of the largest zone where zones take turns', () => {
    const slots = { windows: 2, slots: 80 - 5 + 1, outageSlots: 5, circular: false };
    const risk = riskOf(STAGGERED);
    const pool = ubuntuPool();
    expect(pool.size.max).toBe(6);
    expect(risk?.overlapProbability).toBeCloseTo(1 - (1 - overlapProbability(2, slots)) ** 3, 12);
    expect(risk?.p99Down).toBe(concurrentQuantile(2, slots, 0.99 ** (1 / 3)));
  });

  it("is the lock's 'concurrency' under a lock", () => {
    expect(riskOf(COORDINATED)).toMatchObject({ overlapProbability: 0, p99Down: 1 });
    const two = riskOf({ ...COORDINATED, concurrency: 2, maxNodesDown: 2 });
    expect(two).toMatchObject({ overlapProbability: 1, p99Down: 2 });
    expect(two?.finishMinutes).toBeLessThan(riskOf(COORDINATED)?.finishMinutes ?? 0);
  });

  it('is 0 where new nodes start before old ones go', () => {
    const risk = riskOf({ kind: 'replace', maxLifetimeDays: 30 });
    expect(risk).toMatchObject({ overlapProbability: 0, p99Down: 0, finishMinutes: undefined, when: 'after 30 days' });
  });
});

describe('reboots in slots', () => {
  const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
  const text = ([hour, minute]: readonly [number, number]) =>
    `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

  it('end inside the window and inside the part of their zone', () => {
    const kinds = fc.constantFrom('random', 'staggered');
    fc.assert(
      fc.property(time, time, kinds, fc.integer({ min: 1, max: 60 }), (start, end, kind, rebootMinutes) => {
        const window = { days: ['monday'] as const, start: text(start), end: text(end) };
        const reboots = resolveReboots(rebootFields.resolve({ kind, window, rebootMinutes } as RandomRebootInput)) as
          | RandomReboots
          | StaggeredReboots;
        const slots = rebootSlots(reboots, ['a', 'b', 'c']);
        if (slots.starts < 1) return;
        const { startMinute, lengthMinutes } = reboots.window;
        slots.parts.forEach(({ firstMinute }, index) => {
          const last = firstMinute + slots.starts - 1 + slots.outageMinutes;
          const next = slots.parts[index + 1]?.firstMinute ?? startMinute + lengthMinutes;
          expect(firstMinute).toBeGreaterThanOrEqual(startMinute);
          expect(last).toBeLessThanOrEqual(next);
        });
      }),
    );
  });
});

it('daemons of the platform do not count as lost pods, because they serve only their own node', () => {
  const agent: WorkloadInput = {
    name: 'logs',
    namespace: 'keelson-system',
    kind: 'daemon',
    pools: ['general', 'other'],
  };
  const two = [ubuntuPool({ reboots: COORDINATED }), ubuntuPool({ name: 'other', reboots: COORDINATED })];
  expect(judgePools(two, [agent])).toEqual([]);
  expect(judgePools(two, [{ ...agent, namespace: 'shop' }])).toHaveLength(1);
  expect(judge({ ...RANDOM, maxNodesDown: 6 }, { ...agent, pools: ['general'] })).toEqual([]);
});
