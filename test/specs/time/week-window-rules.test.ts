import { resolveWeekWindow } from '../../../lib/specs/time/week-window';
import { weekWindowFields } from '../../../lib/specs/time/week-window-fields';
import { type BlackoutInput, WEEKDAYS, type WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import { renderValue } from '../../../lib/values/render-value';
import { COORDINATED, judge, NIGHTS, RANDOM, STAGGERED } from '../reboots/reboot-inputs';

const judgeWindow = (window: Partial<WeekWindowInput>) => judge({ ...RANDOM, window: { ...NIGHTS, ...window } });
const judgeBlackouts = (...blackouts: readonly BlackoutInput[]) => judgeWindow({ blackouts });

describe('days of a window', () => {
  test('are refused where the list is empty', () => {
    expect(judgeWindow({ days: [] })).toEqual([
      "'reboots.window.days' must name at least one day, got []; name the days on which the window begins; without a day the window would never open",
    ]);
    expect(judgeWindow({ days: ['sunday'] })).toEqual([]);
  });

  test('are refused where one is named twice', () => {
    expect(judgeWindow({ days: ['monday', 'friday', 'monday'] })).toEqual([
      "'reboots.window.days' must name every day once, got 'monday'; remove or rename one of them",
    ]);
  });

  test('are refused where one is not a weekday, under every kind of schedule, and no other problem is reported', () => {
    const window = { ...NIGHTS, days: ['tusday' as 'tuesday'] };
    for (const schedule of [RANDOM, STAGGERED, COORDINATED]) {
      expect(judge({ ...schedule, window })).toEqual([
        "'reboots.window.days[0]' must be one of 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', got 'tusday'; choose one of them",
      ]);
    }
  });
});

test('every-day means all seven days', () => {
  const reboots = judgeWindow({ days: 'every-day' });
  expect(reboots).toEqual([]);
  const { days } = resolveWeekWindow(weekWindowFields.resolve({ days: 'every-day', start: '01:00', end: '05:00' }));
  expect(days).toEqual(WEEKDAYS);
});

describe('hours of a window', () => {
  test.each(['1:00', '24:00', '01:60', '01:00:00', '0100', '', ' 01:00', '01:00\n'])(
    'are refused with %j as the start',
    (start) => {
      expect(judgeWindow({ start })).toEqual([
        `'reboots.window.start' must be a time of day, hour and minute, got ${renderValue(start)}; write it as '01:00', and midnight as '00:00'`,
      ]);
    },
  );

  test('are refused with a problem each for an invalid start and an invalid end', () => {
    expect(judgeWindow({ start: '1:00', end: 'five' })).toEqual([
      "'reboots.window.start' must be a time of day, hour and minute, got '1:00'; write it as '01:00', and midnight as '00:00'",
      "'reboots.window.end' must be a time of day, hour and minute, got 'five'; write it as '01:00', and midnight as '00:00'",
    ]);
  });

  test.each([
    ['00:00', '00:00'],
    ['23:00', '02:00'],
    ['00:00', '23:59'],
  ])('are accepted from %s to %s', (start, end) => {
    expect(judgeWindow({ start, end })).toEqual([]);
  });
});

describe('the time zone of a window', () => {
  test.each(['+02:00', 'UTC+2', 'CEST', 'CET', 'europe/amsterdam', 'Europe/Amsterdm', 'Etc/GMT-2', 'US/Eastern', ''])(
    'refuses %j',
    (timeZone) => {
      expect(judgeWindow({ timeZone })).toEqual([
        `'reboots.window.timeZone' must be 'UTC', or a continent or ocean and a place of the time zone database, got '${timeZone}'; write it as 'Europe/Amsterdam'; offsets and abbreviations do not follow daylight saving, and nodes may lack other names`,
      ]);
    },
  );

  test.each(['UTC', 'Europe/Amsterdam', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', undefined])(
    'accepts %j',
    (timeZone) => {
      expect(judgeWindow(timeZone === undefined ? { timeZone } : { timeZone })).toEqual([]);
    },
  );
});

describe('blackouts', () => {
  test('are refused with an invalid day', () => {
    expect(judgeBlackouts({ from: '19-12-2026', to: '2027-02-30' })).toEqual([
      "'reboots.window.blackouts[0].from' must be a day of the calendar, got '19-12-2026'; write it as '2026-12-19'",
      "'reboots.window.blackouts[0].to' must be a day of the calendar, got '2027-02-30'; write it as '2026-12-19'",
    ]);
  });

  test('are refused where the end is before the beginning, and accepted for a single day', () => {
    expect(judgeBlackouts({ from: '2026-12-19', to: '2026-12-18' })).toEqual([
      "'reboots.window.blackouts[0]' must last 1 to 60 days, 'from' and 'to' included, got '0 days'; change 'from' or 'to'; nodes without updates for more than two months are a risk themselves",
    ]);
    expect(judgeBlackouts({ from: '2026-12-19', to: '2026-12-19' })).toEqual([]);
  });

  test('are refused with 61 days, and accepted with 60', () => {
    expect(judgeBlackouts({ from: '2026-11-01', to: '2026-12-31' })).toEqual([
      "'reboots.window.blackouts[0]' must last 1 to 60 days, 'from' and 'to' included, got '61 days'; change 'from' or 'to'; nodes without updates for more than two months are a risk themselves",
    ]);
    expect(judgeBlackouts({ from: '2026-11-01', to: '2026-12-30' })).toEqual([]);
  });

  test('are refused where there are 21, and accepted where there are 20', () => {
    const spans = Array.from({ length: 21 }, (_, index) => {
      const day = `2026-12-${String(index + 1).padStart(2, '0')}`;
      return { from: day, to: day };
    });
    expect(judgeBlackouts(...spans)).toEqual([
      "'reboots.window.blackouts' must hold at most 20 blackouts, got 21; remove those that are over",
    ]);
    expect(judgeBlackouts(...spans.slice(1))).toEqual([]);
  });
});

describe('the room in a window', () => {
  test('is refused where it is shorter than a reboot, and accepted where it is as long', () => {
    expect(judge({ ...RANDOM, rebootMinutes: 31, window: { ...NIGHTS, end: '01:30' } })).toEqual([
      "'reboots.window' must have room for a reboot of 31 minutes, at least 31 minutes, got '30 minutes'; move 'end' to a later time",
    ]);
    expect(judge({ ...RANDOM, rebootMinutes: 30, window: { ...NIGHTS, end: '01:30' } })).toEqual([]);
  });

  test('must hold one minute more where there is a jitter', () => {
    expect(judge({ ...RANDOM, rebootMinutes: 30, jitterSeconds: 1, window: { ...NIGHTS, end: '01:30' } })).toEqual([
      "'reboots.window' must have room for a reboot of 31 minutes, at least 31 minutes, got '30 minutes'; move 'end' to a later time",
    ]);
  });

  test('is refused where the part of a zone is shorter than a reboot, and accepted where it is as long', () => {
    expect(judge({ ...STAGGERED, rebootMinutes: 10, window: { ...NIGHTS, end: '01:29' } })).toEqual([
      "'reboots.window' must have room for a reboot of 10 minutes in each of 3 zones, at least 30 minutes, got '29 minutes'; move 'end' to a later time",
    ]);
    expect(judge({ ...STAGGERED, rebootMinutes: 10, window: { ...NIGHTS, end: '01:30' } })).toEqual([]);
  });
});

describe('a number of a schedule:', () => {
  test.each([
    ['rebootMinutes', 0, 1, 'a whole number of 1 to 60 minutes, got 0; raise it'],
    ['rebootMinutes', 61, 60, 'a whole number of 1 to 60 minutes, got 61; lower it'],
    ['rebootMinutes', 2.5, 2, 'a whole number of 1 to 60 minutes, got 2.5; round it'],
    ['maxNodesDown', 0, 6, 'a whole number of 1 to 100 nodes, got 0; raise it'],
    ['maxNodesDown', 101, 100, 'a whole number of 1 to 100 nodes, got 101; lower it'],
    ['jitterSeconds', -1, 0, 'a whole number of 0 to 59 seconds, got -1; raise it'],
    ['jitterSeconds', 60, 59, 'a whole number of 0 to 59 seconds, got 60; lower it'],
  ])('%s is refused with %d, and accepted with %d', (member, refused, taken, rule) => {
    expect(judge({ ...RANDOM, [member]: refused })).toEqual([`'reboots.${member}' must be ${rule}`]);
    if (member !== 'rebootMinutes' || taken > 1) expect(judge({ ...RANDOM, [member]: taken })).toEqual([]);
  });
});
