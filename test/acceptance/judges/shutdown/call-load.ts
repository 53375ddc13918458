import { setTimeout as sleep } from 'node:timers/promises';
import { causeOf, Tally } from './tally';

/** A client of a protocol with several calls on one connection. */
export interface Caller {
  /** One call from its begin to its end. */
  readonly call: () => Promise<void>;
  readonly close: () => void;
}

/** Calls that each client has under way at a time. */
const CONCURRENT = 5;

/** Load of calls, several at a time on each client's connection; no call is repeated by the load itself. */
export class CallLoad {
  readonly tally = new Tally();
  private isOver = false;
  private readonly loops: readonly Promise<void>[];

  constructor(private readonly callers: readonly Caller[]) {
    this.loops = callers.flatMap((caller) => Array.from({ length: CONCURRENT }, () => this.loop(caller)));
  }

  async stop(): Promise<Tally> {
    this.isOver = true;
    await Promise.all(this.loops);
    for (const caller of this.callers) caller.close();
    return this.tally;
  }

  private async loop({ call }: Caller): Promise<void> {
    while (!this.isOver) {
      try {
        await call();
        this.tally.answered += 1;
      } catch (error) {
        this.tally.fail(causeOf(error));
        await sleep(20);
      }
    }
  }
}
