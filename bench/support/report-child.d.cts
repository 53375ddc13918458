/** Runs `work` once and prints its processor time and the largest resident set of the process, as the last line. */
export declare function report(work: () => void): void;
