import { execFileSync } from 'node:child_process';
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
  return (file?.content ?? '').replaceAll('/var/run', folder);
}

/** Runs the script with a dnf that writes down how it was called and answers the hint with an exit code. */
function run(updates: 'security' | 'all', hint: 0 | 1): { readonly calls: string; readonly isDue: boolean } {
  const calls = join(folder, 'calls');
  rmSync(calls, { force: true });
  rmSync(join(folder, 'reboot-required'), { force: true });
  writeFileSync(join(folder, 'dnf'), `#!/bin/sh\necho "$@" >>${calls}\n[ "$1" != needs-restarting ] || exit ${hint}\n`);
  chmodSync(join(folder, 'dnf'), 0o755);
  execFileSync('sh', ['-c', script(updates)], { env: { PATH: `${folder}:${process.env['PATH']}` } });
  return { calls: readFileSync(calls, 'utf8'), isDue: existsSync(join(folder, 'reboot-required')) };
}

describe('dnfUpdates', () => {
  it('updates to the stated release, past the locks of the image', () => {
    expect(run('security', 0).calls).toBe(
      '--assumeyes --releasever=2023.9.20251117 --disableplugin=versionlock upgrade --security\nneeds-restarting --reboothint\n',
    );
    expect(run('all', 0).calls).toContain('versionlock upgrade\n');
  });

  it('says that a reboot is due when dnf does, in the file that the slot and the coordinator look at', () => {
    expect(run('security', 0).isDue).toBe(false);
    expect(run('security', 1).isDue).toBe(true);
  });
});
