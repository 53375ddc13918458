import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dnfUpdates } from '../../../../lib/render/user-data/reboots/dnf-updates';
import { rebootFields } from '../../../../lib/specs/reboots/reboot-fields';
import { rebootsInPlace } from '../../../../lib/specs/reboots/reboot-schedule';
import { resolveReboots } from '../../../../lib/specs/reboots/resolve-reboots';
import { type ProgramOutcome, runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';

// Packages of Amazon Linux 2023 under their real names, in databases that rpm itself writes and reads; dnf's own hint reports
// nothing throughout.

const SHELLS: Readonly<Record<string, () => readonly string[]>> = {
  dash: () => [toolPath('dash')],
  busybox: () => [toolPath('busybox'), 'sh'],
};
const OLD = '6.12.46-66.121.amzn2023';
const NEW = '6.12.53-69.119.amzn2023';
const OF_6_1 = '6.1.158-180.294.amzn2023';
const RUNNING = `${OLD}.x86_64`;

const folder = mkdtempSync(join(Session.current().subfolder('node-boot'), 'kernels-'));
const packages = join(folder, 'packages');

/** The script of a node, with this folder in place of the system's folders. */
function script(): string {
  const amazonLinux = { releasever: '2023.9.20251117', unlockKernel: true } as const;
  const window = { days: ['monday'], start: '01:00', end: '05:00' } as const;
  const reboots = resolveReboots(rebootFields.resolve({ kind: 'random', window, rebootMinutes: 3, amazonLinux }));
  if (!rebootsInPlace(reboots)) throw new Error('the schedule reboots in place');
  const [file] = dnfUpdates(reboots, amazonLinux).files;
  return (file?.content ?? '').replaceAll('/var/run', folder).replaceAll('/proc/stat', join(folder, 'stat'));
}

async function build(name: string, release: string): Promise<string> {
  const [version = '', rest = ''] = release.split('-');
  const path = join(folder, `${name}-${release}.spec`);
  const head = `Name: ${name}\nVersion: ${version}\nRelease: ${rest}\nSummary: a kernel\nLicense: GPLv2\n`;
  writeFileSync(path, `${head}%description\nA kernel.\n%files\n`);
  const defines = { _topdir: folder, _rpmdir: packages, _build_id_links: 'none' };
  const words = Object.entries(defines).flatMap(([key, value]) => ['--define', `${key} ${value}`]);
  await done(await runProgram([toolPath('rpmbuild'), '-bb', '--target=x86_64', ...words, path]));
  return join(packages, 'x86_64', `${name}-${release}.x86_64.rpm`);
}

/** Adds a package to a database, without its files. */
async function install(database: string, name: string, release: string): Promise<void> {
  const path = join(packages, 'x86_64', `${name}-${release}.x86_64.rpm`);
  if (!existsSync(path)) await build(name, release);
  const words = ['--install', '--justdb', '--nodeps', '--ignorearch', '--nosignature', '--oldpackage'];
  await done(await runProgram([toolPath('rpm'), '--dbpath', database, ...words, path]));
}

function done(outcome: ProgramOutcome): void {
  if (outcome.status !== 0) throw new Error(`${outcome.stdout}${outcome.stderr}`);
}

/** Runs the script on a database and returns whether it requests a reboot, on a node that booted this many seconds ago. */
async function judge(shell: readonly string[], database: string, bootedBefore: number): Promise<[boolean, string]> {
  rmSync(join(folder, 'reboot-required'), { force: true });
  writeFileSync(join(folder, 'stat'), `btime ${Math.floor(Date.now() / 1000) - bootedBefore}\n`);
  // The replacements are functions, because busybox prefers its own programs for two of them to those on the path.
  const functions = [
    'dnf() { :; }',
    `uname() { echo ${RUNNING}; }`,
    `rpm() { ${toolPath('rpm')} --dbpath ${database} "$@"; }`,
  ];
  writeFileSync(join(folder, 'update'), `${functions.join('\n')}\n${script()}`);
  const outcome = await runProgram([...shell, join(folder, 'update')]);
  return [existsSync(join(folder, 'reboot-required')), `${outcome.status} ${outcome.stdout}${outcome.stderr}`];
}

async function databaseWith(name: string, ...installed: readonly (readonly [string, string])[]): Promise<string> {
  const database = join(folder, name);
  mkdirSync(database);
  await install(database, 'kernel6.12', OLD);
  // rpm stores times in seconds.
  for (const [packageName, release] of installed) {
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await install(database, packageName, release);
  }
  return database;
}

describe.each(Object.entries(SHELLS))('the check for new kernels under %s', (shell, command) => {
  const database = (name: string, ...installed: readonly (readonly [string, string])[]) =>
    databaseWith(`${shell}-${name}`, ...installed);

  it('requests no reboot while the newest kernel runs', async () => {
    expect(await judge(command(), await database('same'), 600)).toEqual([false, '0 no reboot is required\n']);
  });

  it('requests a reboot once a newer kernel is installed, whatever the name of its package', async () => {
    const newer = await database('newer', ['kernel6.12', NEW]);
    expect(await judge(command(), newer, 600)).toEqual([
      true,
      `0 kernel ${NEW}.x86_64 is installed, ${RUNNING} runs\n`,
    ]);
    expect((await judge(command(), await database('stock', ['kernel', OF_6_1]), 600))[0]).toBe(true);
  });

  it('does not count packages whose names only begin like a kernel', async () => {
    const others = await database('others', ['kernel6.12-modules-extra', NEW], ['kernel-headers', NEW]);
    expect((await judge(command(), others, 600))[0]).toBe(false);
  });

  it('requests no second reboot after a boot that did not start the new kernel', async () => {
    const [isDue, said] = await judge(command(), await database('stuck', ['kernel6.12', NEW]), -60);
    expect([isDue, said]).toEqual([false, expect.stringContaining('was installed before this boot')]);
  });

  it('fails on a database without a kernel', async () => {
    const empty = join(folder, `${shell}-empty`);
    mkdirSync(empty);
    await runProgram([toolPath('rpm'), '--dbpath', empty, '--initdb']);
    expect(await judge(command(), empty, 600)).toEqual([false, expect.stringMatching(/^1 rpm names no kernel/)]);
  });
});

afterAll(() =>
  Session.current().fact('node-boot', 'kernels that rpm packed', readdirSync(join(packages, 'x86_64')).length),
);
