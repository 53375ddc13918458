/** A ratio or a limit that this project promises to keep. */
export interface Judgement {
  readonly what: string;
  readonly value: number;
  /**
   * Largest value that passes.
   * @default - for information only
   */
  readonly limit?: number;
  /**
   * Written after the value.
   * @default - a bare ratio
   */
  readonly unit?: string;
}

/** Prints a judgement as one line and answers whether it holds. */
export function judge({ what, value, limit, unit = 'x' }: Judgement): boolean {
  const holds = limit === undefined || value <= limit;
  const verdict = limit === undefined ? '' : `  at most ${limit}${unit}: ${holds ? 'holds' : 'DOES NOT HOLD'}`;
  console.log(`${value.toFixed(2).padStart(10)}${unit.padEnd(4)} ${what}${verdict}`);
  return holds;
}
