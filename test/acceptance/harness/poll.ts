import { setTimeout as sleep } from 'node:timers/promises';

/** How long and how often to ask. */
export interface PollOptions {
  readonly seconds: number;
  /** @default 200 */
  readonly everyMillis?: number;
  /**
   * Describes the last state, for the message of the error.
   * @default - nothing
   */
  readonly describe?: () => string;
}

/**
 * Asks repeatedly until there is an answer.
 *
 * @param what is awaited, for the message: `nodes to become Ready`.
 * @param ask returns undefined as long as there is no answer.
 * @throws Error when the time is over.
 */
export async function pollUntil<T>(what: string, ask: () => Promise<T | undefined>, options: PollOptions): Promise<T> {
  const deadline = Date.now() + options.seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) {
      throw new Error(`waited ${options.seconds} s for ${what}${options.describe ? `; ${options.describe()}` : ''}`);
    }
    await sleep(options.everyMillis ?? 200);
  }
}

/** Calls a function for every item, with a limited number of items at a time. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}
