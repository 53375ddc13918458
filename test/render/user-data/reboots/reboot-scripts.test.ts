import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rebootFiles } from '../../../../lib/render/user-data/reboots/reboot-files';
import { rebootFields } from '../../../../lib/specs/reboots/reboot-fields';
import type { RebootScheduleInput } from '../../../../lib/specs/reboots/reboot-input';
import { resolveReboots } from '../../../../lib/specs/reboots/resolve-reboots';
import { WEEKDAYS, type WeekWindowInput } from '../../../../lib/specs/time/week-window-input';
import { awsPoolSpec } from '../../../fixtures/aws-pool-spec';

const ZONES = ['eu-central-1a', 'eu-central-1b'];
const WINDOW: WeekWindowInput = {
  days: ['tuesday', 'sunday'],
  start: '22:00',
  end: '04:00',
  timeZone: 'Europe/Berlin',
};
const BLACKOUT = { ...WINDOW, blackouts: [{ from: '2026-12-19', to: '2027-01-03' }] };
const ID = 'i-0123456789abcdef0';
const folder = mkdtempSync(join(tmpdir(), 'keelson-reboots-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The disk of a node under a schedule, in a folder; scripts see the folder as their root and find the test's programs before the
 * system's.
 */
class Disk {
  readonly root = mkdtempSync(join(folder, 'disk-'));
  private readonly files: Map<string, string>;

  constructor(reboots: RebootScheduleInput) {
    const pool = awsPoolSpec(
      { zones: ZONES },
      { image: { family: 'ubuntu', source: { amiId: 'ami-0123456789abcdef0' } } },
    );
    const configs = rebootFiles({ ...pool, reboots: resolveReboots(rebootFields.resolve(reboots)) });
    this.files = new Map(
      configs.flatMap((config) => config.files.map(({ path, content }) => [path, content] as const)),
    );
    for (const path of ['/etc/systemd/system/x', '/etc/apt/apt.conf.d/x', '/var/run/x', '/etc/x']) this.write(path, '');
    this.write('/var/lib/cloud/data/instance-id', `${ID}\n`);
    for (const program of ['systemctl', 'timedatectl', 'systemd-machine-id-setup']) this.program(program, '');
  }

  get paths(): readonly string[] {
    return [...this.files.keys()];
  }

  content(path: string): string {
    return this.files.get(path) ?? '';
  }

  /** Changes a file that cloud-init wrote. */
  change(path: string, edit: (text: string) => string): void {
    this.files.set(path, edit(this.content(path)));
  }

  write(path: string, text: string): void {
    mkdirSync(join(this.root, dirname(path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  /** Adds a program that records its call and then runs the lines. */
  program(name: string, lines: string): void {
    this.write(`/bin/${name}`, `#!/bin/sh\necho ${name} "$@" >>${this.root}/calls\n${lines}\n`);
    chmodSync(join(this.root, 'bin', name), 0o755);
  }

  /** The calls so far. */
  get calls(): string {
    return this.has('/calls') ? this.read('/calls') : '';
  }

  /** Lets `date` return another time, which is given in UTC. */
  at(moment: string): this {
    const answer = `for word; do case $word in --date=now) set -- "$@" --date="${moment}" ;;`;
    const shifted = ` --date=*minutes) set -- "$@" --date="${moment} \${word#--date=}" ;; esac; done`;
    this.program('date', `${answer}${shifted}\nexec /bin/date "$@"`);
    return this;
  }

  run(script: string, ...args: readonly string[]): string {
    const text = this.content(`/usr/local/libexec/keelson/${script}`).replaceAll(
      /(?<![\w/-])\/(etc|var)\//g,
      `${this.root}/$1/`,
    );
    const env = { PATH: `${this.root}/bin:${process.env['PATH']}` };
    return execFileSync('sh', ['-c', text, script, ...args], { env, encoding: 'utf8', stdio: 'pipe' });
  }
}

function draw(
  reboots: RebootScheduleInput,
  id = ID,
  zone = 'eu-central-1a',
): { readonly day: string; readonly time: string } {
  const disk = new Disk(reboots);
  disk.run('draw-reboot-slot', id, zone);
  const [, day = '', time = ''] =
    /OnCalendar=(\w+) \*-\*-\* (\S+)/.exec(disk.read('/etc/systemd/system/keelson-reboot.timer')) ?? [];
  return { day, time };
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const ids = Array.from({ length: 40 }, (_, index) => `i-${String(index).padStart(17, '0')}`);

describe('the script that draws a slot', () => {
  const random: RebootScheduleInput = { kind: 'random', window: WINDOW, rebootMinutes: 5, jitterSeconds: 30 };

  it('takes the slot from a hash of the instance id, which anybody can reproduce', () => {
    for (const id of ids.slice(0, 10)) {
      let draws = BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 13)}`);
      const take = (choices: number): number => {
        const taken = Number(draws % BigInt(choices));
        draws /= BigInt(choices);
        return taken;
      };
      // Six hours, less five minutes for a reboot and one for the jitter, with both ends included.
      const [window, minute, second] = [take(2), 22 * 60 + take(360 - 6 + 1), take(31)];
      const days = window === 0 ? ['Tue', 'Wed'] : ['Sun', 'Mon'];
      const clock = [Math.floor((minute % 1440) / 60), minute % 60, second].map((part) =>
        String(part).padStart(2, '0'),
      );
      expect(draw(random, id)).toEqual({ day: days[minute < 1440 ? 0 : 1], time: clock.join(':') });
    }
  });

  it('uses the id of the machine when no id is stated, and draws the same slot each time', () => {
    const disk = new Disk(random);
    disk.run('draw-reboot-slot');
    const first = disk.read('/etc/systemd/system/keelson-reboot.timer');
    disk.run('draw-reboot-slot', ID);
    expect(disk.read('/etc/systemd/system/keelson-reboot.timer')).toBe(first);
    expect(first).toContain(' Europe/Berlin\nAccuracySec=1s\nRandomizedDelaySec=0\nPersistent=false\n');
  });

  it('states the time zone by its current name, which every image has', () => {
    const disk = new Disk({ ...random, window: { ...WINDOW, timeZone: 'Asia/Calcutta' } });
    disk.run('draw-reboot-slot');
    expect(disk.read('/etc/systemd/system/keelson-reboot.timer')).toContain(' Asia/Kolkata\n');
    expect(disk.paths.filter((path) => disk.content(path).includes('Calcutta'))).toEqual([]);
  });

  it('gives each zone its part of the window, within which its reboots end', () => {
    const staggered: RebootScheduleInput = { kind: 'staggered', window: WINDOW, rebootMinutes: 5 };
    const minutes = (zone: string) =>
      ids.map((id) => (minuteOf(draw(staggered, id, zone).time) - 22 * 60 + 1440) % 1440);
    expect(Math.max(...minutes('eu-central-1a'))).toBeLessThanOrEqual(180 - 5);
    const later = minutes('eu-central-1b');
    expect([Math.min(...later) >= 180, Math.max(...later) <= 360 - 5]).toEqual([true, true]);
    expect(() => draw(staggered, ID, 'eu-central-1c')).toThrow('no part of the window is for zone eu-central-1c');
  });

  it('switches on the reboots of unattended-upgrades in the stated time zone, and does nothing where that zone cannot be set', () => {
    const window = { days: WEEKDAYS, start: '00:00', end: '00:00', timeZone: 'Europe/Berlin' };
    const armed: RebootScheduleInput = { kind: 'random', window, rebootMinutes: 3, armedBy: 'unattended-upgrades' };
    const disk = new Disk(armed);
    expect(disk.content('/etc/apt/apt.conf.d/60keelson-updates')).toContain('Automatic-Reboot "false";');
    disk.run('draw-reboot-slot');
    expect(disk.calls).toBe('timedatectl set-timezone Europe/Berlin\n');
    expect(disk.read('/etc/apt/apt.conf.d/61keelson-reboot-time')).toMatch(
      /Automatic-Reboot "true";\n.*-Time "\d\d:\d\d";/,
    );
    expect(disk.paths).not.toContain('/etc/systemd/system/keelson-reboot.service');
    const broken = new Disk(armed);
    broken.program('timedatectl', 'exit 1');
    expect(() => broken.run('draw-reboot-slot')).toThrow();
    expect(broken.has('/etc/apt/apt.conf.d/61keelson-reboot-time')).toBe(false);
  });
});

describe('the script that reboots', () => {
  const reboots: RebootScheduleInput = { kind: 'random', window: BLACKOUT, rebootMinutes: 5 };
  const required = (moment: string): Disk => {
    const disk = new Disk(reboots).at(moment);
    disk.write('/var/run/reboot-required', '');
    return disk;
  };

  it('does not reboot a node that requests no reboot', () => {
    const disk = new Disk(reboots).at('2026-12-01 22:30 UTC');
    expect([disk.run('reboot-if-required'), disk.calls.includes('systemctl')]).toEqual([
      'no reboot is required\n',
      false,
    ]);
  });

  it.each([
    ['an ordinary night', '2026-12-15 22:30 UTC', true],
    ['the last night before a blackout, after midnight', '2026-12-19 01:30 UTC', true],
    ['the first evening of a blackout', '2026-12-19 22:30 UTC', false],
    ['the last night of a blackout, after midnight', '2027-01-04 02:00 UTC', false],
    ['the evening after a blackout', '2027-01-04 21:30 UTC', true],
  ])('reboots as expected in %s', (_, moment, goes) => {
    const disk = required(moment);
    disk.run('reboot-if-required');
    expect(disk.calls.includes('systemctl reboot')).toBe(goes);
  });

  // At 02:00 the clock becomes 03:00; the reboot takes five minutes.
  it.each([
    ['would still run when the clocks are put forward', '2027-03-28 00:55 UTC', false],
    ['ends before the clocks are put forward', '2027-03-28 00:54 UTC', true],
    ['begins after the clocks are put forward', '2027-03-28 01:00 UTC', true],
    ['would still run when the clocks are put back', '2026-10-25 00:58 UTC', false],
    ['runs in the hour that occurs twice', '2026-10-25 01:30 UTC', true],
  ])('reboots only where the clock does not change meanwhile: the reboot %s', (_, moment, goes) => {
    const disk = required(moment);
    const said = disk.run('reboot-if-required');
    expect(disk.calls.includes('systemctl reboot')).toBe(goes);
    if (!goes) expect(said).toBe('a reboot is required, but the clocks change before it would be over\n');
  });

  it('reboots in UTC at any hour, because the clock of UTC never changes', () => {
    const disk = new Disk({ kind: 'random', window: { ...WINDOW, timeZone: 'UTC' }, rebootMinutes: 5 });
    expect(disk.content('/usr/local/libexec/keelson/reboot-if-required')).not.toContain('$(date');
  });

  it('does nothing when it cannot determine the day', () => {
    const disk = required('2026-12-15 22:30 UTC');
    disk.program('date', 'exit 1');
    expect(() => disk.run('reboot-if-required')).toThrow();
    expect(disk.calls).not.toContain('systemctl');
  });
});

describe.each(['reboot-if-required', 'draw-reboot-slot', 'show-reboot-required'])(
  'on a node without the data of the time zone, the script %s',
  (script) => {
    it('ends with a message about the zone, and changes nothing', () => {
      const kind = script === 'show-reboot-required' ? 'coordinated' : 'staggered';
      const disk = new Disk({
        kind,
        window: { ...BLACKOUT, start: '01:00', timeZone: 'Europe/Kyiv' },
        rebootMinutes: 5,
      });
      disk.write('/var/run/reboot-required', '');
      const path = `/usr/local/libexec/keelson/${script}`;
      expect(disk.content(path)).toContain('/usr/share/zoneinfo/Europe/Kyiv');
      disk.change(path, (text) => text.replaceAll('/usr/share/zoneinfo/', `${disk.root}/zoneinfo/`));
      expect(() => disk.run(script)).toThrow('does not know the time zone Europe/Kyiv');
      expect(disk.calls).not.toContain('systemctl');
      expect(disk.has('/etc/systemd/system/keelson-reboot.timer')).toBe(false);
      expect(disk.has('/var/run/keelson/reboot-required')).toBe(false);
    });
  },
);

describe('the script that shows the coordinator a request for a reboot', () => {
  const sentinel = '/var/run/keelson/reboot-required';
  const reboots: RebootScheduleInput = {
    kind: 'coordinated',
    window: { ...BLACKOUT, start: '01:00' },
    rebootMinutes: 5,
  };

  it('shows the request, and hides it in a blackout and two minutes before one', () => {
    const disk = new Disk(reboots).at('2026-12-15 00:30 UTC');
    disk.run('show-reboot-required');
    expect(disk.has(sentinel)).toBe(false);
    disk.write('/var/run/reboot-required', '');
    disk.run('show-reboot-required');
    expect(disk.has(sentinel)).toBe(true);
    disk.at('2026-12-18 22:59 UTC').run('show-reboot-required');
    expect(disk.has(sentinel)).toBe(false);
  });
});

describe('the script that gives a machine its own id', () => {
  const start = (): Disk => {
    const disk = new Disk({ kind: 'random', window: WINDOW, rebootMinutes: 5 });
    disk.write('/etc/machine-id', 'old\n');
    return disk;
  };

  it('keeps the id of a fresh image at every boot', () => {
    const disk = start();
    disk.run('own-machine-id');
    disk.run('own-machine-id');
    expect([disk.read('/etc/machine-id'), disk.calls]).toEqual(['old\n', '']);
  });

  it('replaces the id that an image took from another instance', () => {
    const disk = start();
    disk.write('/etc/keelson/machine-id-owner', 'i-0fedcba9876543210\n');
    disk.run('own-machine-id');
    expect([disk.has('/etc/machine-id'), disk.calls]).toEqual([false, 'systemd-machine-id-setup\n']);
    expect(disk.read('/etc/keelson/machine-id-owner')).toBe(`${ID}\n`);
  });
});

it('pools that do not reboot in place get no reboot files', () => {
  expect(new Disk({ kind: 'replace', maxLifetimeDays: 30 }).paths).toEqual([]);
});

it('the file for logind replaces the one of the package, which would shorten the time for shutdowns', () => {
  const disk = new Disk({ kind: 'random', window: WINDOW, rebootMinutes: 5 });
  const path = '/etc/systemd/logind.conf.d/unattended-upgrades-logind-maxdelay.conf';
  expect(disk.content(path)).not.toMatch(/^InhibitDelayMaxSec/m);
  expect(disk.paths).toContain(path);
});
