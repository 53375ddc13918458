import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

// A failed step is told by its own output, not by where in this script it was noticed.
process.on('uncaughtException', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});

/**
 * Runs a program and answers what it printed.
 *
 * @param command program and arguments.
 * @param options `cwd`; `env` beside the caller's; `fails`: whether it has to fail instead.
 * @throws Error with the program's own output when it ends otherwise than wanted.
 */
export function run(command, { cwd = ROOT, env = {}, fails = false } = {}) {
  const [program, ...args] = command;
  const result = spawnSync(program, args, { cwd, env: cleanEnvironment(env), encoding: 'utf8', maxBuffer: 2 ** 27 });
  if (result.error !== undefined) throw result.error;
  const output = `${result.stdout}${result.stderr}`;
  if ((result.status !== 0) !== fails) {
    const wanted = fails ? 'should have failed' : `ended with ${result.status ?? result.signal}`;
    throw new Error(`${command.join(' ')} ${wanted}\n${output}`);
  }
  return { stdout: result.stdout, output };
}

/** Runs `work` as one step, printing its name and its time. */
export function step(name, work) {
  const start = performance.now();
  const answer = work();
  console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s  ${name}`);
  return answer;
}

/** Gives `work` a folder outside the repository, whose node_modules nothing in it can reach, and removes it afterwards. */
export function inEmptyFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies files of the repository that git tracks or would track, with their paths, into a folder. */
export function copyTree(folder) {
  const { stdout } = run(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']);
  for (const path of stdout.split('\0').filter((each) => each !== '')) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(ROOT, path), join(folder, path), { force: true });
  }
}

/** The caller's environment without what npm tells its scripts, which would make a nested npm act on this repository. */
function cleanEnvironment(extra) {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(config_(?!cache|registry|userconfig|proxy|https_proxy|cafile)|lifecycle|package|command|execpath|node)|INIT_CWD|KEELSON_)/i.test(
        name,
      ),
  );
  return { ...Object.fromEntries(inherited), ...extra };
}
