import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { Alert } from './alert';
import type { AlertRule, RuleGroup } from './alert-rules';

/** Alerts by their subject, in the order in which Prometheus evaluates them. */
export type AlertsBySubject = Readonly<Record<string, readonly Alert[]>>;

/**
 * Renders the alerts on one part of a cluster as groups of rules, one group per subject; a subject without alerts has no group.
 *
 * @param part begins the name of each group: `node-tuner` gives `node-tuner-conntrack` for the subject `conntrack`.
 */
export function renderAlerts(cluster: ClusterSpec, part: string, alerts: AlertsBySubject): readonly RuleGroup[] {
  return Object.entries(alerts)
    .filter(([, ofSubject]) => ofSubject.length > 0)
    .map(([subject, ofSubject]) => {
      return { name: `${part}-${subject}`, rules: ofSubject.map((alert) => renderAlert(cluster, alert)) };
    });
}

/** Renders an alert for Prometheus, with the labels by which routes distinguish the alerts of several clusters. */
export function renderAlert(cluster: ClusterSpec, alert: Alert): AlertRule {
  return {
    alert: alert.name,
    expr: alert.expr,
    for: alert.for,
    labels: {
      severity: alert.severity,
      environment: cluster.environment.name,
      cluster: cluster.physicalName,
      ...alert.labels,
    },
    annotations: { summary: alert.summary, description: `${alert.meaning} ${alert.remedy}` },
  };
}
