import { parseDay } from '../../../values/calendar-day';
import { DAY_MINUTES } from '../../../values/minutes';
import { type ZoneOffsets, zoneOffsets } from '../../../values/time-zone';
import { resolveWeekWindow, type WeekWindow } from '../../time/week-window';
import { WEEKDAYS, type Weekday } from '../../time/week-window-input';
import type { LocalMaintenance } from './google-cluster-fields';
import type { GoogleMaintenanceInput } from './google-cluster-input';

/** Weekday of 1970-01-01, a Thursday; 0 is Monday. */
const EPOCH_WEEKDAY = 3;

/**
 * The maintenance policy of GKE for a window in local time. GKE accepts UTC only, so the policy has the hours that are in the window
 * both in summer and in winter, one hour less where the zone has daylight saving. Blackouts become exclusions, during which the
 * control plane still gets patches and nodes stay as they are.
 *
 * @returns undefined for invalid hours, days or zones, which a rule reports; a rule also reports a policy with too few hours.
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
 */
export function utcMaintenance({ window, firstDay }: LocalMaintenance): GoogleMaintenanceInput | undefined {
  const first = parseDay(firstDay);
  const resolved = resolveWeekWindow(window);
  const offsets = zoneOffsets(resolved.timeZone);
  if (first === undefined || offsets === undefined || !isReadable(resolved)) return undefined;
  const { least, most } = offsets;
  const start = resolved.startMinute - least;
  const length = resolved.lengthMinutes - (most - least);
  const shift = Math.floor(start / DAY_MINUTES);
  const days = resolved.days.map((day) => (WEEKDAYS.indexOf(day) + shift + 7) % 7).sort((a, b) => a - b);
  const day = firstOn(days, first);
  const minute = day * DAY_MINUTES + start - shift * DAY_MINUTES;
  return {
    start: zulu(minute),
    end: zulu(minute + length),
    recurrence: recurrence(days),
    ...(resolved.blackouts.length > 0 && { exclusions: exclusions(resolved.blackouts, offsets) }),
  };
}

function isReadable({ days, startMinute, lengthMinutes, blackouts }: WeekWindow): boolean {
  const hasHours = !Number.isNaN(startMinute) && !Number.isNaN(lengthMinutes);
  const hasBlackouts = blackouts.every(({ from, to }) => parseDay(from) !== undefined && parseDay(to) !== undefined);
  return days.length > 0 && hasHours && hasBlackouts;
}

function firstOn(days: readonly number[], first: number): number {
  const weekday = (day: number): number => (day + EPOCH_WEEKDAY) % 7;
  return [0, 1, 2, 3, 4, 5, 6].map((ahead) => first + ahead).find((day) => days.includes(weekday(day))) ?? first;
}

function recurrence(days: readonly number[]): string {
  if (days.length === 7) return 'FREQ=DAILY';
  return `FREQ=WEEKLY;BYDAY=${days.map((day) => RRULE_DAYS[WEEKDAYS[day] ?? 'monday']).join(',')}`;
}

const RRULE_DAYS: Readonly<Record<Weekday, string>> = {
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
};

/** Blackouts as times in UTC, from the earliest possible local midnight to the latest: longer by the hour of daylight saving, never shorter. */
function exclusions(
  blackouts: WeekWindow['blackouts'],
  { least, most }: ZoneOffsets,
): NonNullable<GoogleMaintenanceInput['exclusions']> {
  return blackouts.map(({ from, to }) => ({
    name: `blackout-${from}`,
    start: zulu((parseDay(from) ?? 0) * DAY_MINUTES - most),
    end: zulu(((parseDay(to) ?? 0) + 1) * DAY_MINUTES - least),
    scope: 'NO_MINOR_OR_NODE_UPGRADES',
  }));
}

function zulu(minute: number): string {
  return `${new Date(minute * 60_000).toISOString().slice(0, 19)}Z`;
}
