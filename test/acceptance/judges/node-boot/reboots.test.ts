import type { RebootScheduleInput } from '../../../../lib/specs/reboots/reboot-input';
import type { WeekWindowInput } from '../../../../lib/specs/time/week-window-input';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';
import { RebootNode } from './reboot-node';
import { judgeScript } from './shell-judge';
import { drawnSlots, instanceIds, unevenness } from './slot-spread';
import { judgeUnits } from './unit-judge';

const NIGHTS: WeekWindowInput = {
  days: ['tuesday', 'thursday', 'sunday'],
  start: '22:00',
  end: '05:00',
  timeZone: 'Europe/Amsterdam',
  blackouts: [{ from: '2026-12-19', to: '2027-01-03' }],
};
const EVERY_DAY: WeekWindowInput = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  start: '00:00',
  end: '00:00',
  timeZone: 'Europe/Amsterdam',
};
const SCHEDULES = {
  random: { kind: 'random', window: NIGHTS, rebootMinutes: 5, jitterSeconds: 30, updates: 'all' },
  staggered: { kind: 'staggered', window: NIGHTS, rebootMinutes: 5 },
  armed: { kind: 'random', window: EVERY_DAY, rebootMinutes: 3, armedBy: 'unattended-upgrades' },
  coordinated: { kind: 'coordinated', window: { ...NIGHTS, start: '00:30' }, rebootMinutes: 5 },
} as const satisfies Readonly<Record<string, RebootScheduleInput>>;

const INSTANCE = 'i-0123456789abcdef0';
/** Minutes of seven hours without five for a reboot and one for the jitter, with both ends included. */
const STARTS = 420 - 6 + 1;

describe('apt and unattended-upgrades', () => {
  it.each(['random', 'armed'] as const)('use the settings of the schedule %s, and none of the image', async (name) => {
    const dump = await RebootNode.boot(name, SCHEDULES[name]).aptConfiguration();
    expect(dump).toContain('APT::Periodic::Unattended-Upgrade "1";');
    expect(dump).toContain('APT::Periodic::Update-Package-Lists "1";');
    expect(dump).toContain('Unattended-Upgrade::Automatic-Reboot-WithUsers "true";');
    expect(dump).toContain('Unattended-Upgrade::Allowed-Origins:: "${distro_id}:${distro_codename}-security";');
    expect(dump).not.toMatch(/Evil|origin=Debian/);
  });

  it('call shutdown with the time of the slot, where unattended-upgrades reboots the node', async () => {
    const node = RebootNode.boot('armed', SCHEDULES.armed);
    await node.draw(INSTANCE);
    const time = /Automatic-Reboot-Time "(\d\d:\d\d)"/.exec(
      node.read('/etc/apt/apt.conf.d/61keelson-reboot-time'),
    )?.[1];
    expect((await node.unattendedUpgrade()).calls).toEqual([['/sbin/shutdown', '-r', time]]);
    expect(node.read('/bin/timedatectl.calls')).toBe('set-timezone Europe/Amsterdam\n');
    expect(await node.aptConfiguration()).toContain(`Unattended-Upgrade::Automatic-Reboot-Time "${time}";`);
  });

  it.each(['random', 'staggered', 'coordinated'] as const)(
    'leave the reboot alone under the schedule %s',
    async (name) => {
      const node = RebootNode.boot(name, SCHEDULES[name]);
      if (name !== 'coordinated') await node.draw(INSTANCE);
      expect((await node.unattendedUpgrade()).calls).toEqual([]);
    },
  );

  it('take packages from the archives that the schedule chooses', async () => {
    const security = (await RebootNode.boot('staggered', SCHEDULES.staggered).unattendedUpgrade()).origins;
    expect(security).toEqual([
      'o=Ubuntu,a=noble',
      'o=Ubuntu,a=noble-security',
      'o=UbuntuESMApps,a=noble-apps-security',
      'o=UbuntuESM,a=noble-infra-security',
    ]);
    const all = (await RebootNode.boot('random', SCHEDULES.random).unattendedUpgrade()).origins;
    expect(all).toEqual([...security, 'o=Ubuntu,a=noble-updates']);
  });

  it('would reboot at the hour of the update without our configuration', async () => {
    const node = RebootNode.boot('random', SCHEDULES.random);
    node.write('/etc/apt/apt.conf.d/60keelson-updates', '');
    expect((await node.unattendedUpgrade()).calls).toEqual([['/sbin/shutdown', '-r', 'now']]);
  });
});

describe('systemd', () => {
  it.each(['random', 'staggered'] as const)(
    'accepts the timer that a node of %s draws, with its service',
    async (name) => {
      const node = RebootNode.boot(name, SCHEDULES[name]);
      await node.draw(INSTANCE);
      const path = '/etc/systemd/system/keelson-reboot.timer';
      const timer = { path, content: node.read(path), permissions: '0644' };
      expect(await judgeUnits(name, [...node.written, timer])).toEqual([]);
      const broken = { ...timer, content: timer.content.replace('Europe/Amsterdam', 'Europe/Nowhere') };
      expect(await judgeUnits(`${name}-broken`, [...node.written, broken])).not.toEqual([]);
    },
  );

  it('accepts the units that show the coordinator a request for a reboot', async () => {
    expect(await judgeUnits('coordinated', RebootNode.boot('coordinated', SCHEDULES.coordinated).written)).toEqual([]);
  });

  it('keeps every slot in the window, also in nights when clocks change', async () => {
    const nights = { ...SCHEDULES.random, window: { ...NIGHTS, days: ['sunday'], start: '01:00' } } as const;
    const slots = await drawnSlots([toolPath('dash')], RebootNode.boot('clocks', nights), instanceIds(300));
    const risky = slots.filter((slot) => slot.startsWith('Sun 02')).slice(0, 12);
    expect(risky).toHaveLength(12);
    const counts = await Promise.all(risky.map(elapsesOfYear));
    // One of 52 Sundays lacks such an hour, and the Sunday that has the hour twice counts once.
    expect(new Set(counts)).toEqual(new Set([51]));
    Session.current().fact('node-boot', 'slots in hours that clocks skip or repeat', risky.length);
  });
});

/** Number of times that a Sunday slot elapses in a year; each time must be on a Sunday and at the slot's own hour. */
async function elapsesOfYear(slot: string): Promise<number> {
  const [day, time] = slot.split(' ');
  const command = [toolPath('systemd-analyze'), 'calendar', '--iterations=60', '--base-time=2027-01-01 00:00:00'];
  const env = { PATH: String(process.env['PATH']), TZ: 'Europe/Amsterdam', LC_ALL: 'C' };
  const outcome = await runProgram([...command, `${day} *-*-* ${time} Europe/Amsterdam`], { env });
  const elapses = [...outcome.stdout.matchAll(/^\s*(?:Next elapse|Iter\. #\d+): (\w{3}) (\S+) (\S+) CES?T$/gm)];
  const ofYear = elapses.filter(([, , date = '']) => date.startsWith('2027'));
  for (const [, weekday, , at] of ofYear) expect([weekday, at]).toEqual([day, time]);
  return ofYear.length;
}

describe('the slots of ten thousand instances', () => {
  const ids = instanceIds(10_000);

  it('are spread evenly over days and minutes, and are the same in every shell', async () => {
    const node = RebootNode.boot('spread', SCHEDULES.random);
    const slots = await drawnSlots([toolPath('dash')], node, ids);
    expect(slots).toHaveLength(ids.length);
    const minutes = slots.map((slot) => slot.slice(0, -3));
    const figures = {
      slots: unevenness(minutes, 3 * STARTS),
      minutes: unevenness(
        minutes.map((minute) => minute.slice(4)),
        STARTS,
      ),
      seconds: unevenness(
        slots.map((slot) => slot.slice(-2)),
        31,
      ),
    };
    for (const value of Object.values(figures)) expect(Math.abs(value)).toBeLessThan(3.09);
    expect(await drawnSlots([toolPath('busybox'), 'sh'], node, ids.slice(0, 500))).toEqual(slots.slice(0, 500));
    for (const [what, value] of Object.entries(figures)) {
      Session.current().fact('node-boot', `unevenness of ${what}, in standard deviations`, Number(value.toFixed(2)));
    }
  });

  it.each([
    ['too few bits', (script: string) => script.replace('cut -c 1-13', 'cut -c 1-2')],
    [
      'a part of the id in place of its hash',
      (script: string) => script.replace('sha256sum | cut -c 1-13', 'cut -c 8-19'),
    ],
  ])('are found to be uneven with %s', async (_, change) => {
    const node = RebootNode.boot('uneven', SCHEDULES.random);
    const slots = await drawnSlots([toolPath('dash')], node, ids.slice(0, 5000), change);
    const minutes = slots.map((slot) => slot.slice(0, -3));
    expect(Math.abs(unevenness(minutes, 3 * STARTS))).toBeGreaterThan(3.09);
  });
});

it.each(Object.keys(SCHEDULES) as (keyof typeof SCHEDULES)[])(
  'shellcheck and shells accept the scripts of %s',
  async (name) => {
    const scripts = RebootNode.boot(name, SCHEDULES[name]).written.filter(({ content }) => content.startsWith('#!'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const { path, content } of scripts) expect(await judgeScript(path, content)).toEqual([]);
  },
);
