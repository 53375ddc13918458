/** Severity of a finding: keelson does not write an environment with an error; a warning is only printed. */
export type Severity = 'error' | 'warning';

/** One violation of a check, as it is reported. */
export interface Finding {
  /** Id of the check. */
  readonly check: string;
  /** An error that is not suppressed keeps the environment from being written. */
  readonly severity: Severity;
  /** The part that violates the check: `cluster 'main' > Deployment 'shop/api'`. */
  readonly subject: string;
  /** Text that states the problem and the remedy: lower case, no final period. */
  readonly message: string;
  /**
   * The reason for which the object's annotation suppresses the finding.
   * @default - the finding is not suppressed
   */
  readonly suppressedBy?: string;
}
