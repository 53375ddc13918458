import { SingleBar } from 'cli-progress';

/** Shows the progress of a run: a bar on a terminal, otherwise a plain line for each environment. */
export class SynthProgress {
  private readonly bar: SingleBar | undefined;

  constructor(total: number) {
    if (process.stderr.isTTY !== true || process.env['CI'] !== undefined) return;
    this.bar = new SingleBar({
      format: '{bar} {value}/{total} {environment}',
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
    });
    this.bar.start(total, 0, { environment: '' });
  }

  /** Reports that one environment is finished. */
  step(environment: string, outcome: string): void {
    if (this.bar === undefined) process.stderr.write(`${environment}: ${outcome}\n`);
    else this.bar.increment({ environment });
  }

  /** Clears the bar. */
  stop(): void {
    this.bar?.stop();
  }
}
