/** How bad a finding is: an error keeps the environment from being written, a warning does not. */
export type Severity = 'error' | 'warning';

/** What a check has to say of one thing. */
export interface Finding {
  /** Id of the check. */
  readonly check: string;
  /** Whether it keeps the environment from being written, unless it is suppressed. */
  readonly severity: Severity;
  /** `cluster 'main' > Deployment 'shop/api'`. */
  readonly subject: string;
  /** What is wrong and what to do about it: lower case, no final period. */
  readonly message: string;
  /**
   * The reason that the object's annotation gives for letting it off.
   * @default - not suppressed
   */
  readonly suppressedBy?: string;
}
