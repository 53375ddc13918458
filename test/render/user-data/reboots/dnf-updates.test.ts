import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dnfUpdates } from '../../../../lib/render/user-data/reboots/dnf-updates';
import { rebootFields } from '../../../../lib/specs/reboots/reboot-fields';
import { rebootsInPlace } from '../../../../lib/specs/reboots/reboot-schedule';
import { resolveReboots } from '../../../../lib/specs/reboots/resolve-reboots';

const folder = mkdtempSync(join(tmpdir(), 'keelson-dnf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const AMAZON_LINUX = { releasever: '2023.9.20251117', unlockKernel: true } as const;

const BOOTED = 1_760_000_000;
const RUNNING = '6.12.46-66.121.amzn2023.x86_64';
const NEWER = '6.12.53-69.119.amzn2023.x86_64';

/** Packages in the order of their installation, with the time in seconds since the boot. */
type Packages = readonly (readonly [seconds: number, name: string, version: string])[];

const ALL_OLD: Packages = [
  [-90_000, 'kernel-headers', NEWER],
  [-80_000, 'kernel6.12', RUNNING],
  [-80_000, 'kernel6.12-modules-extra', RUNNING],
];

function script(updates: 'security' | 'all'): string {
  const reboots = resolveReboots(
    rebootFields.resolve({
      kind: 'random',
      window: { days: ['monday'], start: '01:00', end: '05:00' },
      rebootMinutes: 3,
      updates,
      amazonLinux: AMAZON_LINUX,
    }),
  );
  if (!rebootsInPlace(reboots)) throw new Error('the schedule reboots in place');
  const [file] = dnfUpdates(reboots, AMAZON_LINUX).files;
  return (file?.content ?? '').replaceAll('/var/run', folder).replaceAll('/proc/stat', join(folder, 'stat'));
}

interface Outcome {
  readonly calls: string;
  readonly isDue: boolean;
  readonly status: number | null;
  readonly said: string;
}

/** Runs the script with a dnf that records its calls and answers the hint with an exit code, and with a list of packages. */
function run(updates: 'security' | 'all', hint: 0 | 1, packages: Packages = ALL_OLD): Outcome {
  const calls = join(folder, 'calls');
  rmSync(calls, { force: true });
  rmSync(join(folder, 'reboot-required'), { force: true });
  const list = packages.map(([seconds, name, version]) => `${BOOTED + seconds} ${name} ${version}\n`).join('');
  writeFileSync(join(folder, 'packages'), list);
  writeFileSync(join(folder, 'stat'), `cpu 1 2 3\nbtime ${BOOTED}\n`);
  const programs = {
    dnf: `echo "$@" >>${calls}\n[ "$1" != needs-restarting ] || exit ${hint}`,
    uname: `echo ${RUNNING}`,
    rpm: `cat ${join(folder, 'packages')}`,
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const env = { PATH: `${folder}:${process.env['PATH']}` };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script(updates)], { env, encoding: 'utf8' });
  const isDue = existsSync(join(folder, 'reboot-required'));
  return { calls: readFileSync(calls, 'utf8'), isDue, status, said: `${stdout}${stderr}` };
}

describe('the update script of Amazon Linux', () => {
  it('updates to the stated release, in spite of the version lock of the image', () => {
    expect(run('security', 0).calls).toBe(
      '--assumeyes --releasever=2023.9.20251117 --disableplugin=versionlock upgrade --security\nneeds-restarting --reboothint\n',
    );
    expect(run('all', 0).calls).toContain('versionlock upgrade\n');
  });

  it('requests a reboot when dnf does, in the file that the slot and the coordinator read', () => {
    expect(run('security', 0)).toMatchObject({ isDue: false, status: 0, said: 'no reboot is required\n' });
    expect(run('security', 1)).toMatchObject({ isDue: true, status: 0 });
  });

  it.each(['kernel', 'kernel6.12', 'kernel6.18', 'kernel-core'])(
    'requests a reboot when a package %s was installed after the boot and does not run',
    (name) => {
      const outcome = run('security', 0, [...ALL_OLD, [60, name, NEWER]]);
      expect(outcome).toMatchObject({ isDue: true, status: 0 });
      expect(outcome.said).toContain(`kernel ${NEWER} is installed, ${RUNNING} runs`);
    },
  );

  it.each(['kernel-headers', 'kernel6.12-modules-extra', 'kernel-livepatch-6.12', 'kernel-tools'])(
    'does not count a package %s as a kernel',
    (name) => {
      expect(run('security', 0, [...ALL_OLD, [60, name, NEWER]]).isDue).toBe(false);
    },
  );

  it('requests no reboot that would change nothing', () => {
    const both: Packages = [
      [60, 'kernel6.12', RUNNING],
      [60, 'kernel', '6.1.158-180.294.amzn2023.x86_64'],
    ];
    expect(run('security', 0, both).isDue).toBe(false);
    const notBooted = run('security', 0, [...ALL_OLD, [-60, 'kernel6.12', NEWER]]);
    expect(notBooted).toMatchObject({ isDue: false, status: 0 });
    expect(notBooted.said).toContain('was installed before this boot');
  });

  it('contains no text that begins a Terraform template directive', () => {
    expect(script('security')).not.toContain('%{');
  });

  it('fails where rpm lists no kernel, and keeps the result of dnf', () => {
    expect(run('security', 0, [])).toMatchObject({ isDue: false, status: 1 });
    expect(run('security', 1, [])).toMatchObject({ isDue: true, status: 1 });
  });
});
