import { parseLabelKey, parseLabelValue } from '../../values/label';
import { ownMember } from '../../values/own-member';
import type { Problems } from '../../values/problems';
import type { MonitoringSettings } from './monitoring-fields';

/** Name of a Prometheus label that needs no quotes; names that begin with two underscores are reserved for Prometheus itself. */
const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Labels that differ within one cluster: a rule that asked every series for one value of such a label would miss the others. */
const WITHIN_A_CLUSTER = ['container', 'instance', 'job', 'namespace', 'node', 'pod'];

/** Input of the rules of monitoring. */
export interface MonitoredCluster {
  readonly cloud: 'aws' | 'google';
  readonly monitoring: MonitoringSettings;
  /** Labels that Google's managed Prometheus writes on series and adds to every rule of the cluster; empty on AWS. */
  readonly googleScope: Readonly<Record<string, string>>;
}

/** Rules of what evaluates the alerts of a cluster. */
export function judgeMonitoring(cluster: MonitoredCluster, problems: Problems): void {
  const { cloud, monitoring } = cluster;
  const { stack } = monitoring;
  problems.require(
    cloud === 'google' || stack.kind !== 'google-managed',
    'monitoring.stack.kind',
    "be 'operator' on AWS",
    stack.kind,
    "use the operator's stack; only GKE has Google's managed Prometheus",
  );
  if (stack.kind === 'operator') judgeRuleLabels(stack.ruleLabels, problems);
  for (const [name, value] of Object.entries(monitoring.seriesSelector)) judgeSelector({ name, value }, problems);
  if (stack.kind === 'google-managed') judgeScope(cluster, problems);
}

/** Rule labels become labels of a Kubernetes object, and the API server refuses an object with invalid labels. */
function judgeRuleLabels(labels: Readonly<Record<string, string>>, problems: Problems): void {
  for (const [key, value] of Object.entries(labels)) {
    const property = `monitoring.stack.ruleLabels.${key}`;
    problems.capture(property, () => parseLabelKey(key));
    problems.capture(property, () => parseLabelValue(value));
  }
}

function judgeSelector({ name, value }: { readonly name: string; readonly value: string }, problems: Problems): void {
  const property = `monitoring.seriesSelector.${name}`;
  problems.require(
    LABEL_NAME.test(name),
    property,
    'be a label of Prometheus: letters, digits and underscores, not beginning with a digit or with two underscores',
    name,
    'name the label that the scraper writes on every series of the cluster',
  );
  problems.require(
    !WITHIN_A_CLUSTER.includes(name),
    property,
    `be a label that all series of the cluster share, and not ${WITHIN_A_CLUSTER.join(', ')}`,
    name,
    "name a label that tells clusters apart, such as 'cluster'; the rules would miss the series with other values",
  );
  problems.require(
    value !== '',
    property,
    'have a value',
    value,
    "state the value that the series have, or 'seriesSelector: {}' for a Prometheus that holds this cluster alone",
  );
}

/**
 * The operator of managed Prometheus adds its own label matchers to every rule, and refuses an object whose matchers contradict them.
 *
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/v0.17.2/pkg/operator/apis/monitoring/v1/rules_config.go
 */
function judgeScope({ monitoring, googleScope }: MonitoredCluster, problems: Problems): void {
  for (const [name, value] of Object.entries(googleScope)) {
    const stated = ownMember(monitoring.seriesSelector, name);
    problems.require(
      stated === undefined || stated === value,
      `monitoring.seriesSelector.${name}`,
      `be '${value}' with 'google-managed', which limits every rule to its own cluster and refuses another value`,
      stated,
      'leave the label out',
    );
  }
}
