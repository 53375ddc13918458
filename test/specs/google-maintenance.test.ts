import type { GoogleMaintenanceInput } from '../../lib/specs/cluster-input';
import { utcMaintenance } from '../../lib/specs/google-maintenance';
import type { RebootWindowInput } from '../../lib/specs/reboot-input';
import { isTimeZone, zoneOffsets } from '../../lib/values/time-zone';
import { googleCluster, googleEnvironment, googlePool } from '../fixtures/google-environment';
import { problemsOf } from './problems-of';

const CLUSTER = "environment 'streaming' > cluster 'main': ";

function inUtc(window: Partial<RebootWindowInput>, firstDay = '2026-01-05'): GoogleMaintenanceInput | undefined {
  return utcMaintenance({ window: { days: ['monday'], start: '05:00', end: '12:00', ...window }, firstDay });
}

describe('a maintenance window in local time', () => {
  it('keeps the hours that are in it in summer and in winter', () => {
    expect(inUtc({ days: ['monday', 'thursday'], timeZone: 'Europe/Amsterdam' })).toEqual({
      start: '2026-01-05T04:00:00Z',
      end: '2026-01-05T10:00:00Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH',
    });
  });

  it.each([
    [
      'east, where the day begins before ours',
      { timeZone: 'Asia/Kolkata' },
      '2026-01-11T23:30:00Z',
      '2026-01-12T06:30:00Z',
      'SU',
    ],
    [
      'west, where it ends later',
      { timeZone: 'America/New_York', start: '22:00', end: '04:00' },
      '2026-01-06T03:00:00Z',
      '2026-01-06T08:00:00Z',
      'TU',
    ],
    ['without daylight saving', { timeZone: 'Asia/Tokyo' }, '2026-01-11T20:00:00Z', '2026-01-12T03:00:00Z', 'SU'],
    ['of UTC, the default', {}, '2026-01-05T05:00:00Z', '2026-01-05T12:00:00Z', 'MO'],
  ])('is moved from a place %s', (_, window, start, end, day) => {
    expect(inUtc(window)).toEqual({ start, end, recurrence: `FREQ=WEEKLY;BYDAY=${day}` });
  });

  it('begins on the first of its days from the day that is named, and every day where it names all', () => {
    expect(inUtc({ days: ['saturday'] })?.start).toBe('2026-01-10T05:00:00Z');
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
    expect(inUtc({ days })?.recurrence).toBe('FREQ=DAILY');
  });

  it('holds nodes and new minors back during blackouts, from the earliest midnight to the latest', () => {
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

describe('the rules of maintenance', () => {
  const pools = [googlePool({ reboots: { kind: 'replace' } })];
  const judge = (controlPlane: NonNullable<Parameters<typeof googleCluster>[0]>['controlPlane']) =>
    problemsOf(googleEnvironment({ clusters: [googleCluster({ pools, workloads: [], controlPlane })] }));
  const local = (window: Partial<RebootWindowInput>, firstDay = '2026-01-05') =>
    judge({
      maintenance: { window: { days: ['monday', 'tuesday'], start: '01:00', end: '09:00', ...window }, firstDay },
    });

  it('want a window where pools replace their nodes', () => {
    expect(judge({})).toEqual([
      `${CLUSTER}'controlPlane.maintenance' must be stated where pools replace their nodes (core), got nothing; state the window; without one GKE upgrades whenever it chooses`,
    ]);
    expect(local({})).toEqual([]);
  });

  it('judge what is left in UTC: too few hours, and too short a window', () => {
    expect(local({ days: ['monday'] })).toEqual([
      expect.stringContaining(
        "must leave at least 48 hours in any 32 days, got 'FREQ=WEEKLY;BYDAY=MO of 8 h, which leaves 32 h'",
      ),
    ]);
    expect(local({ end: '05:30', timeZone: 'Europe/Amsterdam' })).toEqual([
      expect.stringContaining(
        "'controlPlane.maintenance.end' must be 4 to 24 hours after the start, got '2026-01-05T03:30:00Z (3.5 h)'",
      ),
    ]);
  });

  it('refuse days and zones that are none', () => {
    expect(local({}, '2026-02-30')).toContainEqual(
      expect.stringContaining(
        "'controlPlane.maintenance.firstDay' must be a day, got '2026-02-30'; write it as '2026-01-05'",
      ),
    );
    expect(local({ timeZone: 'CET' })).toContainEqual(
      expect.stringContaining("'controlPlane.maintenance.window.timeZone' must be"),
    );
  });
});

describe('time zones', () => {
  it.each(['UTC', 'Europe/Amsterdam', 'America/Argentina/Buenos_Aires'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['CET', 'EST', 'Etc/GMT+3', '+01:00', 'europe/amsterdam', 'Europe/Nowhere', ''])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
    expect(zoneOffsets(name)).toBeUndefined();
  });

  it('knows winter and summer on both halves of the earth', () => {
    expect(zoneOffsets('Europe/Amsterdam')).toEqual({ least: 60, most: 120 });
    expect(zoneOffsets('Australia/Lord_Howe')).toEqual({ least: 630, most: 660 });
    expect(zoneOffsets('Europe/Dublin')).toEqual({ least: 0, most: 60 });
  });
});
