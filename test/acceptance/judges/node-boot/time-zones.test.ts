import { chmodSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RebootScheduleInput } from '../../../../lib/specs/reboots/reboot-input';
import type { WeekWindowInput } from '../../../../lib/specs/time/week-window-input';
import { LEGACY_TIME_ZONES } from '../../../../lib/values/legacy-time-zones';
import { type ProgramOutcome, runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { RebootNode } from './reboot-node';
import { drawnSlots, instanceIds } from './slot-spread';

const TIMER = '/etc/systemd/system/keelson-reboot.timer';
const REBOOT = '/usr/local/libexec/keelson/reboot-if-required';

describe('an image without the old names of time zones, such as Ubuntu 24.04', () => {
  const zones = join(Session.current().subfolder('node-boot'), 'zoneinfo');
  const window: WeekWindowInput = { days: ['sunday'], start: '01:00', end: '05:00', timeZone: 'Europe/Kiev' };

  beforeAll(() => {
    cpSync('/usr/share/zoneinfo', zones, { recursive: true, verbatimSymlinks: true });
    for (const name of Object.keys(LEGACY_TIME_ZONES)) rmSync(join(zones, name), { force: true });
  });

  /** Runs a program with those zones in place of the system's zones. */
  const onImage = (command: readonly string[]): Promise<ProgramOutcome> => {
    const script = 'mount --bind "$1" /usr/share/zoneinfo && shift && exec "$@"';
    return runProgram(['unshare', '--mount', 'sh', '-c', script, 'sh', zones, ...command]);
  };

  const calendar = (line: string): Promise<ProgramOutcome> =>
    onImage([toolPath('systemd-analyze'), 'calendar', line.replace('OnCalendar=', '')]);

  it('lets systemd accept the timer of a window with an old name, although systemd would refuse the old name itself', async () => {
    const node = RebootNode.boot('old-name', { kind: 'random', window, rebootMinutes: 5 });
    await node.draw('i-0123456789abcdef0');
    const line = /^OnCalendar=.*$/m.exec(node.read(TIMER))?.[0] ?? '';
    expect(line).toMatch(/ Europe\/Kyiv$/);
    expect((await calendar(line)).status).toBe(0);
    expect((await calendar(line.replace('Kyiv', 'Kiev'))).status).not.toBe(0);
  });

  it('has the current name of every old one', async () => {
    const names = [...new Set(Object.values(LEGACY_TIME_ZONES))];
    const checks = names.map((name) => `[ -e /usr/share/zoneinfo/${name} ] || echo ${name}`).join('\n');
    expect((await onImage(['sh', '-c', checks])).stdout).toBe('');
  });

  it('ends a script in a missing zone with a message, whereas the clock alone would use UTC', async () => {
    const node = RebootNode.boot('unknown', { kind: 'random', window, rebootMinutes: 5 });
    const script = join(node.root, REBOOT).replaceAll("'", '');
    node.write(REBOOT, node.read(REBOOT).replaceAll('Europe/Kyiv', 'Europe/Kiev'));
    const outcome = await onImage([toolPath('dash'), script]);
    expect([outcome.status, outcome.stderr]).toEqual([1, expect.stringContaining('time zone Europe/Kiev')]);
    expect((await onImage(['env', 'TZ=Europe/Kiev', 'date', '+%z'])).stdout).toBe('+0000\n');
  });
});

describe('in nights when clocks change', () => {
  // Two parts of two and a half hours: the second begins in the hour that is skipped.
  const window: WeekWindowInput = { days: ['sunday'], start: '00:00', end: '05:00', timeZone: 'Europe/Amsterdam' };
  const MINUTES = 8;
  const staggered: RebootScheduleInput = { kind: 'staggered', window, rebootMinutes: MINUTES };
  const NIGHTS: Readonly<Record<string, string>> = { forward: '2027-03-27 12:00:00', back: '2027-10-30 12:00:00' };

  /** Minutes of that night in UTC at which nodes of a zone are told to reboot. */
  async function reboots(node: RebootNode, zone: string, from: string): Promise<readonly number[]> {
    const slots = await drawnSlots([toolPath('dash')], node, instanceIds(400), (script) => script, zone);
    const near = [...new Set(slots)].filter((slot) => /^Sun 0[123]:/.test(slot));
    const expressions = near.map((slot) => slot.replace(' ', ' *-*-* ')).map((slot) => `${slot} Europe/Amsterdam`);
    const env = { PATH: String(process.env['PATH']), TZ: 'UTC', LC_ALL: 'C' };
    const command = [toolPath('systemd-analyze'), 'calendar', `--base-time=${from} UTC`, ...expressions];
    const { stdout } = await runProgram(command, { env });
    const elapses = [...stdout.matchAll(/Next elapse: \w{3} (\S+ \S+) UTC/g)].map(([, moment = '']) => moment);
    const night = elapses.filter((moment) => Date.parse(`${moment}Z`) - Date.parse(`${from}Z`) < 24 * 3_600_000);
    const told = await Promise.all(night.map(async (moment) => ((await isTold(node, moment)) ? [moment] : [])));
    return told.flat().map((moment) => Date.parse(`${moment.replace(' ', 'T')}Z`) / 60_000);
  }

  /** Whether the node's script tells the node to reboot when it runs at a time in UTC. */
  async function isTold(node: RebootNode, moment: string): Promise<boolean> {
    const script = join(node.root, 'reboot');
    const env = { PATH: `${node.root}/bin:${process.env['PATH']}`, TZ: 'UTC' };
    const { stdout, status, stderr } = await runProgram([toolPath('faketime'), moment, toolPath('dash'), script], {
      env,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout === 'systemctl reboot\n';
  }

  function boot(name: string, change: (script: string) => string = (script) => script): RebootNode {
    const node = RebootNode.boot(name, staggered);
    node.write('/var/run/reboot-required', '');
    node.write('/bin/systemctl', '#!/bin/sh\necho systemctl "$@"\n');
    chmodSync(join(node.root, 'bin/systemctl'), 0o755);
    node.write('/reboot', change(node.read(REBOOT)).replaceAll('/var/run/', `${node.root}/var/run/`));
    return node;
  }

  /** Shortest time in minutes between reboots of the two zones. */
  async function distance(node: RebootNode, night: string): Promise<number> {
    const first = await reboots(node, 'eu-central-1a', NIGHTS[night] ?? '');
    const second = await reboots(node, 'eu-central-1b', NIGHTS[night] ?? '');
    expect([first.length > 20, second.length > 10]).toEqual([true, true]);
    return Math.min(...first.flatMap((one) => second.map((other) => Math.abs(one - other))));
  }

  it.each(Object.keys(NIGHTS))('keep reboots of two zones apart: %s', async (night) => {
    expect(await distance(boot(`night-${night}`), night)).toBeGreaterThanOrEqual(MINUTES);
  });

  it('reboots of two zones would overlap without the check of the clock', async () => {
    const node = boot('touching', (script) => script.replace('jumps=true', 'jumps=false'));
    expect(await distance(node, 'forward')).toBeLessThan(MINUTES);
  });
});
