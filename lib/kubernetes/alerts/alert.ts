/** How urgent an alert is: `page` wakes somebody up, `ticket` waits for working hours. */
export type AlertSeverity = 'page' | 'ticket';

/**
 * An alert as its author writes it, before it belongs to a cluster: when it fires, how urgent it is, and what people read.
 *
 * @typeParam Name the names that are allowed, where a list of names is a contract.
 */
export interface Alert<Name extends string = string> {
  /** Name of the alert; two severities of one subject share the name, so that the worse one can silence the other. */
  readonly name: Name;
  /** How urgent the alert is. */
  readonly severity: AlertSeverity;
  /** PromQL expression; every series of its result is an alert. */
  readonly expr: string;
  /** How long the expression must hold before the alert fires, such as `10m`; `0m` fires at once. */
  readonly for: string;
  /** Labels by which routes distinguish the alert, in addition to severity, environment and cluster. */
  readonly labels?: Readonly<Record<string, string>>;
  /** One sentence that says what is wrong, without a final full stop. */
  readonly summary: string;
  /** Meaning of the alert for the cluster. */
  readonly meaning: string;
  /** Places to look at, and the remedy. */
  readonly remedy: string;
}
