/** Counts of a load: what was answered, and failures by their cause. */
export class Tally {
  answered = 0;
  private readonly causes = new Map<string, number>();

  fail(cause: string): void {
    this.causes.set(cause, (this.causes.get(cause) ?? 0) + 1);
  }

  get failed(): number {
    return [...this.causes.values()].reduce((sum, count) => sum + count, 0);
  }

  get sent(): number {
    return this.answered + this.failed;
  }

  /** Number of failures by cause; empty where nothing failed. */
  get failures(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.causes);
  }
}

/** The code of an error and its text, by which failures are counted. */
export function causeOf(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return [code, message].filter((part) => part !== undefined).join(': ');
}
