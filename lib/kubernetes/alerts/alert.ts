/** Who hears of an alert: `page` wakes somebody up, `ticket` waits for working hours. */
export type AlertSeverity = 'page' | 'ticket';

/**
 * An alert as its author writes it, before it belongs to a cluster: when it fires, who hears of it, and what people read.
 *
 * @typeParam Name names that are allowed, where a list of them is a contract.
 */
export interface Alert<Name extends string = string> {
  /** Name of the alert; two severities of one subject share it, so that the worse can silence the other. */
  readonly name: Name;
  /** Who hears of it. */
  readonly severity: AlertSeverity;
  /** PromQL: every series of its answer is an alert. */
  readonly expr: string;
  /** How long the expression must hold, as `10m`; `0m` alerts at once. */
  readonly for: string;
  /** What routes tell it apart by, beside severity, environment and cluster. */
  readonly labels?: Readonly<Record<string, string>>;
  /** One sentence without its full stop, which says what is wrong. */
  readonly summary: string;
  /** What follows from it for the cluster. */
  readonly meaning: string;
  /** What to look at, and what to do. */
  readonly remedy: string;
}
