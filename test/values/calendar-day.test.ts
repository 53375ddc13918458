import fc from 'fast-check';
import { parseDay } from '../../lib/values/calendar-day';

test('days are counted from 1970', () => {
  expect(parseDay('1970-01-01')).toBe(0);
  expect(parseDay('1970-01-02')).toBe(1);
  expect(parseDay('1969-12-31')).toBe(-1);
  // 46 years of 365 days and 11 leap days.
  expect(parseDay('2016-01-01')).toBe(46 * 365 + 11);
});

test('every day of the calendar is parsed to the number of its day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (day) => {
      expect(parseDay(new Date(day * 86_400_000).toISOString().slice(0, 10))).toBe(day);
    }),
  );
});

test.each(['2024-02-29', '2000-02-29', '2026-12-31'])('parses the last day of a month, %s', (text) => {
  expect(parseDay(text)).toBeDefined();
});

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-02-30',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-5',
  '26-01-05',
  '05-01-2026',
  '2026/01/05',
  '2026-01-05T00:00:00Z',
  ' 2026-01-05',
  '2026-01-05\n',
  '',
])('returns undefined for %j, which is not a day of the calendar', (text) => {
  expect(parseDay(text)).toBeUndefined();
});
