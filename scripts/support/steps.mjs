import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

// A failed step shows the output of its program, and no stack trace of this script.
process.on('uncaughtException', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});

/**
 * Runs a program and returns its output.
 *
 * @param command program and arguments.
 * @param options `cwd`; `env` adds variables to the caller's; `fails` requires that the program fails.
 * @throws Error with the program's output when the program ends with an unexpected exit code.
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

/** Runs `work` as one step, and prints its name and its time. */
export function step(name, work) {
  const start = performance.now();
  const answer = work();
  console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(7)} s  ${name}`);
  return answer;
}

/** Runs `work` with a temporary folder outside of the repository, so that no file in it finds the repository's node_modules. */
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

/** The caller's environment without npm's variables, which would make a nested npm work on this repository. */
function cleanEnvironment(extra) {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(config_(?!cache|registry|userconfig|proxy|https_proxy|cafile)|lifecycle|package|command|execpath|node)|INIT_CWD|KEELSON_)/i.test(
        name,
      ),
  );
  return { ...Object.fromEntries(inherited), ...extra };
}
