import { judgeSchedules } from '../../../lib/specs/scaling/scaling-schedule-rules';
import { weekWindowFields } from '../../../lib/specs/time/week-window-fields';
import type { WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import { Problems } from '../../../lib/values/problems';

interface Stated extends Partial<WeekWindowInput> {
  readonly name?: string;
  readonly min?: number;
}

const EVENING: WeekWindowInput = { days: 'every-day', start: '18:00', end: '23:30', timeZone: 'Europe/Amsterdam' };

function judge(cloud: 'aws' | 'google', ...stated: readonly Stated[]): readonly string[] {
  const problems = new Problems();
  const schedules = stated.map(({ name = 'evening', min = 20, ...window }) => {
    return { name, min, window: weekWindowFields.resolve({ ...EVENING, ...window }) };
  });
  judgeSchedules(schedules, { cloud, size: { min: 3, max: 60 } }, problems);
  return problems
    .all()
    .map(({ property, rule, value, remedy }) => `${property} | ${rule} | ${String(value)} | ${remedy}`);
}

test.each<[string, readonly Stated[]]>([
  ['an evening', [{}]],
  ['the smallest and the largest minimum', [{ min: 4 }, { name: 'late', min: 60 }]],
  ['windows that overlap', [{}, { name: 'news', start: '20:00', end: '21:00', min: 30 }]],
  ['five minutes', [{ start: '18:00', end: '18:05' }]],
  [
    'half past two on days without a change of daylight saving',
    [{ days: ['monday', 'saturday'], start: '02:30', end: '06:00' }],
  ],
  ['half past two in a zone without daylight saving', [{ start: '02:30', timeZone: 'Asia/Tokyo' }]],
  ['the first time after the hour that is skipped or repeated', [{ days: ['sunday'], start: '03:00', end: '06:00' }]],
  ['a window over midnight into the hours before a change', [{ days: ['saturday'], start: '20:00', end: '01:59' }]],
  ['all hours of the week but one', [{ days: 'every-day', start: '01:00', end: '00:00' }]],
])('accepts %s on both clouds', (_, stated) => {
  expect(judge('google', ...stated)).toEqual([]);
  expect(judge('aws', ...stated)).toEqual([]);
});

test.each<[string, Stated, string]>([
  [
    'a name that is no DNS label',
    { name: 'Evening' },
    'scaling.schedules[0].name | be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash | Evening | choose such a name',
  ],
  [
    'a minimum that size.min has already',
    { min: 3 },
    "scaling.schedules[0].min | be above 'size.min', 3, and at most 'size.max', 60 | 3 | raise it, or remove the schedule, which would change nothing",
  ],
  [
    'a minimum above size.max',
    { min: 61 },
    "scaling.schedules[0].min | be above 'size.min', 3, and at most 'size.max', 60 | 61 | raise 'size.max'",
  ],
  [
    'a blackout',
    { blackouts: [{ from: '2026-12-24', to: '2026-12-26' }] },
    'scaling.schedules[0].window.blackouts | be absent from a schedule | 1 blackout | remove them and change the schedule for these days, because neither cloud can leave days out',
  ],
  [
    'four minutes',
    { start: '18:00', end: '18:04' },
    'scaling.schedules[0].window | last at least 5 minutes | 4 minutes | end it later; no cloud has machines ready in less',
  ],
  [
    'an invalid time',
    { start: '25:00' },
    "scaling.schedules[0].window.start | be a time of day, hour and minute | 25:00 | write it as '01:00', and midnight as '00:00'",
  ],
  [
    'an unknown time zone',
    { timeZone: 'Mars/Olympus' },
    "scaling.schedules[0].window.timeZone | be 'UTC', or a continent or ocean and a place of the time zone database | Mars/Olympus | write it as 'Europe/Amsterdam'; offsets and abbreviations do not follow daylight saving, and nodes may lack other names",
  ],
  [
    'a start that does not exist on one Sunday',
    { start: '02:30', end: '06:00' },
    'scaling.schedules[0].window.start | not be within 02:00 to 03:00 on a sunday, which daylight saving skips or repeats once a year in Europe/Amsterdam | 02:30 | take a time before or after these hours, or another day',
  ],
  [
    'an end that comes twice on one Sunday, after a window over midnight',
    { days: ['saturday'], start: '20:00', end: '02:00' },
    'scaling.schedules[0].window.end | not be within 02:00 to 03:00 on a sunday, which daylight saving skips or repeats once a year in Europe/Amsterdam | 02:00 | take a time before or after these hours, or another day',
  ],
  [
    'windows that leave no hour to the minimum of the pool',
    { start: '05:00', end: '05:00' },
    "scaling.schedules | leave some hours of the week to 'size.min' | none | raise 'size.min' to the least of them, and keep the schedules of the hours that need more",
  ],
])('refuses %s', (_, stated, message) => {
  expect(judge('google', stated)).toEqual([message]);
  expect(judge('aws', stated)).toEqual([message]);
});

test('refuses two schedules of one name', () => {
  expect(judge('google', {}, { start: '06:00', end: '09:00' })).toEqual([
    'scaling.schedules | name every schedule once | evening | remove or rename one of them',
  ]);
});

test('refuses schedules of two time zones on AWS only, where the end of one must restore the minimum of another', () => {
  const stated = [{}, { name: 'london', timeZone: 'Europe/London' }];
  expect(judge('aws', ...stated)).toEqual([
    'scaling.schedules | have one time zone on AWS | Europe/Amsterdam,Europe/London | write all windows in one of them, because an end must restore what other windows still ask for',
  ]);
  expect(judge('google', ...stated)).toEqual([]);
});

test('accepts two names of one time zone on AWS', () => {
  expect(judge('aws', { timeZone: 'Europe/Kiev' }, { name: 'late', timeZone: 'Europe/Kyiv' })).toEqual([]);
});
