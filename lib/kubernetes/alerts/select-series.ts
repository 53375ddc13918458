import type { ClusterSpec } from '../../specs/cluster/cluster-spec';

/** What the value of a label must be: this text, any text but one, or one that a whole regular expression matches. */
export type LabelMatch = string | { readonly not: string } | { readonly matches: string };

/** A selector of series of one cluster by the name of a metric and by labels: `up{cluster="paas-main",job="node"}`. */
export type SelectSeries = (metric: string, labels?: Readonly<Record<string, LabelMatch>>) => string;

/**
 * The one maker of selectors for the alerts of a cluster: each begins with the labels that all series of the cluster have.
 *
 * An expression that names a metric without it would speak of every cluster that the Prometheus holds, in the name of this one.
 */
export function seriesOf({ monitoring }: Pick<ClusterSpec, 'monitoring'>): SelectSeries {
  const ofCluster = Object.entries(monitoring.seriesSelector).map(renderMatcher);
  return (metric, labels = {}) => {
    const matchers = [...ofCluster, ...Object.entries(labels).map(renderMatcher)];
    return matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`;
  };
}

/** PromQL reads text in double quotes with the escapes that JSON writes. */
function renderMatcher([label, match]: readonly [string, LabelMatch]): string {
  if (typeof match === 'string') return `${label}=${JSON.stringify(match)}`;
  return 'not' in match ? `${label}!=${JSON.stringify(match.not)}` : `${label}=~${JSON.stringify(match.matches)}`;
}
