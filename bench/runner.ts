import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from './support/judgement';
import { growthExponent } from './support/measure';
import { ROOT } from './support/paths';

const WORKER_LIMIT_MIB = 1024;
const EXPONENT_LIMIT = 1.1;

/** Measures `keelson synth` with its worker processes and checks: time by size, and memory of the largest worker. */
export function benchRunner(folder: string, counts: readonly number[]): boolean {
  const runs = counts.map((count) => ({ count, ...runSynth(folder, count) }));
  for (const { count, milliseconds, parentMib, seconds } of runs) {
    judge({ what: `runner: ${count} environments, on the wall`, value: seconds, unit: 's' });
    judge({ what: `runner: ${count} environments, processor time of each`, value: milliseconds / count, unit: 'ms' });
    judge({ what: `runner: ${count} environments, the parent process`, value: parentMib, unit: 'MiB' });
  }
  const workers = runs.map(({ count, workerMib }) => {
    const what = `runner: ${count} environments, the largest worker`;
    return judge({ what, value: workerMib, limit: WORKER_LIMIT_MIB, unit: 'MiB' });
  });
  const points = runs.map(({ count, milliseconds }) => [count, milliseconds] as const);
  const what = `growth exponent of the runner over ${counts.join(', ')} environments`;
  return [...workers, judge({ what, value: growthExponent(points), limit: EXPONENT_LIMIT, unit: '' })].every(Boolean);
}

interface Note {
  readonly script: string;
  readonly peakMib: number;
  readonly milliseconds: number;
}

function runSynth(folder: string, count: number) {
  const out = join(folder, `runner-${count}`);
  const memory = join(folder, `memory-${count}.jsonl`);
  mkdirSync(out, { recursive: true });
  const outputs = ['--terraform-out', join(out, 'cdktf.out'), '--kubernetes-out', join(out, 'dist')];
  const platform = ['--platform', join(ROOT, 'bench/support/platform')];
  const args = ['--import', 'tsx', join(ROOT, 'lib/cli/main.ts'), 'synth', ...platform, ...outputs];
  const preload = `--require ${JSON.stringify(join(ROOT, 'bench/support/note-memory.cjs'))}`;
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: {
      ...process.env,
      KEELSON_BENCH_COUNT: String(count),
      KEELSON_BENCH_MEMORY: memory,
      NODE_OPTIONS: preload,
      CI: '1',
    },
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`the runner ended with ${status}\n${stderr.slice(-2000)}`);
  rmSync(out, { recursive: true });
  return { seconds, ...readNotes(memory) };
}

/** Processor time of all processes, which other programs on the machine hardly change, and the largest memory of each kind. */
function readNotes(path: string) {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const notes = lines.map((line) => JSON.parse(line) as Note);
  const largest = (script: RegExp): number =>
    Math.max(...notes.filter((note) => script.test(note.script)).map((note) => note.peakMib));
  const milliseconds = notes.reduce((sum, note) => sum + note.milliseconds, 0);
  return { milliseconds, workerMib: largest(/worker\.[jt]s$/), parentMib: largest(/main\.[jt]s$/) };
}
