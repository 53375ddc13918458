import type { AlertCase } from './alert-case';

/** Labels that a scraper adds to every series of a cluster. */
export type TargetLabels = Readonly<Record<string, string>>;

/** The same sequences of events on a Prometheus that distinguishes clusters by these labels. */
export function inCluster(cases: readonly AlertCase[], labels: TargetLabels): readonly AlertCase[] {
  return cases.map((each) => ({ ...each, series: labelled(each.series, labels) }));
}

/**
 * The same sequences of events in another cluster of the same Prometheus while nothing happens in ours: no alert of ours may
 * fire.
 *
 * @param quiet series of our cluster, without which the alerts would rightly report missing series.
 */
export function elsewhere(
  cases: readonly AlertCase[],
  labels: TargetLabels,
  quiet: AlertCase['series'],
): readonly AlertCase[] {
  return cases.map((each) => ({
    ...each,
    name: `${each.name}, in another cluster`,
    series: { ...labelled(each.series, labels), ...quiet },
    moments: each.moments.map(({ at }) => ({ at, fires: [] })),
  }));
}

/** The same sequences of events while a Prometheus also holds these series of another cluster: ours must raise the same alerts as alone. */
export function beside(cases: readonly AlertCase[], others: AlertCase['series']): readonly AlertCase[] {
  return cases.map((each) => ({
    ...each,
    name: `${each.name}, beside another cluster`,
    series: { ...each.series, ...others },
  }));
}

/** Series in the notation of promtool with additional labels before their own. */
export function labelled(series: AlertCase['series'], labels: TargetLabels): AlertCase['series'] {
  const written = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return Object.fromEntries(
    Object.entries(series).map(([name, values]) => {
      const [metric = '', own = ''] = name.split(/\{(.*)\}$/);
      return [`${metric}{${[...written, ...(own === '' ? [] : [own])].join(',')}}`, values];
    }),
  );
}
