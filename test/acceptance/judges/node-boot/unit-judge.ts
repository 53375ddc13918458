import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';

/** Folders in which distributions keep the units of systemd itself. */
const UNIT_FOLDERS = ['/usr/lib/systemd/system', '/lib/systemd/system'];

/**
 * Complaints of systemd about units, in a root with all files of the user data, because systemd also looks for the commands.
 * systemd only warns of unknown keys, therefore any output counts as a complaint.
 */
export async function judgeUnits(
  name: string,
  files: readonly { readonly path: string; readonly content: string; readonly permissions: string }[],
): Promise<readonly string[]> {
  const units = files.filter((file) => /^\/etc\/systemd\/system\/[^/]+\.(service|timer)$/.test(file.path));
  if (units.length === 0) return [];
  const root = mkdtempSync(join(Session.current().subfolder('node-boot'), `${name}-root-`));
  copySystemUnits(root);
  for (const { path, content, permissions } of files) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), content);
    chmodSync(join(root, path), Number.parseInt(permissions, 8));
  }
  const names = units.map((unit) => basename(unit.path));
  const outcome = await runProgram([toolPath('systemd-analyze'), 'verify', '--man=no', `--root=${root}`, ...names]);
  const said = `${outcome.stdout}${outcome.stderr}`.replaceAll(root, '').trim();
  return outcome.status === 0 && said === '' ? [] : [`systemd: ${said}`];
}

function copySystemUnits(root: string): void {
  const folder = UNIT_FOLDERS.find((each) => existsSync(each));
  if (folder === undefined) throw new Error('no units of systemd here; install the package systemd');
  cpSync(folder, join(root, 'usr/lib/systemd/system'), { recursive: true, verbatimSymlinks: true });
}
