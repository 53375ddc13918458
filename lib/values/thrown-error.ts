import { plainCopy } from './plain-copy';
import { renderValue } from './render-value';

/** An error of a part that belongs to the platform's own code, whose message begins with the name of that part. */
export class ThrownError extends Error {
  /**
   * @param part what threw, as the subject of a sentence: `check 'own-rule': 'run'`.
   * @param cause whatever the part threw.
   */
  constructor(part: string, cause: unknown) {
    super(`${part} threw an error: ${messageOf(cause)}`, { cause });
    this.name = 'ThrownError';
  }
}

/** Calls a part that belongs to the platform's own code; an error of the part is thrown on as a {@link ThrownError}. */
export function callPart<T>(part: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new ThrownError(part, error);
  }
}

/** An error without a message is called by its name; anything may be thrown, also what is no error. */
function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return renderValue(plainCopy(cause));
  return cause.message === '' ? cause.name : cause.message;
}
