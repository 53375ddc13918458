/** An alert as people receive it. */
export interface FiringAlert {
  /** All labels except the alert's name. */
  readonly labels: Readonly<Record<string, string>>;
  /** Value that replaces a percentage in the text: `80%`. @default - the text contains none */
  readonly percentage?: string;
  /** Value that stands in the text as it is: `2`. @default - the text contains none */
  readonly value?: string;
}

/** A sequence of events, and the alerts of one name that must fire in it. */
export interface AlertCase {
  readonly name: string;
  readonly alert: string;
  /** Samples, one per minute from 0, in the notation of promtool: `1x3` is four times 1, `0+5x2` is 0 5 10. */
  readonly series: Readonly<Record<string, string>>;
  readonly moments: readonly { readonly at: string; readonly fires: readonly FiringAlert[] }[];
}

/** A cluster from which alerts come. */
export interface AlertOrigin {
  readonly environment: string;
  readonly cluster: string;
}

/** Whether an alert has all these labels, which include those of its rule. */
export function carries({ labels }: FiringAlert, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}
