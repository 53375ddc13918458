import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderKuredFlags } from '../../../lib/kubernetes/reboot-coordinator/kured-flags';
import { coordinatedPools } from '../../../lib/kubernetes/reboot-coordinator/reboot-coordinator-names';
import type { CoordinatedRebootInput } from '../../../lib/specs/reboots/reboot-input';
import { lockSequenceSeconds } from '../../../lib/specs/reboots/resolve-reboots';
import type { WeekWindowInput } from '../../../lib/specs/time/week-window-input';
import { coordinatedCluster } from '../../fixtures/coordinated-cluster';

interface KuredFlags {
  readonly version: string;
  readonly date: string;
  readonly source: string;
  readonly deprecated: readonly string[];
  readonly withoutEffect: readonly string[];
  readonly flags: Readonly<Record<string, string>>;
}

const KURED: KuredFlags = JSON.parse(readFileSync(join(__dirname, 'kured-flags.json'), 'utf8'));

function rebootsOf(overrides: Partial<CoordinatedRebootInput> = {}) {
  const [first] = coordinatedPools(coordinatedCluster(overrides));
  if (first === undefined) throw new Error('no pool is coordinated');
  return first.reboots;
}

function flagsOf(overrides: Partial<CoordinatedRebootInput> = {}): readonly string[] {
  return renderKuredFlags('reboot-coordinator-general', rebootsOf(overrides));
}

/** Values of a flag, one for each occurrence. */
function valuesOf(name: string, overrides: Partial<CoordinatedRebootInput> = {}): readonly string[] {
  const prefix = `--${name}=`;
  return flagsOf(overrides)
    .filter((flag) => flag.startsWith(prefix))
    .map((flag) => flag.slice(prefix.length));
}

const EVERYTHING: Partial<CoordinatedRebootInput> = {
  blockingPodSelectors: ['app=migration', 'tier!=test,critical'],
  blockedByAlerts: { prometheusUrl: 'http://prometheus.monitoring.svc:9090', names: ['KubeAPIDown', 'EtcdSlow'] },
};

/** Form of the values of each of kured's types; durations are those of Go. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  bool: /^(true|false)$/,
  int: /^-?\d+$/,
  duration: /^\d+s$/,
  string: /^\S.*$/,
  stringArray: /^\S+$/,
  stringSlice: /^[^,\s]+(,[^,\s]+)*$/,
  regexp: /^\^\(\?:.+\)\$$/,
};

describe('the flags of kured', () => {
  it('exist in the kured release that runs, and none is deprecated or without effect', () => {
    expect(rebootsOf().image).toContain(`:${KURED.version}`);
    for (const flag of flagsOf(EVERYTHING)) {
      const [, name = '', value = ''] = /^--([a-z-]+)=(.+)$/.exec(flag) ?? [];
      expect([flag, KURED.flags[name]]).toEqual([flag, expect.any(String)]);
      expect(value).toMatch(SHAPES[KURED.flags[name] ?? ''] ?? /^$/);
      expect([...KURED.deprecated, ...KURED.withoutEffect]).not.toContain(name);
    }
  });

  it('leave only those at their default that do not affect when and how nodes go down', () => {
    const given = flagsOf(EVERYTHING).map((flag) => flag.slice(2, flag.indexOf('=')));
    expect(Object.keys(KURED.flags).filter((name) => !given.includes(name))).toEqual([
      'drain-pod-selector',
      'message-template-drain',
      'message-template-reboot',
      'message-template-uncordon',
      'metrics-host',
      // This flag comes from the environment, because only the pod knows its node.
      'node-id',
      'notify-url',
      'prefer-no-schedule-taint',
      'reboot-sentinel-command',
      'reboot-signal',
      'slack-channel',
      'slack-hook-url',
      'slack-username',
    ]);
    expect(given.filter((name, index) => given.indexOf(name) !== index)).toEqual(['blocking-pod-selector']);
  });

  it('name the lock, its duration, and the delay of its release', () => {
    // A second holder is for pools whose workloads can do without two nodes.
    const reboots = rebootsOf({ releaseDelaySeconds: 120, lockTtlSeconds: 3600, periodSeconds: 90 });
    expect(renderKuredFlags('reboot-coordinator-general', { ...reboots, concurrency: 2 })).toEqual(
      expect.arrayContaining([
        '--ds-name=reboot-coordinator-general',
        '--ds-namespace=keelson-system',
        '--lock-annotation=weave.works/kured-node-lock',
        '--lock-ttl=3600s',
        '--lock-release-delay=120s',
        '--concurrency=2',
        '--period=90s',
      ]),
    );
  });

  it('set a lock that lasts longer than the whole sequence, and a period that is no longer than a reboot', () => {
    const [ttl = '', period = ''] = [...valuesOf('lock-ttl'), ...valuesOf('period')];
    expect(Number.parseInt(ttl, 10)).toBe(lockSequenceSeconds(rebootsOf()) + 300);
    expect(Number.parseInt(period, 10)).toBeLessThanOrEqual(300);
  });

  it('limit the time of a drain, uncordon the node afterwards, and never reboot a node that did not drain', () => {
    expect(flagsOf({ drainDelaySeconds: 45, drainTimeoutSeconds: 900 })).toEqual(
      expect.arrayContaining([
        '--drain-delay=45s',
        '--drain-timeout=900s',
        '--drain-grace-period=-1',
        '--skip-wait-for-delete-timeout=900',
        '--reboot-delay=0s',
        '--force-reboot=false',
      ]),
    );
  });

  it('reboot through logind, and look for the sentinel in the mounted folder', () => {
    expect(valuesOf('reboot-method')).toEqual(['command']);
    expect(valuesOf('reboot-command')).toEqual(['/bin/systemctl reboot']);
    expect(valuesOf('reboot-sentinel')).toEqual(['/sentinel/reboot-required']);
  });

  it('label the node before the drain and afterwards with one key, because kured would otherwise warn and keep the label', () => {
    expect(valuesOf('pre-reboot-node-labels')).toEqual(['keelson.dev/rebooting=true']);
    expect(valuesOf('post-reboot-node-labels')).toEqual(['keelson.dev/rebooting=false']);
    expect(valuesOf('annotate-nodes')).toEqual(['false']);
  });
});

describe('the window of kured', () => {
  const of = (window: Partial<WeekWindowInput>) => {
    const overrides = { window: { ...{ days: WEEK, start: '01:00', end: '05:00' }, ...window } };
    return ['reboot-days', 'start-time', 'end-time', 'time-zone'].map((name) => valuesOf(name, overrides)[0]);
  };
  const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  const ALL = 'mon,tue,wed,thu,fri,sat,sun';

  it.each<[string, Partial<WeekWindowInput>, readonly string[]]>([
    [
      "ends one second before that of the schedule, because kured's window includes its end",
      {},
      [ALL, '01:00:00', '04:59:59', 'UTC'],
    ],
    [
      'has the days in the order of the week, and the time zone',
      { days: ['sunday', 'wednesday'], timeZone: 'Europe/Amsterdam' },
      ['wed,sun', '01:00:00', '04:59:59', 'Europe/Amsterdam'],
    ],
    [
      'ends at the end of the day',
      { days: ['saturday'], start: '20:30', end: '00:00' },
      ['sat', '20:30:00', '23:59:59', 'UTC'],
    ],
    ['lasts a whole day', { days: ['sunday'], start: '00:00', end: '00:00' }, ['sun', '00:00:00', '23:59:59', 'UTC']],
    ['passes midnight every day', { start: '23:00', end: '03:00' }, [ALL, '23:00:00', '02:59:59', 'UTC']],
    ['never closes', { start: '03:15', end: '03:15' }, [ALL, '03:15:00', '03:14:59', 'UTC']],
  ])('%s', (_, window, flags) => {
    expect(of(window)).toEqual(flags);
  });
});

describe('the conditions that block a reboot', () => {
  it('are absent where the schedule states none', () => {
    const names = flagsOf().map((flag) => flag.split('=')[0]);
    for (const name of ['prometheus-url', 'alert-filter-regexp', 'alert-firing-only', 'blocking-pod-selector']) {
      expect(names).not.toContain(`--${name}`);
    }
  });

  it('are pods, with one flag per selector, whose commas stay inside the flag', () => {
    expect(valuesOf('blocking-pod-selector', EVERYTHING)).toEqual(['app=migration', 'tier!=test,critical']);
  });

  it('are the stated alerts, matched by their whole name and only while they fire', () => {
    expect(valuesOf('prometheus-url', EVERYTHING)).toEqual(['http://prometheus.monitoring.svc:9090']);
    expect(valuesOf('alert-filter-match-only', EVERYTHING)).toEqual(['true']);
    expect(valuesOf('alert-firing-only', EVERYTHING)).toEqual(['true']);
    const [pattern = ''] = valuesOf('alert-filter-regexp', EVERYTHING);
    expect(pattern).toBe('^(?:KubeAPIDown|EtcdSlow)$');
    const matches = ['KubeAPIDown', 'EtcdSlow', 'EtcdSlowly', 'NotKubeAPIDown', 'NodeRebootOverdue'].map((name) =>
      new RegExp(pattern).test(name),
    );
    expect(matches).toEqual([true, true, false, false, false]);
  });
});

it('the stored list of kured flags states its release and date, and is complete', () => {
  expect(KURED.source).toBe(`https://github.com/kubereboot/kured/blob/${KURED.version}/cmd/kured/main.go`);
  expect(KURED.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(Object.keys(KURED.flags)).toHaveLength(43);
});
