import fc from 'fast-check';
import type { GoogleMaintenanceInput } from '../../../../lib/specs/cluster/google/google-cluster-input';
import { utcMaintenance } from '../../../../lib/specs/cluster/google/google-maintenance';
import { weekWindowFields } from '../../../../lib/specs/time/week-window-fields';
import { WEEKDAYS, type WeekWindowInput } from '../../../../lib/specs/time/week-window-input';
import { zoneOffsets } from '../../../../lib/values/time-zone';
import { googleCluster, googleEnvironment, googlePool } from '../../../fixtures/google-environment';
import { problemsOf } from '../../problems-of';

const CLUSTER = "environment 'streaming' > cluster 'main': ";

function inUtc(window: Partial<WeekWindowInput>, firstDay = '2026-01-05'): GoogleMaintenanceInput | undefined {
  const hours: WeekWindowInput = { days: ['monday'], start: '05:00', end: '12:00', ...window };
  return utcMaintenance({ window: weekWindowFields.resolve(hours), firstDay });
}

describe('a maintenance window in local time', () => {
  it('becomes, in UTC, the hours that are in the window in summer and in winter', () => {
    expect(inUtc({ days: ['monday', 'thursday'], timeZone: 'Europe/Amsterdam' })).toEqual({
      start: '2026-01-05T04:00:00Z',
      end: '2026-01-05T10:00:00Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH',
    });
  });

  it.each([
    [
      'east of UTC, where the day begins earlier',
      { timeZone: 'Asia/Kolkata' },
      '2026-01-11T23:30:00Z',
      '2026-01-12T06:30:00Z',
      'SU',
    ],
    [
      'west of UTC, where the day ends later',
      { timeZone: 'America/New_York', start: '22:00', end: '04:00' },
      '2026-01-06T03:00:00Z',
      '2026-01-06T08:00:00Z',
      'TU',
    ],
    ['zone without daylight saving', { timeZone: 'Asia/Tokyo' }, '2026-01-11T20:00:00Z', '2026-01-12T03:00:00Z', 'SU'],
    ['zone that is not stated, which is UTC', {}, '2026-01-05T05:00:00Z', '2026-01-05T12:00:00Z', 'MO'],
  ])('is converted to UTC from a %s', (_, window, start, end, day) => {
    expect(inUtc(window)).toEqual({ start, end, recurrence: `FREQ=WEEKLY;BYDAY=${day}` });
  });

  it("begins on its first day from 'firstDay' on, and recurs daily where it has all days", () => {
    expect(inUtc({ days: ['saturday'] })?.start).toBe('2026-01-10T05:00:00Z');
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
    expect(inUtc({ days })?.recurrence).toBe('FREQ=DAILY');
  });

  it('has exclusions for its blackouts, from the earliest possible local midnight to the latest', () => {
    const blackouts = [{ from: '2026-12-30', to: '2027-01-01' }];
    expect(inUtc({ timeZone: 'Europe/Amsterdam', blackouts })?.exclusions).toEqual([
      {
        name: 'blackout-2026-12-30',
        start: '2026-12-29T22:00:00Z',
        end: '2027-01-01T23:00:00Z',
        scope: 'NO_MINOR_OR_NODE_UPGRADES',
      },
    ]);
  });
});

describe('the hours in UTC', () => {
  const MONDAY = Date.parse('2026-01-05T00:00:00Z') / 60_000;
  const WEEK = 7 * 1440;
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Amsterdam',
    'Europe/Dublin',
    'America/New_York',
    'America/St_Johns',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Auckland',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  );
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const minutes = fc.integer({ min: 0, max: 1439 });
  const dayNames = fc.subarray([...WEEKDAYS], { minLength: 1, maxLength: 6 });
  const firstDays = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`);
  const RRULE = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

  it('are all in the local window, by the offset of winter and of summer, and as long as both allow', () => {
    fc.assert(
      fc.property(zones, minutes, minutes, dayNames, firstDays, (timeZone, start, end, days, firstDay) => {
        const utc = inUtc({ timeZone, start: clock(start), end: clock(end), days }, firstDay);
        const offsets = zoneOffsets(timeZone);
        if (utc === undefined || offsets === undefined) throw new Error('the window must be readable');
        const [from, to] = [utc.start, utc.end].map((time) => Date.parse(time) / 60_000) as [number, number];
        const length = end > start ? end - start : end - start + 1440;
        expect(to - from).toBe(length - (offsets.most - offsets.least));
        const named = (utc.recurrence.split('BYDAY=')[1] ?? '').split(',').map((day) => RRULE.indexOf(day));
        expect(named).toHaveLength(days.length);
        // The first window begins on one of the recurring days, at most a week after `firstDay`.
        const midnight = Math.floor(from / 1440) * 1440;
        expect(named).toContain(((((midnight - MONDAY) % WEEK) + WEEK) % WEEK) / 1440);
        expect(from).toBeGreaterThanOrEqual(Date.parse(`${firstDay}T00:00:00Z`) / 60_000);
        expect(from).toBeLessThan(Date.parse(`${firstDay}T00:00:00Z`) / 60_000 + WEEK);
        for (const day of named) {
          for (const offset of [offsets.least, offsets.most]) {
            const local = day * 1440 + (from - midnight) + offset;
            const begins = days.map((name) => WEEKDAYS.indexOf(name) * 1440 + start);
            const inside = begins.some((begin) => {
              const after = (((local - begin) % WEEK) + WEEK) % WEEK;
              return after + (to - from) <= length;
            });
            expect(inside).toBe(true);
          }
        }
      }),
    );
  });

  it('have the minutes of a zone whose offset is not a whole hour', () => {
    expect(inUtc({ days: ['sunday'], start: '01:00', end: '09:00', timeZone: 'America/St_Johns' })).toEqual({
      start: '2026-01-11T04:30:00Z',
      end: '2026-01-11T11:30:00Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=SU',
    });
  });

  it('are undefined for an invalid window, time zone or day', () => {
    expect(inUtc({ days: [] })).toBeUndefined();
    expect(inUtc({ end: '24:00' })).toBeUndefined();
    expect(inUtc({ timeZone: 'CET' })).toBeUndefined();
    expect(inUtc({}, '2026-02-30')).toBeUndefined();
    expect(inUtc({ blackouts: [{ from: 'christmas', to: '2026-12-26' }] })).toBeUndefined();
  });
});

describe('the rules of a maintenance window', () => {
  const pools = [googlePool({ reboots: { kind: 'replace' } })];
  const judge = (controlPlane: NonNullable<Parameters<typeof googleCluster>[0]>['controlPlane']) =>
    problemsOf(googleEnvironment({ clusters: [googleCluster({ pools, workloads: [], controlPlane })] }));
  const local = (window: Partial<WeekWindowInput>, firstDay = '2026-01-05') =>
    judge({
      maintenance: { window: { days: ['monday', 'tuesday'], start: '01:00', end: '09:00', ...window }, firstDay },
    });

  it('refuse a cluster without a window where pools replace their nodes', () => {
    expect(judge({})).toEqual([
      `${CLUSTER}'controlPlane.maintenance' must be stated where pools replace their nodes (core), got nothing; state the window; without one GKE replaces nodes at any time`,
    ]);
    expect(local({})).toEqual([]);
  });

  it('refuse a local window that has too few hours, or is too short, in UTC', () => {
    expect(local({ days: ['monday'] })).toEqual([
      expect.stringContaining(
        "must leave at least 48 hours of maintenance in any 32 days, got 'FREQ=WEEKLY;BYDAY=MO of 8 h, which leaves 32 h'",
      ),
    ]);
    expect(local({ end: '05:30', timeZone: 'Europe/Amsterdam' })).toEqual([
      expect.stringContaining(
        "'controlPlane.maintenance.end' must be 4 to 24 hours after the start, got '2026-01-05T03:30:00Z (3.5 h)'",
      ),
    ]);
  });

  it('refuse an invalid day and an invalid time zone', () => {
    expect(local({}, '2026-02-30')).toEqual([
      `${CLUSTER}'controlPlane.maintenance.firstDay' must be a day of the calendar, got '2026-02-30'; write it as '2026-01-05'`,
    ]);
    expect(local({ timeZone: 'CET' })).toEqual([
      `${CLUSTER}'controlPlane.maintenance.window.timeZone' must be 'UTC', or a continent or ocean and a place of the time zone database, got 'CET'; write it as 'Europe/Amsterdam'; offsets and abbreviations do not follow daylight saving, and nodes may lack other names`,
    ]);
  });

  it('report an invalid blackout once, although it becomes an exclusion too', () => {
    expect(local({ blackouts: [{ from: '2026-12-26', to: '2026-12-20' }] })).toEqual([
      `${CLUSTER}'controlPlane.maintenance.window.blackouts[0]' must last 1 to 60 days, 'from' and 'to' included, got '-5 days'; change 'from' or 'to'; nodes without updates for more than two months are a risk themselves`,
    ]);
  });

  it('accept a window of exactly four hours in UTC, and refuse a shorter one', () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday'] as const;
    expect(local({ days, end: '06:00', timeZone: 'Europe/Amsterdam' })).toEqual([]);
    expect(local({ days, end: '05:59', timeZone: 'Europe/Amsterdam' })).toHaveLength(1);
    expect(local({ days, end: '05:00', timeZone: 'Asia/Kolkata' })).toEqual([]);
  });

  it('refuse a window of which daylight saving leaves no hours', () => {
    expect(local({ end: '02:00', timeZone: 'Europe/Amsterdam' })).toEqual([
      `${CLUSTER}'controlPlane.maintenance.end' must be after the start (2026-01-05T00:00:00Z), got '2026-01-05T00:00:00Z'; change 'end'`,
    ]);
  });

  it.each([
    [
      'a member of the other form',
      { recurrence: 'FREQ=DAILY' },
      'recurrence',
      'remove it, or correct its spelling; the known properties are window, firstDay',
    ],
    ['a member that is misspelt', { firstDate: '2026-01-05' }, 'firstDate', "did you mean 'firstDay'?"],
  ])('refuse %s', (_, member, property, remedy) => {
    const window = { days: ['monday', 'tuesday'] as const, start: '01:00', end: '09:00' };
    expect(judge({ maintenance: { window, firstDay: '2026-01-05', ...member } })).toEqual([
      `${CLUSTER}'controlPlane.maintenance.${property}' must be a known property, got '${Object.values(member)[0]}'; ${remedy}`,
    ]);
  });
});

describe('an exclusion that holds a minor back', () => {
  const until = (
    end: string,
    scope: 'NO_MINOR_UPGRADES' | 'NO_MINOR_OR_NODE_UPGRADES' | 'NO_UPGRADES',
    start = '2026-11-10',
  ) => ({
    start: '2026-01-03T02:00:00Z',
    end: '2026-01-03T14:00:00Z',
    recurrence: 'FREQ=WEEKLY;BYDAY=SA,SU',
    exclusions: [{ name: 'season', start: `${start}T00:00:00Z`, end, scope }],
  });
  const problemsWith = (maintenance: ReturnType<typeof until>, releaseChannel: 'REGULAR' | 'EXTENDED' = 'REGULAR') =>
    problemsOf(googleEnvironment({ clusters: [googleCluster({ controlPlane: { maintenance, releaseChannel } })] }));

  it.each(['NO_MINOR_UPGRADES', 'NO_MINOR_OR_NODE_UPGRADES'] as const)(
    '%s is refused if it ends after the support of the minor',
    (scope) => {
      expect(problemsWith(until('2026-12-20T00:00:00Z', scope))).toEqual([
        `${CLUSTER}'controlPlane.maintenance.exclusions[0].end' must be at most 2026-11-30, when support of Kubernetes 1.34 ends (data of 2026-11-01), got '2026-12-20T00:00:00Z'; shorten it, or upgrade by a minor first; GKE upgrades a minor out of support regardless of exclusions`,
      ]);
      expect(problemsWith(until('2026-11-30T00:00:00Z', scope))).toEqual([]);
      expect(problemsWith(until('2026-12-20T00:00:00Z', scope), 'EXTENDED')).toEqual([]);
    },
  );

  it('NO_UPGRADES is accepted after the support of the minor', () => {
    expect(problemsWith(until('2026-12-09T00:00:00Z', 'NO_UPGRADES', '2026-11-25'))).toEqual([]);
  });

  it('is reported by the path of the blackout as which it was written', () => {
    const maintenance = {
      window: {
        days: ['saturday', 'sunday'] as const,
        start: '02:00',
        end: '14:00',
        blackouts: [{ from: '2026-12-19', to: '2027-01-03' }],
      },
      firstDay: '2026-01-03',
    };
    const clusters = [googleCluster({ controlPlane: { maintenance } })];
    expect(problemsOf(googleEnvironment({ clusters }))).toEqual([
      `${CLUSTER}'controlPlane.maintenance.window.blackouts[0].to' must be at most 2026-11-30, when support of Kubernetes 1.34 ends (data of 2026-11-01), got '2027-01-04T00:00:00Z'; shorten it, or upgrade by a minor first; GKE upgrades a minor out of support regardless of exclusions`,
    ]);
  });
});

describe('exclusions with scope NO_UPGRADES', () => {
  const exclusion = (start: string, end: string, scope: 'NO_UPGRADES' | 'NO_MINOR_UPGRADES' = 'NO_UPGRADES') => ({
    name: `from-${start}`,
    start: `${start}T00:00:00Z`,
    end: `${end}T00:00:00Z`,
    scope,
  });
  const problemsWith = (exclusions: readonly ReturnType<typeof exclusion>[], recurrence = 'FREQ=DAILY') => {
    const maintenance = { start: '2026-01-05T00:00:00Z', end: '2026-01-05T06:00:00Z', recurrence, exclusions };
    const controlPlane = { maintenance, releaseChannel: 'EXTENDED' as const };
    return problemsOf(googleEnvironment({ clusters: [googleCluster({ controlPlane })] }));
  };
  const remedy =
    "shorten the exclusions, move them apart, add days to the window, or use 'NO_MINOR_UPGRADES', which GKE does not count";

  it('are refused where one follows the other, and the message has the hours that both leave', () => {
    expect(problemsWith([exclusion('2026-03-01', '2026-03-31'), exclusion('2026-03-31', '2026-04-30')])).toEqual([
      `${CLUSTER}'controlPlane.maintenance.exclusions' must leave at least 48 hours of maintenance in any 32 days, got 'from-2026-03-01, from-2026-03-31 with FREQ=DAILY, which leave 0 h in windows of 4 h or more'; ${remedy}`,
    ]);
  });

  it('are refused where they leave two nights of six hours in 32 days, and accepted where they leave eight', () => {
    expect(problemsWith([exclusion('2026-03-01', '2026-03-31')])).toEqual([
      `${CLUSTER}'controlPlane.maintenance.exclusions' must leave at least 48 hours of maintenance in any 32 days, got 'from-2026-03-01 with FREQ=DAILY, which leave 12 h in windows of 4 h or more'; ${remedy}`,
    ]);
    expect(problemsWith([exclusion('2026-03-01', '2026-03-25')])).toEqual([]);
    expect(problemsWith([exclusion('2026-03-01', '2026-03-26')])).toHaveLength(1);
  });

  it('are judged without the exclusions of other scopes', () => {
    const minors = [exclusion('2026-03-01', '2026-03-31'), exclusion('2026-03-31', '2026-04-30')];
    expect(problemsWith(minors.map((each) => ({ ...each, scope: 'NO_MINOR_UPGRADES' as const })))).toEqual([]);
  });

  it('are refused where there are more than three', () => {
    const days = ['02', '03', '04', '05'].map((month) => exclusion(`2026-${month}-01`, `2026-${month}-03`));
    expect(problemsWith(days.slice(0, 3))).toEqual([]);
    expect(problemsWith(days)).toEqual([
      `${CLUSTER}'controlPlane.maintenance.exclusions' must hold at most 3 exclusions with scope 'NO_UPGRADES', got 4; remove those that are over, or use 'NO_MINOR_OR_NODE_UPGRADES'`,
    ]);
  });
});
