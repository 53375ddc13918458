import type { Interval } from '../../../analysis/intervals';
import {
  leastMaintenanceMinutes,
  leastMinutesBesideExclusions,
  type RecurringWindow,
} from '../../../analysis/recurring-window';
import { DAY_MINUTES } from '../../../values/minutes';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { KUBERNETES_SUPPORT_AS_OF } from '../kubernetes-support';
import type { GoogleMaintenanceInput } from './google-cluster-input';

const ZULU = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const MINUTE_MS = 60_000;
const MIN_WINDOW_HOURS = 4;
const MIN_HOURS = 48;
const PERIOD_DAYS = 32;
const MAX_EXCLUSIONS = 20;
/** Most exclusions with scope `NO_UPGRADES`. */
const MAX_FULL_EXCLUSIONS = 3;
const MAX_FULL_EXCLUSION_DAYS = 30;

const DAY_MS = DAY_MINUTES * MINUTE_MS;
const MAX_FULL_EXCLUSION_MS = MAX_FULL_EXCLUSION_DAYS * DAY_MS;
const BLOCK_MINUTES = MIN_WINDOW_HOURS * 60;
const LEAST_HOURS = `leave at least ${MIN_HOURS} hours of maintenance in any ${PERIOD_DAYS} days`;

/**
 * Rules of the one maintenance policy of a GKE cluster.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
 */
export function judgeMaintenance(maintenance: GoogleMaintenanceInput, problems: Problems): void {
  judgeWindow(maintenance, problems);
  judgeExclusions(maintenance, problems);
}

function judgeWindow(maintenance: GoogleMaintenanceInput, problems: Problems): void {
  const property = 'controlPlane.maintenance';
  const minutes = judgeSpan(maintenance, property, problems);
  const recurrence = parseRecurrence(maintenance, problems);
  if (minutes === undefined || recurrence === undefined) return;
  const hours = minutes / 60;
  const fits = hours >= MIN_WINDOW_HOURS && hours <= 24;
  const rule = `be ${MIN_WINDOW_HOURS} to 24 hours after the start`;
  const shown = `${maintenance.end} (${round(hours)} h)`;
  if (!problems.require(fits, `${property}.end`, rule, shown, "change 'end'")) return;
  const window = { ...recurrence, lengthMinutes: minutes };
  const least = leastMaintenanceMinutes(window, PERIOD_DAYS) / 60;
  const sum = `${maintenance.recurrence} of ${round(hours)} h, which leaves ${round(least)} h`;
  const remedy = 'lengthen the window or add days; GKE refuses a policy with less';
  if (problems.require(least >= MIN_HOURS, `${property}.recurrence`, LEAST_HOURS, sum, remedy))
    judgeHoursBesideExclusions(maintenance, window, problems);
}

/** GKE refuses a policy (400) whose `NO_UPGRADES` exclusions leave too few hours of its windows; exclusions of other scopes do not count. */
function judgeHoursBesideExclusions(
  maintenance: GoogleMaintenanceInput,
  window: RecurringWindow,
  problems: Problems,
): void {
  const full = (maintenance.exclusions ?? []).filter(({ scope }) => scope === 'NO_UPGRADES');
  const exclusions = full.flatMap(({ start, end }): Interval[] => {
    const [from, to] = [parseZulu(start), parseZulu(end)];
    const holds = from !== undefined && to !== undefined && to > from && to - from <= MAX_FULL_EXCLUSION_MS;
    return holds ? [[from / MINUTE_MS, to / MINUTE_MS]] : [];
  });
  const first = parseZulu(maintenance.start);
  if (first === undefined || exclusions.length < full.length || full.length > MAX_FULL_EXCLUSIONS) return;
  const gaps = {
    days: PERIOD_DAYS,
    firstDay: Math.floor(first / DAY_MS),
    exclusions,
    leastBlockMinutes: BLOCK_MINUTES,
  };
  const least = leastMinutesBesideExclusions(window, gaps) / 60;
  const names = full.map(({ name }) => name).join(', ');
  const shown = `${names} with ${maintenance.recurrence}, which leave ${round(least)} h in windows of ${MIN_WINDOW_HOURS} h or more`;
  const remedy =
    "shorten the exclusions, move them apart, add days to the window, or use 'NO_MINOR_UPGRADES', which GKE does not count";
  problems.require(least >= MIN_HOURS, 'controlPlane.maintenance.exclusions', LEAST_HOURS, shown, remedy);
}

function judgeSpan(
  span: { readonly start: string; readonly end: string },
  property: string,
  problems: Problems,
): number | undefined {
  const parsed = (['start', 'end'] as const).map((member) => {
    const time = parseZulu(span[member]);
    const remedy = "write it as '2026-01-03T02:00:00Z'; with any other form every plan shows a change";
    problems.require(time !== undefined, `${property}.${member}`, 'be a time in UTC', span[member], remedy);
    return time;
  });
  const [start, end] = parsed;
  if (start === undefined || end === undefined) return undefined;
  const ordered = end > start;
  problems.require(ordered, `${property}.end`, `be after the start (${span.start})`, span.end, "change 'end'");
  return ordered ? (end - start) / MINUTE_MS : undefined;
}

function parseZulu(text: string): number | undefined {
  const time = ZULU.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse reads 30 February as 2 March instead of refusing it, so the text is compared with the time that was read.
  const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 19));
  return isReal ? time : undefined;
}

type Recurrence = Omit<RecurringWindow, 'lengthMinutes'>;

function parseRecurrence(maintenance: GoogleMaintenanceInput, problems: Problems): Recurrence | undefined {
  const parts = new Map(maintenance.recurrence.split(';').map((part) => part.split('=', 2) as [string, string]));
  const frequency = parts.get('FREQ');
  const interval = Number(parts.get('INTERVAL') ?? '1');
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const known = [...parts.keys()].every((key) => ['FREQ', 'INTERVAL', 'BYDAY'].includes(key));
  const weekly = frequency === 'WEEKLY' && days.length > 0 && days.every((day) => WEEKDAYS.includes(day));
  const daily = frequency === 'DAILY' && days.length === 0;
  const start = parseZulu(maintenance.start);
  if (!known || !(weekly || daily) || !Number.isInteger(interval) || interval < 1) {
    const rule = "be an RRULE of the form 'FREQ=DAILY' or 'FREQ=WEEKLY;BYDAY=SA,SU', with INTERVAL where wanted";
    const remedy = 'rewrite it; keelson cannot compute the hours of maintenance of other forms';
    problems.add('controlPlane.maintenance.recurrence', rule, maintenance.recurrence, remedy);
    return undefined;
  }
  return {
    startMinute: start === undefined ? 0 : (start / MINUTE_MS) % DAY_MINUTES,
    weekdays: days.map((day) => WEEKDAYS.indexOf(day)),
    interval,
    frequency: weekly ? 'weekly' : 'daily',
  };
}

function judgeExclusions(maintenance: GoogleMaintenanceInput, problems: Problems): void {
  const property = 'controlPlane.maintenance.exclusions';
  const exclusions = maintenance.exclusions ?? [];
  const count = exclusions.length;
  problems.require(
    count <= MAX_EXCLUSIONS,
    property,
    `hold at most ${MAX_EXCLUSIONS} exclusions`,
    count,
    'remove those that are over',
  );
  const full = exclusions.filter(({ scope }) => scope === 'NO_UPGRADES').length;
  const fewFull = `hold at most ${MAX_FULL_EXCLUSIONS} exclusions with scope 'NO_UPGRADES'`;
  const otherScope = "remove those that are over, or use 'NO_MINOR_OR_NODE_UPGRADES'";
  problems.require(full <= MAX_FULL_EXCLUSIONS, property, fewFull, full, otherScope);
  requireUnique(problems, {
    property: property,
    values: exclusions.map((exclusion) => exclusion.name),
    what: 'exclusion',
  });
  exclusions.forEach((exclusion, index) => {
    const minutes = judgeSpan(exclusion, `${property}[${index}]`, problems);
    if (minutes === undefined || exclusion.scope !== 'NO_UPGRADES') return;
    const days = minutes / DAY_MINUTES;
    const rule = `last at most ${MAX_FULL_EXCLUSION_DAYS} days with scope 'NO_UPGRADES'`;
    const holds = days <= MAX_FULL_EXCLUSION_DAYS;
    problems.require(
      holds,
      `${property}[${index}].end`,
      rule,
      `${round(days)} days`,
      "shorten it, or use 'NO_MINOR_UPGRADES'",
    );
  });
}

/** The minor that exclusions hold back, the end of its support, and the property that states each exclusion. */
export interface HeldMinor {
  readonly minor: string;
  /** First day on which the minor is no longer supported. */
  readonly endOfSupport: string;
  /** Property that states the end of an exclusion, by the index of the exclusion. */
  readonly endProperty: (index: number) => string;
}

/**
 * Refuses exclusions that hold a minor back for longer than it is supported, because GKE upgrades a cluster whose minor is out of
 * support regardless of exclusions.
 *
 * The provider changes the policy after the version, so the support of `kubernetesVersion` counts, and not of the minor that runs.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
 * @see https://github.com/GoogleCloudPlatform/magic-modules/pull/12569
 */
export function judgeHeldMinor(maintenance: GoogleMaintenanceInput, held: HeldMinor, problems: Problems): void {
  const { minor, endOfSupport, endProperty } = held;
  (maintenance.exclusions ?? []).forEach(({ scope, end }, index) => {
    if (scope === 'NO_UPGRADES' || parseZulu(end) === undefined) return;
    const rule = `be at most ${endOfSupport}, when support of Kubernetes ${minor} ends (data of ${KUBERNETES_SUPPORT_AS_OF})`;
    const remedy =
      'shorten it, or upgrade by a minor first; GKE upgrades a minor out of support regardless of exclusions';
    problems.require(end <= `${endOfSupport}T00:00:00Z`, endProperty(index), rule, end, remedy);
  });
}

function round(amount: number): number {
  return Math.round(amount * 10) / 10;
}
