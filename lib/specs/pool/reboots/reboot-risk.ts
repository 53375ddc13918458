import { concurrentQuantile, expectedConcurrent, leastSlotsFor } from '../../../analysis/concurrent-outages';
import { type CoordinatedTiming, coordinatedSeconds } from '../../../analysis/coordinated-reboots';
import { overlapProbability } from '../../../analysis/outage-overlap';
import { DAY_MINUTES, WEEK_MINUTES } from '../../../values/minutes';
import type {
  CoordinatedReboots,
  RandomReboots,
  RebootSchedule,
  ReplaceReboots,
  StaggeredReboots,
} from '../../reboots/reboot-schedule';
import { drawsSlots, outageSlots, rebootSlots } from '../../reboots/reboot-slots';
import { LOCK_NOTICE_SECONDS } from '../../reboots/resolve-reboots';
import { renderWeekWindow, type WeekWindow } from '../../time/week-window';
import { WEEKDAYS } from '../../time/week-window-input';
import type { NodePoolSpec } from '../node-pool-spec';
import { maxNodes } from '../pool-size';

/** Share of the weeks in which no more nodes are down at once than `p99Down` says. */
const QUANTILE = 0.99;

/** Consequences of a schedule for a pool of its largest size, in a week in which an update makes every node reboot. */
export interface RebootRisk {
  readonly pool: string;
  readonly kind: RebootSchedule['kind'];
  /** Most nodes of the pool. */
  readonly nodes: number;
  /** Chance that two or more nodes are down at the same moment, 0 to 1. */
  readonly overlapProbability: number;
  /** Mean number of nodes down at a moment of a window. */
  readonly expectedDown: number;
  /** Nodes down at once in all but one of a hundred weeks with such an update. */
  readonly p99Down: number;
  /** Minutes from the begin of the first window until the last node is back; undefined where the begin is unknown. */
  readonly finishMinutes: number | undefined;
  /** When nodes go down, as text for messages. */
  readonly when: string;
}

/** The risk of one pool under a schedule. */
export function rebootRisk(pool: NodePoolSpec, reboots: RebootSchedule): RebootRisk {
  const common = { pool: pool.name, kind: reboots.kind, nodes: maxNodes(pool) };
  if (reboots.kind === 'replace') return { ...common, ...replaced(reboots) };
  if (!drawsSlots(reboots)) return { ...common, ...coordinated(pool, reboots) };
  return { ...common, ...drawn(pool, reboots), when: renderWeekWindow(reboots.window) };
}

type RiskFigures = Omit<RebootRisk, 'pool' | 'kind' | 'nodes' | 'when'>;

/** A replaced pool gets its new nodes before the old ones go, so that no node is missing. */
function replaced({ promotion, maxLifetimeDays }: ReplaceReboots): RiskFigures & Pick<RebootRisk, 'when'> {
  const byAge = maxLifetimeDays === undefined ? [] : [`after ${maxLifetimeDays} days`];
  const when = [...(promotion === undefined ? [] : [renderWeekWindow(promotion.window)]), ...byAge].join(', ');
  return { overlapProbability: 0, expectedDown: 0, p99Down: 0, finishMinutes: undefined, when };
}

function coordinated(pool: NodePoolSpec, reboots: CoordinatedReboots): RiskFigures & Pick<RebootRisk, 'when'> {
  const timing = coordinatedTiming(pool, reboots);
  const down = Math.min(reboots.concurrency, timing.nodes);
  const seconds = coordinatedSeconds(timing).expected;
  return {
    overlapProbability: down > 1 ? 1 : 0,
    expectedDown: (timing.nodes * timing.rebootSeconds) / seconds,
    p99Down: down,
    finishMinutes: weekMinutes(reboots.window, seconds / 60),
    when: renderWeekWindow(reboots.window),
  };
}

/** How long a node holds kured's lock: the longest drain, the reboot, and the time until kured runs again and releases the lock. */
export function coordinatedTiming(pool: NodePoolSpec, reboots: CoordinatedReboots): CoordinatedTiming {
  return {
    nodes: maxNodes(pool),
    concurrency: reboots.concurrency,
    drainSeconds: reboots.drainDelaySeconds + reboots.drainTimeoutSeconds,
    rebootSeconds: reboots.rebootMinutes * 60,
    releaseSeconds: LOCK_NOTICE_SECONDS + reboots.releaseDelaySeconds,
    periodSeconds: reboots.periodSeconds,
  };
}

function drawn(pool: NodePoolSpec, reboots: RandomReboots | StaggeredReboots): RiskFigures {
  const slots = rebootSlots(reboots, pool.zones);
  const groups = drawingNodes(pool, reboots);
  const each = outageSlots(slots);
  const none = groups.reduce((product, nodes) => product * (1 - overlapProbability(nodes, each)), 1);
  const largest = Math.max(...groups);
  return {
    overlapProbability: 1 - none,
    expectedDown: expectedConcurrent(largest, each),
    p99Down: concurrentQuantile(largest, each, groupQuantile(groups.length)),
    finishMinutes:
      slots.windows === 1 ? reboots.window.lengthMinutes : weekMinutes(reboots.window, Number.POSITIVE_INFINITY),
  };
}

/** Nodes that draw from the same slots: all of the pool, or those of each zone. */
function drawingNodes(pool: NodePoolSpec, reboots: RandomReboots | StaggeredReboots): readonly number[] {
  const all = maxNodes(pool);
  if (reboots.kind === 'random') return [all];
  // A group over several zones keeps the numbers of nodes in its zones equal.
  return pool.zones.map(() => (pool.size.scope === 'per-zone' ? pool.size.max : Math.ceil(all / pool.zones.length)));
}

/** The quantile that each of several independent groups must reach so that all of them together reach `QUANTILE`. */
function groupQuantile(groups: number): number {
  return QUANTILE ** (1 / groups);
}

/** Least length of each window, in minutes, at which no more nodes than tolerated are down at once; undefined where a day is too short. */
export function leastWindowMinutes(
  pool: NodePoolSpec,
  reboots: RandomReboots | StaggeredReboots,
  tolerated: number,
): number | undefined {
  const groups = drawingNodes(pool, reboots);
  const { windows, outageMinutes } = rebootSlots(reboots, pool.zones);
  const quantile = groupQuantile(groups.length);
  const starts = leastSlotsFor(Math.max(...groups), { tolerated, windows, outageSlots: outageMinutes, quantile });
  if (starts === undefined) return undefined;
  const minutes = (starts + outageMinutes - 1) * groups.length;
  return minutes > DAY_MINUTES ? undefined : minutes;
}

/** Minutes from the begin of the first window until work of some length is done in the windows of one week; a week at most. */
function weekMinutes(window: WeekWindow, work: number): number {
  const [first = 0, ...later] = window.days.map((day) => WEEKDAYS.indexOf(day));
  const begins = [0, ...later.map((day) => (day - first) * DAY_MINUTES)];
  const whole = Math.min(work, window.lengthMinutes * window.days.length);
  const full = Math.min(begins.length - 1, Math.ceil(whole / window.lengthMinutes) - 1);
  return Math.min(WEEK_MINUTES, Math.ceil((begins[full] ?? 0) + whole - full * window.lengthMinutes));
}

/** A chance as text: `14.7 %`; a chance just below 1 is written as `> 99.9 %`, because `100.0 %` would call it certain. */
export function renderChance(chance: number): string {
  const percent = chance * 100;
  return percent >= 99.95 && percent < 100 ? '> 99.9 %' : `${percent.toFixed(1)} %`;
}
