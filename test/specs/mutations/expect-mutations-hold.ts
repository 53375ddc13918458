import { runMutations } from './mutation-run';

/** Mutated inputs of a test run, halved between two files; a longer run is for looking: `KEELSON_MUTATIONS=100000 npx jest mutations`. */
const IN_EVERY_RUN = 20_000;

/**
 * No input may take longer than so many times the median. The median is a third of a millisecond on a machine of 2026, so that the
 * slowest input takes less than half a second; a slow or a busy machine slows both alike, where a bound in seconds would fail there.
 */
const SLOWEST_OF_MEDIAN = 1500;

/** Judges every second seed, from `first` on. */
export function expectMutationsHold(first: 0 | 1): void {
  const asked = process.env['KEELSON_MUTATIONS'];
  const report = runMutations({ first, step: 2, count: Number(asked ?? IN_EVERY_RUN) / 2 });
  if (asked !== undefined) process.stdout.write(`mutations ${JSON.stringify(report)}\n`);
  expect(report.failures).toEqual([]);
  expect(report.accepted).toBeGreaterThan(report.judged / 100);
  expect(report.synthesised).toBeGreaterThan(report.accepted / 100);
  expect(report.slowest.milliseconds / report.medianMilliseconds).toBeLessThan(SLOWEST_OF_MEDIAN);
}
