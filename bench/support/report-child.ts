/** What a measured child says of itself, as the last line of its output. */
export interface ChildReport {
  /** Processor time of the measured part: other programs on the machine change it far less than the time on the wall. */
  readonly milliseconds: number;
  /** Largest resident set of the process, in MiB. */
  readonly peakMib: number;
}

/** Runs `work` once and prints how long it took and how large the process grew. */
export function report(work: () => void): void {
  // cdktf takes a stack trace per token: mapping each back to TypeScript would be most of what is measured.
  process.setSourceMapsEnabled(false);
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  const milliseconds = (user + system) / 1000;
  const peakMib = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, peakMib } satisfies ChildReport));
}
