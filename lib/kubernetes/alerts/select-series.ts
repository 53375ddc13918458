import type { ClusterSpec } from '../../specs/cluster/cluster-spec';

/** Required value of a label: this text, any other text than `not`, or a text that the whole regular expression matches. */
export type LabelMatch = string | { readonly not: string } | { readonly matches: string };

/** Renders a selector for series of one cluster from the name of a metric and labels: `up{cluster="paas-main",job="node"}`. */
export type SelectSeries = (metric: string, labels?: Readonly<Record<string, LabelMatch>>) => string;

/**
 * Returns the function that renders all selectors in the alerts of a cluster; each begins with the labels of all series of the
 * cluster.
 *
 * An expression that names a metric without these labels would select the series of every cluster in the Prometheus, and the
 * alert would name this cluster.
 */
export function seriesOf({ monitoring }: Pick<ClusterSpec, 'monitoring'>): SelectSeries {
  const ofCluster = Object.entries(monitoring.seriesSelector).map(renderMatcher);
  return (metric, labels = {}) => {
    const matchers = [...ofCluster, ...Object.entries(labels).map(renderMatcher)];
    return matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`;
  };
}

/** PromQL accepts text in double quotes with the escapes that JSON uses. */
function renderMatcher([label, match]: readonly [string, LabelMatch]): string {
  if (typeof match === 'string') return `${label}=${JSON.stringify(match)}`;
  return 'not' in match ? `${label}!=${JSON.stringify(match.not)}` : `${label}=~${JSON.stringify(match.matches)}`;
}
