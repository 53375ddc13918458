import type { RebootScheduleInput } from '../../../lib/specs/reboots/reboot-input';
import { COORDINATED, judge, NIGHTS, RANDOM, STAGGERED } from './reboot-inputs';

/** Problems of a schedule that only JavaScript callers can write. */
const judgeLoose = (reboots: object) => judge(reboots as RebootScheduleInput);

const IN_PLACE = 'window, rebootMinutes, updates, amazonLinux, maxNodesDown';

describe('the kind of a schedule', () => {
  test.each(['Random', 'kured', undefined, 3, 'toString'])('is refused where it is %j', (kind) => {
    const shown = kind === undefined ? 'nothing' : JSON.stringify(kind).replaceAll('"', "'");
    expect(judgeLoose({ ...RANDOM, kind })).toEqual([
      `'reboots.kind' must be one of 'random', 'staggered', 'coordinated', 'replace', got ${shown}; choose one of them`,
    ]);
  });

  test('is not read where the schedule is not an object, which is refused', () => {
    expect(judgeLoose([])).toEqual(["'reboots' must be an object, got []; write it in braces"]);
  });
});

describe('members of a schedule', () => {
  test('are refused where they are misspelt', () => {
    expect(judgeLoose({ ...RANDOM, rebootMinute: 5 })).toEqual([
      "'reboots.rebootMinute' must be a known property, got 5; did you mean 'rebootMinutes'?",
    ]);
  });

  test('are refused where they belong to another kind', () => {
    expect(judgeLoose({ ...RANDOM, lockTtlSeconds: 1800 })).toEqual([
      `'reboots.lockTtlSeconds' must be a known property, got 1800; remove it, or correct its spelling; the known properties are ${IN_PLACE}, kind, jitterSeconds, armedBy`,
    ]);
    expect(judgeLoose({ ...STAGGERED, armedBy: 'timer' })).toEqual([
      `'reboots.armedBy' must be a known property, got 'timer'; remove it, or correct its spelling; the known properties are ${IN_PLACE}, kind, jitterSeconds`,
    ]);
    expect(judgeLoose({ ...COORDINATED, jitterSeconds: 3 })).toEqual([
      `'reboots.jitterSeconds' must be a known property, got 3; remove it, or correct its spelling; the known properties are ${IN_PLACE}, kind, concurrency, periodSeconds, drainDelaySeconds, drainTimeoutSeconds, releaseDelaySeconds, lockTtlSeconds, blockedByAlerts, blockingPodSelectors, image`,
    ]);
  });

  test('are refused where a window stands beside replacement by age, which has no window', () => {
    expect(judgeLoose({ kind: 'replace', maxLifetimeDays: 30, window: NIGHTS })).toEqual([
      `'reboots.window' must be a known property, got ${JSON.stringify(NIGHTS)}; remove it, or correct its spelling; the known properties are kind, promotion, maxLifetimeDays`,
    ]);
  });

  test.each([
    [
      'random',
      { ...RANDOM, updates: 'everything' },
      "'reboots.updates' must be one of 'security', 'all', got 'everything'",
    ],
    [
      'random',
      { ...RANDOM, armedBy: 'cron' },
      "'reboots.armedBy' must be one of 'timer', 'unattended-upgrades', got 'cron'",
    ],
  ])('of the kind %s are refused with an unknown word: %j', (_, reboots, problem) => {
    expect(judgeLoose(reboots)).toEqual([`${problem}; choose one of them`]);
  });

  test.each([
    [
      'text for a number',
      { ...RANDOM, rebootMinutes: '5' },
      "'reboots.rebootMinutes' must be a number, got '5'; write it without quotes",
    ],
    [
      'no window',
      { ...RANDOM, window: undefined },
      "'reboots.window' must be an object, got nothing; write it in braces",
    ],
    [
      'no length',
      { ...RANDOM, rebootMinutes: undefined },
      "'reboots.rebootMinutes' must be a number, got nothing; write it without quotes",
    ],
    [
      'days as text',
      { ...RANDOM, window: { ...NIGHTS, days: 'monday' } },
      "'reboots.window.days' must be a list of days or 'every-day', got 'monday'; write the days in square brackets, or 'every-day'",
    ],
    [
      'no start',
      { ...RANDOM, window: { ...NIGHTS, start: undefined } },
      "'reboots.window.start' must be text, got nothing; write it in quotes",
    ],
    [
      'a blackout without an end',
      { ...RANDOM, window: { ...NIGHTS, blackouts: [{ from: '2026-12-19' }] } },
      "'reboots.window.blackouts[0].to' must be text, got nothing; write it in quotes",
    ],
    [
      'a selector for a list',
      { ...COORDINATED, blockingPodSelectors: 'app' },
      "'reboots.blockingPodSelectors' must be a list, got 'app'; write it in square brackets",
    ],
    [
      'alerts without names',
      { ...COORDINATED, blockedByAlerts: { prometheusUrl: 'http://p' } },
      "'reboots.blockedByAlerts.names' must be a list, got nothing; write it in square brackets",
    ],
    [
      'a promotion without a parameter',
      { kind: 'replace', promotion: { window: NIGHTS } },
      "'reboots.promotion.fromParameter' must be text, got nothing; write it in quotes",
    ],
  ])('are refused with %s, and rules do not read the schedule', (_, reboots, problem) => {
    expect(judgeLoose(reboots)).toEqual([problem]);
  });
});
