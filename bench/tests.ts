import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from './support/judgement';
import { ROOT } from './support/paths';

/**
 * Processor seconds of `npm test` for 1 000 assertions at most, so that a suite that grows does not become slower for each of them.
 * Processor time changes far less than time on the wall with what else a machine does. Before the suite was profiled it took 11.8 seconds.
 */
const LIMIT_SECONDS = 9;

/** An input that is judged for longer keeps somebody waiting. */
const SLOWEST_MILLISECONDS = 500;

/** What one test file notes: see count-assertions.cjs. */
interface CountedFile {
  readonly assertions: number;
}

/** What the test of mutated inputs tells of a run. */
interface MutationFigures {
  readonly judged: number;
  readonly slowest: { readonly milliseconds: number };
}

/** Runs `npm test` with its assertions counted, and tells what they take. */
export function benchTests(folder: string): boolean {
  const notes = join(folder, 'tests.jsonl');
  const start = performance.now();
  const stdout = runTests(folder, notes);
  const seconds = (performance.now() - start) / 1000;
  const files = readLines<CountedFile>(notes);
  const processor = childrenSeconds(stdout);
  const thousands = sum(files.map(({ assertions }) => assertions)) / 1000;
  judge({ what: `tests: thousands of assertions, in ${files.length} files`, value: thousands, unit: '' });
  judge({ what: 'tests: on the wall', value: seconds, unit: 's' });
  judge({ what: 'tests: on the wall for 1 000 assertions', value: seconds / thousands, unit: 's' });
  const what = 'tests: processor time for 1 000 assertions';
  return [judge({ what, value: processor / thousands, limit: LIMIT_SECONDS, unit: 's' }), judgeMutations(stdout)].every(
    Boolean,
  );
}

/** The figure in seconds stands here, where the machine is at rest; the test itself compares the slowest input with the median. */
function judgeMutations(stdout: string): boolean {
  const told = [...stdout.matchAll(/^mutations (.*)$/gm)].map(
    ([, json]) => JSON.parse(String(json)) as MutationFigures,
  );
  const what = `tests: slowest of ${sum(told.map(({ judged }) => judged))} mutated inputs`;
  const value = Math.max(...told.map(({ slowest }) => slowest.milliseconds));
  return judge({ what, value, limit: SLOWEST_MILLISECONDS, unit: 'ms' });
}

/** Runs its arguments, and tells what they and all that they started took of the processor. */
const TIMED = '"$0" "$@"; status=$?; times; exit "$status"';

function runTests(folder: string, notes: string): string {
  const config = join(folder, 'jest.counted.config.js');
  const settings = { rootDir: ROOT, setupFilesAfterEnv: [join(ROOT, 'bench/support/count-assertions.cjs')] };
  const base = JSON.stringify(join(ROOT, 'jest.config.js'));
  writeFileSync(config, `module.exports = { ...require(${base}), ...${JSON.stringify(settings)} };\n`);
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const { status, stdout, stderr } = spawnSync('sh', ['-c', TIMED, process.execPath, jest, '--config', config], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: {
      ...process.env,
      KEELSON_BENCH_TESTS: notes,
      KEELSON_MUTATIONS: '20000',
      CI: '1',
    },
  });
  if (status !== 0) throw new Error(`the tests ended with ${status}\n${stderr.slice(-4000)}`);
  return stdout;
}

/** Seconds of all processes below the shell, as its `times` prints them last: `1m2.5s 0m3.25s`. */
function childrenSeconds(stdout: string): number {
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  const parts = [...last.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  if (parts.length !== 2) throw new Error(`times of the shell expected, got ${last}`);
  return sum(parts);
}

function readLines<T>(path: string): readonly T[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as T);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
