/** An alert as it reaches people. */
export interface FiringAlert {
  /** All labels but its name. */
  readonly labels: Readonly<Record<string, string>>;
  /** What stands where the text asks for a share: `80%`. @default - the text asks for none */
  readonly percentage?: string;
}

/** A course of events, and which alerts of one name fire in it. */
export interface AlertCase {
  readonly name: string;
  readonly alert: string;
  /** Samples, one a minute from 0, in the notation of promtool: `1x3` is four times 1, `0+5x2` is 0 5 10. */
  readonly series: Readonly<Record<string, string>>;
  readonly moments: readonly { readonly at: string; readonly fires: readonly FiringAlert[] }[];
}

/** A cluster that alerts come from. */
export interface AlertOrigin {
  readonly environment: string;
  readonly cluster: string;
}

/** Whether an alert has all these labels: those of its rule are among its own. */
export function carries({ labels }: FiringAlert, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}
