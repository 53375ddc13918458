import type { BlackoutInput, WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import { renderValue } from '../../../lib/values/render-value';
import { COORDINATED, judge, NIGHTS, RANDOM, STAGGERED } from '../reboots/reboot-inputs';

const judgeWindow = (window: Partial<WeekWindowInput>) => judge({ ...RANDOM, window: { ...NIGHTS, ...window } });
const judgeBlackouts = (...blackouts: readonly BlackoutInput[]) => judgeWindow({ blackouts });

describe('days of a window', () => {
  test('refuses none', () => {
    expect(judgeWindow({ days: [] })).toEqual([
      "'reboots.window.days' must name at least one day, got []; name the days on which it begins; without one nothing would ever reboot, and leaving out 'reboots' says so",
    ]);
    expect(judgeWindow({ days: ['sunday'] })).toEqual([]);
  });

  test('refuses one that is named twice', () => {
    expect(judgeWindow({ days: ['monday', 'friday', 'monday'] })).toEqual([
      "'reboots.window.days' must name every day once, got 'monday'; remove or rename one of them",
    ]);
  });

  test('refuses one that no week has, whatever the schedule, and says nothing else', () => {
    const window = { ...NIGHTS, days: ['tusday' as 'tuesday'] };
    for (const schedule of [RANDOM, STAGGERED, COORDINATED]) {
      expect(judge({ ...schedule, window })).toEqual([
        "'reboots.window.days[0]' must be one of 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', got 'tusday'; choose one of them",
      ]);
    }
  });
});

describe('hours of a window', () => {
  test.each(['1:00', '24:00', '01:60', '01:00:00', '0100', '', ' 01:00', '01:00\n'])(
    'refuses %j as a start',
    (start) => {
      expect(judgeWindow({ start })).toEqual([
        `'reboots.window.start' must be hour and minute of a day, got ${renderValue(start)}; write it as '01:00'; '24:00' is '00:00'`,
      ]);
    },
  );

  test('refuses a bad end beside a bad start, each on its own', () => {
    expect(judgeWindow({ start: '1:00', end: 'five' })).toEqual([
      "'reboots.window.start' must be hour and minute of a day, got '1:00'; write it as '01:00'; '24:00' is '00:00'",
      "'reboots.window.end' must be hour and minute of a day, got 'five'; write it as '01:00'; '24:00' is '00:00'",
    ]);
  });

  test.each([
    ['00:00', '00:00'],
    ['23:00', '02:00'],
    ['00:00', '23:59'],
  ])('takes %s to %s', (start, end) => {
    expect(judgeWindow({ start, end })).toEqual([]);
  });
});

describe('the time zone of a window', () => {
  test.each(['+02:00', 'UTC+2', 'CEST', 'CET', 'europe/amsterdam', 'Europe/Amsterdm', 'Etc/GMT-2', 'US/Eastern', ''])(
    'refuses %j',
    (timeZone) => {
      expect(judgeWindow({ timeZone })).toEqual([
        `'reboots.window.timeZone' must be 'UTC', or continent and place of the time zone database, got '${timeZone}'; write it as 'Europe/Amsterdam'; an offset or an abbreviation knows no daylight saving, and nodes may lack other names`,
      ]);
    },
  );

  test.each(['UTC', 'Europe/Amsterdam', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', undefined])(
    'takes %j',
    (timeZone) => {
      expect(judgeWindow(timeZone === undefined ? { timeZone } : { timeZone })).toEqual([]);
    },
  );
});

describe('blackouts', () => {
  test('refuses what is no day', () => {
    expect(judgeBlackouts({ from: '19-12-2026', to: '2027-02-30' })).toEqual([
      "'reboots.window.blackouts[0].from' must be a day, got '19-12-2026'; write it as '2026-12-19'",
      "'reboots.window.blackouts[0].to' must be a day, got '2027-02-30'; write it as '2026-12-19'",
    ]);
  });

  test('refuses one whose end is before its beginning, and takes a single day', () => {
    expect(judgeBlackouts({ from: '2026-12-19', to: '2026-12-18' })).toEqual([
      "'reboots.window.blackouts[0]' must be 1 to 60 days, both ends included, got '0 days'; move an end; nodes that get no updates for longer than two months are a risk of their own",
    ]);
    expect(judgeBlackouts({ from: '2026-12-19', to: '2026-12-19' })).toEqual([]);
  });

  test('refuses 61 days, and takes 60', () => {
    expect(judgeBlackouts({ from: '2026-11-01', to: '2026-12-31' })).toEqual([
      "'reboots.window.blackouts[0]' must be 1 to 60 days, both ends included, got '61 days'; move an end; nodes that get no updates for longer than two months are a risk of their own",
    ]);
    expect(judgeBlackouts({ from: '2026-11-01', to: '2026-12-30' })).toEqual([]);
  });

  test('refuses 21, and takes 20', () => {
    const spans = Array.from({ length: 21 }, (_, index) => {
      const day = `2026-12-${String(index + 1).padStart(2, '0')}`;
      return { from: day, to: day };
    });
    expect(judgeBlackouts(...spans)).toEqual([
      "'reboots.window.blackouts' must name at most 20 spans, got 21; remove past ones",
    ]);
    expect(judgeBlackouts(...spans.slice(1))).toEqual([]);
  });
});

describe('the room in a window', () => {
  test('refuses one shorter than a reboot, and takes one of its length', () => {
    expect(judge({ ...RANDOM, rebootMinutes: 31, window: { ...NIGHTS, end: '01:30' } })).toEqual([
      "'reboots.window' must have room for a reboot of 31 minutes, at least 31 minutes, got '30 minutes'; move the end",
    ]);
    expect(judge({ ...RANDOM, rebootMinutes: 30, window: { ...NIGHTS, end: '01:30' } })).toEqual([]);
  });

  test('counts the minute that a jitter may begin', () => {
    expect(judge({ ...RANDOM, rebootMinutes: 30, jitterSeconds: 1, window: { ...NIGHTS, end: '01:30' } })).toEqual([
      "'reboots.window' must have room for a reboot of 31 minutes, at least 31 minutes, got '30 minutes'; move the end",
    ]);
  });

  test('refuses parts of the zones that are too short for a reboot, and takes just enough', () => {
    expect(judge({ ...STAGGERED, rebootMinutes: 10, window: { ...NIGHTS, end: '01:29' } })).toEqual([
      "'reboots.window' must have room for a reboot of 10 minutes in each of 3 zones, at least 30 minutes, got '29 minutes'; move the end",
    ]);
    expect(judge({ ...STAGGERED, rebootMinutes: 10, window: { ...NIGHTS, end: '01:30' } })).toEqual([]);
  });
});

describe('figures of a schedule', () => {
  test.each([
    ['rebootMinutes', 0, 1, 'a whole number of 1 to 60 minutes, got 0; raise it'],
    ['rebootMinutes', 61, 60, 'a whole number of 1 to 60 minutes, got 61; lower it'],
    ['rebootMinutes', 2.5, 2, 'a whole number of 1 to 60 minutes, got 2.5; round it'],
    ['maxNodesDown', 0, 6, 'a whole number of 1 to 100 nodes, got 0; raise it'],
    ['maxNodesDown', 101, 100, 'a whole number of 1 to 100 nodes, got 101; lower it'],
    ['jitterSeconds', -1, 0, 'a whole number of 0 to 59 seconds, got -1; raise it'],
    ['jitterSeconds', 60, 59, 'a whole number of 0 to 59 seconds, got 60; lower it'],
  ])('%s refuses %d, and takes %d', (member, refused, taken, rule) => {
    expect(judge({ ...RANDOM, [member]: refused })).toEqual([`'reboots.${member}' must be ${rule}`]);
    if (member !== 'rebootMinutes' || taken > 1) expect(judge({ ...RANDOM, [member]: taken })).toEqual([]);
  });
});
