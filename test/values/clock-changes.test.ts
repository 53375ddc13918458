import { clockChanges } from '../../lib/values/clock-changes';
import { WEEK_MINUTES } from '../../lib/values/minutes';

/** Zones whose rules have stood for many years, so that every version of Node knows the same hours. */
const ZONES = [
  'Europe/Amsterdam',
  'Europe/London',
  'Europe/Helsinki',
  'America/New_York',
  'America/Havana',
  'Atlantic/Azores',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Asia/Jerusalem',
  'Africa/Casablanca',
  'Asia/Tokyo',
  'UTC',
];

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Minutes of the week that an hour-by-hour walk through 2027 and 2028 finds missing or repeated, by the zone data of Node. */
function oddMinutes(timeZone: string): readonly number[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', weekday: 'short', hour: '2-digit', minute: '2-digit' },
  });
  const minuteOfWeek = (time: number): number => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    return DAYS.indexOf(parts.weekday ?? '') * 1440 + Number(parts.hour) * 60 + Number(parts.minute);
  };
  const step = 15;
  const odd = new Set<number>();
  const end = Date.UTC(2029, 0, 1);
  for (let time = Date.UTC(2027, 0, 1), before = minuteOfWeek(time); time < end; time += step * 60_000) {
    const now = minuteOfWeek(time);
    const moved = ((now - before + WEEK_MINUTES * 1.5) % WEEK_MINUTES) - WEEK_MINUTES / 2;
    // A jump forward skips the minutes between; a jump back repeats those from `now` to the quarter of an hour before the jump.
    if (moved > step) for (let at = before + step; at < now; at += step) odd.add(at % WEEK_MINUTES);
    if (moved < 0) for (let at = now; at < before + step; at += step) odd.add(at % WEEK_MINUTES);
    before = now;
  }
  return [...odd].sort((left, right) => left - right);
}

test.each(ZONES)('the hours that daylight saving skips or repeats in %s are those of Node', (zone) => {
  const stated = clockChanges(zone).flatMap(({ from, to }) => {
    return Array.from({ length: (to - from) / 15 }, (_, index) => from + index * 15);
  });
  expect(stated.sort((left, right) => left - right)).toEqual(oddMinutes(zone));
});

test('an old name of a zone has the hours of the new one, and a zone that is none has no hours', () => {
  expect(clockChanges('Europe/Kiev')).toEqual(clockChanges('Europe/Kyiv'));
  expect(clockChanges('Europe/Kyiv')).toEqual([{ from: 6 * 1440 + 180, to: 6 * 1440 + 240 }]);
  expect(clockChanges('Europe/Nowhere')).toEqual([]);
});

test('zones that change their clocks for Ramadan have the hour of that change, although winter and summer are alike', () => {
  const hour = [{ from: 6 * 1440 + 120, to: 6 * 1440 + 180 }];
  expect(clockChanges('Africa/Casablanca')).toEqual(hour);
  expect(clockChanges('Africa/El_Aaiun')).toEqual(hour);
});
