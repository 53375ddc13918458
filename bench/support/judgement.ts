/** A measured ratio or value, with the limit that the project guarantees. */
export interface Judgement {
  readonly what: string;
  readonly value: number;
  /**
   * Largest value that is accepted.
   * @default - no limit; the value is only printed
   */
  readonly limit?: number;
  /**
   * Unit that is printed after the value.
   * @default - no unit, for a ratio
   */
  readonly unit?: string;
}

/** Prints a judgement as one line, and returns whether the value is within its limit. */
export function judge({ what, value, limit, unit = 'x' }: Judgement): boolean {
  const holds = limit === undefined || value <= limit;
  const verdict = limit === undefined ? '' : `  at most ${limit}${unit}: ${holds ? 'holds' : 'DOES NOT HOLD'}`;
  console.log(`${value.toFixed(2).padStart(10)}${unit.padEnd(4)} ${what}${verdict}`);
  return holds;
}
