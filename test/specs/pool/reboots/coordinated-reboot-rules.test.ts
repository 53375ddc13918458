import type { BlockingAlertsInput, CoordinatedRebootInput } from '../../../../lib/specs/reboots/reboot-input';
import { COORDINATED, EVERY_DAY, judge, judgePools, NIGHTS, ubuntuPool } from '../../reboots/reboot-inputs';

const judgeLock = (parts: Partial<CoordinatedRebootInput>) => judge({ ...COORDINATED, maxNodesDown: 10, ...parts });
const ALERTS: BlockingAlertsInput = { prometheusUrl: 'http://prometheus.monitoring.svc:9090', names: ['EtcdDown'] };
const judgeAlerts = (parts: Partial<BlockingAlertsInput>) => judgeLock({ blockedByAlerts: { ...ALERTS, ...parts } });

describe('a number of the lock:', () => {
  test.each([
    ['concurrency', 0, 1, 'a whole number of 1 to 10, got 0; raise it'],
    ['concurrency', 11, 10, 'a whole number of 1 to 10, got 11; lower it'],
    ['periodSeconds', 29, 30, 'a whole number of 30 to 3600 seconds, got 29; raise it'],
    ['periodSeconds', 3601, 3600, 'a whole number of 30 to 3600 seconds, got 3601; lower it'],
    ['drainDelaySeconds', -1, 0, 'a whole number of 0 to 600 seconds, got -1; raise it'],
    ['drainDelaySeconds', 601, 600, 'a whole number of 0 to 600 seconds, got 601; lower it'],
    ['drainTimeoutSeconds', 0, 60, 'a whole number of 60 to 7200 seconds, got 0; raise it'],
    ['drainTimeoutSeconds', 59, 60, 'a whole number of 60 to 7200 seconds, got 59; raise it'],
    ['drainTimeoutSeconds', 7201, 7200, 'a whole number of 60 to 7200 seconds, got 7201; lower it'],
    ['releaseDelaySeconds', -1, 0, 'a whole number of 0 to 3600 seconds, got -1; raise it'],
    ['releaseDelaySeconds', 3601, 3600, 'a whole number of 0 to 3600 seconds, got 3601; lower it'],
    ['releaseDelaySeconds', 0.5, 1, 'a whole number of 0 to 3600 seconds, got 0.5; round it'],
  ])('%s is refused with %d, and accepted with %d', (member, refused, taken, rule) => {
    // The window is open all week, so that it has room for every length of the sequence.
    const window = { ...NIGHTS, end: NIGHTS.start, days: EVERY_DAY };
    expect(judgeLock({ window, [member]: refused })).toEqual([`'reboots.${member}' must be ${rule}`]);
    expect(judgeLock({ window, [member]: taken })).toEqual([]);
  });

  test('a period that is longer than a reboot is taken where every window has room for it, and refused with the sum where none has', () => {
    const shutdown = { totalSeconds: 30, criticalSeconds: 10 };
    const judgeHour = (end: string, days: CoordinatedRebootInput['window']['days'] = EVERY_DAY) => {
      const window = { ...NIGHTS, start: '00:00', end, days };
      const reboots = { ...COORDINATED, window, maxNodesDown: 10, rebootMinutes: 1, periodSeconds: 3600 };
      return judgePools([ubuntuPool({ reboots, aws: { ...ubuntuPool().aws, gracefulShutdown: shutdown } })]);
    };
    const refused = (room: string) => [
      `'reboots.periodSeconds' must be at most the 60 seconds of a reboot, or leave the windows room for 6 nodes in a week, 1 at once, each after a whole period: 3600 + 810 s, got '3600 s with ${room}'; lower it, or lengthen 'reboots.window'`,
    ];
    expect(judgeHour('06:00')).toEqual([]);
    expect(judgeHour('02:00')).toEqual([]);
    expect(judgeHour('02:00', EVERY_DAY.slice(0, 5))).toEqual(refused('5 windows of 120 minutes, with room for 5'));
    // A node that looks once in an hour may look outside of a window of an hour, every day.
    expect(judgeHour('01:00')).toEqual(refused('7 windows of 60 minutes, with room for 0'));
  });
});

describe('the time to live of the lock', () => {
  test('is refused where it is as long as the sequence, and accepted with a second more', () => {
    const parts = { drainDelaySeconds: 45, drainTimeoutSeconds: 900, releaseDelaySeconds: 120 };
    expect(judgeLock({ ...parts, lockTtlSeconds: 1455 })).toEqual([
      "'reboots.lockTtlSeconds' must be more than a whole reboot under the lock, 1455 s (drain delay 45 + drain 900 + reboot 300 + notice 90 + release 120), got 1455; leave it out; a lock that expires too early leaves its node cordoned and lets another node start",
    ]);
    expect(judgeLock({ ...parts, lockTtlSeconds: 1456 })).toEqual([]);
  });

  test('is refused with 0, which kured reads as no limit', () => {
    expect(judgeLock({ lockTtlSeconds: 0 })).toEqual([
      "'reboots.lockTtlSeconds' must be a whole number of 1 to 604800 seconds, got 0; raise it",
    ]);
  });
});

describe('a selector of pods that hold a reboot back', () => {
  test.each([
    [
      '',
      "be a label selector of the form 'key=value', 'key!=value' or 'key', got ''; write it as 'app=migration', with commas between several",
    ],
    ['app=', undefined],
    ['app in (a)', expect.stringContaining('label key')],
    ['app=a b', expect.stringContaining('label value')],
    [
      'app=a,',
      "be a label selector of the form 'key=value', 'key!=value' or 'key', got 'app=a,'; write it as 'app=migration', with commas between several",
    ],
  ])('is judged by its form: %j', (selector, refused) => {
    const found = judgeLock({ blockingPodSelectors: ['app=migration', selector] });
    if (refused === undefined) expect(found).toEqual([]);
    else if (typeof refused !== 'string') expect(found).toEqual([refused]);
    else expect(found).toEqual([`'reboots.blockingPodSelectors[1]' must ${refused}`]);
  });

  test("is refused with '!=' alone, because some pod of every node would match, and accepted with a label beside it", () => {
    expect(judgeLock({ blockingPodSelectors: ['tier!=test'] })).toEqual([
      "'reboots.blockingPodSelectors[0]' must name at least one label that the pods have, got 'tier!=test'; add one such as 'app=migration'; with '!=' alone some pod on every node would hold the reboot back",
    ]);
    expect(judgeLock({ blockingPodSelectors: ['app,tier!=test'] })).toEqual([]);
  });
});

describe('alerts that hold reboots back', () => {
  test('are accepted with a name and the address of a Prometheus', () => {
    expect(judgeAlerts({})).toEqual([]);
    expect(judgeAlerts({ prometheusUrl: 'https://metrics.example.com/prometheus/' })).toEqual([]);
  });

  test('are refused with a password in the address, and the message does not repeat the password', () => {
    expect(judgeAlerts({ prometheusUrl: 'https://kured:pa/ss@word@prometheus:9090' })).toEqual([
      "'reboots.blockedByAlerts.prometheusUrl' must be the address of a Prometheus, without a password in it, got 'https://***@prometheus:9090'; write it as 'http://prometheus.monitoring.svc:9090'",
    ]);
  });

  test.each(['prometheus:9090', 'ftp://prometheus', 'http://', 'http://prometheus?query=up'])(
    'refuses %j',
    (prometheusUrl) => {
      expect(judgeAlerts({ prometheusUrl })).toEqual([
        `'reboots.blockedByAlerts.prometheusUrl' must be the address of a Prometheus, without a password in it, got '${prometheusUrl}'; write it as 'http://prometheus.monitoring.svc:9090'`,
      ]);
    },
  );

  test('are refused without a name, because every alert would hold reboots back', () => {
    expect(judgeAlerts({ names: [] })).toEqual([
      "'reboots.blockedByAlerts.names' must name at least one alert, got []; name those that should hold reboots back; otherwise every alert would hold them back, pending ones too",
    ]);
  });

  test.each(['NodeRebootOverdue', 'NodeRebootLockHeld', 'NodeCordonedWithoutLock'])(
    'are refused with the alert %s about reboots',
    (name) => {
      expect(judgeAlerts({ names: ['EtcdDown', name] })).toEqual([
        `'reboots.blockedByAlerts.names' must name no alert about reboots, got '${name}'; remove it: an alert about reboots would hold back the reboot that ends the alert`,
      ]);
    },
  );

  test.each(['.*', 'Etcd.+', 'A|B', '^A$', ''])('are refused with the pattern %j', (name) => {
    expect(judgeAlerts({ names: [name] })).toEqual([
      `'reboots.blockedByAlerts.names' must hold names of alerts, got '${name}'; write the whole name, not a pattern`,
    ]);
  });
});

describe('the image of kured', () => {
  test.each(['registry.example.com/kured', 'registry.example.com/kured:latest'])('refuses %s', (image) => {
    expect(judgeLock({ image })).toEqual([
      `'reboots.image' must name a version, got '${image}'; add the tag of a version, or a digest; a moving tag would change the program that may reboot every node`,
    ]);
  });

  test('refuses another minor, because its flags differ', () => {
    expect(judgeLock({ image: 'registry.example.com/kured:1.17.1' })).toEqual([
      "'reboots.image' must be a version of kured 1.23, got 'registry.example.com/kured:1.17.1'; use 1.23.0: the flags are those of 1.23, and kured exits at start when it gets an unknown flag",
    ]);
  });

  test('refuses an invalid reference', () => {
    expect(judgeLock({ image: 'Kured:1.23.0' })).toEqual([
      "'reboots.image' must be an image reference, got 'Kured:1.23.0'; write it as 'registry.example.com/team/app:1.4.2'",
    ]);
  });

  test('accepts a version, and a digest', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    for (const tail of [':1.23.0', `@${digest}`]) {
      expect(judgeLock({ image: `registry.example.com/kured${tail}` })).toEqual([]);
    }
  });
});

describe('a window over midnight', () => {
  test('is refused where it begins on some days only', () => {
    expect(judgeLock({ window: { ...NIGHTS, start: '22:00', end: '02:00' } })).toEqual([
      "'reboots.window' must not pass midnight unless it begins on every day: after midnight kured reads the new weekday, which is not the window's, got 'tuesday, thursday until the day after'; end the window at midnight, begin it after midnight, or name every day",
    ]);
  });

  test('is accepted where it begins every day, and on some days where it ends at midnight', () => {
    expect(judgeLock({ window: { ...NIGHTS, start: '22:00', end: '02:00', days: EVERY_DAY } })).toEqual([]);
    expect(judgeLock({ window: { ...NIGHTS, start: '20:00', end: '00:00' } })).toEqual([]);
  });
});

describe('the nodes that get the lock in a week', () => {
  // Each node holds the lock for 600 + 300 + 150 = 1050 s. With m waiting nodes the wait is 150 / (m + 1) s, so the six nodes start
  // at 21, 1096, 2176, 3264, 4364 and 5489 s, and the last node is done after 6539 s.
  test('are refused where the windows are enough for five of six nodes', () => {
    expect(judgeLock({ window: { ...NIGHTS, days: ['tuesday'], end: '02:30' } })).toEqual([
      "'reboots.window' must be long enough to reboot all 6 nodes in a week, 1 at once and up to 1050 s each, got '1 window of 90 minutes, enough for 5'; use windows of about 109 minutes, more days, a shorter 'drainTimeoutSeconds' or a higher 'concurrency'",
    ]);
  });

  test.each([
    ['the window that the message proposes', { window: { ...NIGHTS, days: ['tuesday'], end: '02:49' } }],
    ['a second day', { window: { ...NIGHTS, end: '02:30' } }],
    ['a shorter drain', { window: { ...NIGHTS, days: ['tuesday'], end: '02:30' }, drainTimeoutSeconds: 300 }],
    ['two at once', { window: { ...NIGHTS, days: ['tuesday'], end: '02:30' }, concurrency: 2 }],
  ] as const)('accepts %s', (_, parts) => {
    expect(judgeLock(parts)).toEqual([]);
  });
});

test('refuses the alert that always fires, and an alert named twice', () => {
  const blockedByAlerts = {
    prometheusUrl: 'http://prometheus.monitoring.svc:9090',
    names: ['Watchdog', 'Slow', 'Slow'],
  };
  expect(judgeLock({ blockedByAlerts })).toEqual([
    "'reboots.blockedByAlerts.names' must name no alert that always fires, got 'Watchdog'; remove it: this alert fires as long as all is well, so no node would ever reboot",
    "'reboots.blockedByAlerts.names' must name every alert once, got 'Slow'; remove or rename one of them",
  ]);
});
