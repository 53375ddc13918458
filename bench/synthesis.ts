import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type BenchCloud, benchEnvironments, benchName } from './support/environments';
import { judge } from './support/judgement';
import { growthExponent, measure, runOnce } from './support/measure';
import { readOutputs } from './support/outputs';
import { CACHE, child, plainChild } from './support/paths';

const RATIO_LIMIT = 1.15;
const EXPONENT_LIMIT = 1.1;

/** Measures synthesis in one process, compared with the hand-written program and with only serialising and writing. */
export function benchSynthesis(folder: string, counts: readonly number[], runs: number): boolean {
  // With one environment all code runs for the first time; more runs are needed, because each is short and varies more.
  const verdicts = counts.map((count) => benchCount(folder, count, count === 1 ? 3 * runs : runs));
  const points = verdicts.map(({ count, milliseconds }) => [count, milliseconds] as const);
  const holds = verdicts.map((each) => each.holds);
  if (points.length < 2) return holds.every(Boolean);
  const what = `growth exponent of synthesis over ${counts.join(', ')} environments in one process`;
  return [...holds, judge({ what, value: growthExponent(points), limit: EXPONENT_LIMIT, unit: '' })].every(Boolean);
}

/** The same ratio for Google Cloud, at one size. */
export function benchGoogle(folder: string, count: number, runs: number): boolean {
  const { own, hand } = candidates(folder, 'google', count);
  const [keelson, handwritten] = measure([own, hand], runs);
  const value = Number(keelson?.milliseconds) / Number(handwritten?.milliseconds);
  return judge({ what: `GKE: ${count} environments, keelson over hand-written`, value, limit: RATIO_LIMIT });
}

/** Time of the checks, compared with the synthesis of the same number of environments. */
export function benchChecks(count: number, runs: number): void {
  const [checks] = measure([{ name: 'checks', args: child('check', count) }], runs);
  judge({ what: 'model and checks, of an environment', value: Number(checks?.milliseconds) / count, unit: 'ms' });
}

function benchCount(folder: string, count: number, runs: number) {
  const { own, hand, ownFolder } = candidates(folder, 'aws', count);
  const floor = { name: 'serialise', args: child('serialise', ownFolder, join(folder, 'serialised')) };
  const [keelson, handwritten, serialised] = measure([own, hand, floor], runs);
  const milliseconds = Number(keelson?.milliseconds);
  const value = milliseconds / Number(handwritten?.milliseconds);
  const holds = judge({ what: `EKS: ${count} environments, keelson over hand-written`, value, limit: RATIO_LIMIT });
  const what = `EKS: ${count} environments, keelson over serialising and writing the same bytes`;
  judge({ what, value: milliseconds / Number(serialised?.milliseconds) });
  judge({ what: `EKS: ${count} environments, each`, value: milliseconds / count, unit: 'ms' });
  return { count, milliseconds, holds };
}

/** Both programs, after a first run of each has proven that their outputs are the same. */
function candidates(folder: string, cloud: BenchCloud, count: number) {
  const handwritten = join(CACHE, `handwritten-${cloud}.js`);
  const written = spawnSync(process.execPath, child('write-handwritten', cloud, handwritten), { encoding: 'utf8' });
  if (written.status !== 0) throw new Error(`the hand-written program could not be written\n${written.stderr}`);
  const ownFolder = join(folder, `${cloud}-keelson`);
  const handFolder = join(folder, `${cloud}-handwritten`);
  for (const each of [ownFolder, handFolder]) rmSync(each, { recursive: true, force: true });
  const inputs = join(folder, `${cloud}-${count}.json`);
  writeFileSync(inputs, JSON.stringify(benchEnvironments(cloud, count)));
  const own = { name: 'keelson', args: plainChild('synthesise', 'keelson', cloud, inputs, ownFolder, handwritten) };
  const hand = {
    name: 'hand-written',
    args: plainChild('synthesise', 'handwritten', cloud, inputs, handFolder, handwritten),
  };
  runOnce(own);
  runOnce(hand);
  requireEqual(ownFolder, handFolder);
  return { own, hand, ownFolder };
}

/** Compares the first environment value by value, and the others by size, because they differ in the hashes of their names. */
function requireEqual(left: string, right: string): void {
  const [ours, theirs] = [readOutputs(left), readOutputs(right)];
  const wrong = ours.find((file, index) => {
    const other = theirs[index];
    if (other === undefined || other.path !== file.path || other.bytes !== file.bytes) return true;
    return file.path.includes(benchName(0)) && !isDeepStrictEqual(file.content, other.content);
  });
  if (wrong !== undefined || ours.length !== theirs.length || ours.length === 0) {
    throw new Error(`the two programs do not emit the same: ${wrong?.path ?? 'another number of files'}`);
  }
}
