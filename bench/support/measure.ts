import { spawnSync } from 'node:child_process';

/** Report that a measured child process prints; see report-child.cjs. */
export interface ChildReport {
  readonly milliseconds: number;
  readonly peakMib: number;
}

/** A program that measures the time of its relevant part itself. */
export interface Candidate {
  readonly name: string;
  /** Command line arguments of Node. */
  readonly args: readonly string[];
}

/** Medians of several runs of each candidate, in the given order. The candidates alternate, so that a slow moment affects all of them. */
export function measure(candidates: readonly Candidate[], runs: number): readonly ChildReport[] {
  const reports = candidates.map((): ChildReport[] => []);
  for (let run = 0; run < runs; run += 1) {
    candidates.forEach((candidate, index) => {
      reports[index]?.push(runOnce(candidate));
    });
  }
  return reports.map((each) => ({
    milliseconds: median(each.map((report) => report.milliseconds)),
    peakMib: median(each.map((report) => report.peakMib)),
  }));
}

/** Runs a program once, and returns its report. */
export function runOnce({ name, args }: Candidate): ChildReport {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ended with ${status}\n${stderr}`);
  return JSON.parse(String(stdout.trim().split('\n').at(-1))) as ChildReport;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Slope of the logarithm of time over that of size, by least squares: 1 means linear growth, 2 quadratic. */
export function growthExponent(points: readonly (readonly [size: number, milliseconds: number])[]): number {
  const logs = points.map(([size, milliseconds]) => [Math.log(size), Math.log(milliseconds)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
