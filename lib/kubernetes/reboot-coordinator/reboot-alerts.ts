import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import { type AlertRule, AlertRules, type RuleGroup } from '../alerts/alert-rules';
import { type CoordinatedPool, coordinatedPools } from './reboot-coordinator-names';
import { CORDONED, LOCK_HELD, OVERDUE, type PoolAlert, UNSEEN_KURED, UNSEEN_LABELS } from './render-reboot-alerts';

/** What {@link RebootAlerts} needs. */
export interface RebootAlertsProps {
  /** A cluster with a pool whose reboots are coordinated. */
  readonly cluster: ClusterSpec;
  /**
   * Labels by which the cluster's Prometheus chooses its rules.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Alerts on reboots that do not come, do not end, or leave a node closed. */
export class RebootAlerts extends Construct {
  /** The rules, named `reboot-alerts` in the namespace of the platform. */
  readonly rules: AlertRules;

  constructor(scope: Construct, id: string, { cluster, labels }: RebootAlertsProps) {
    super(scope, id);
    this.rules = new AlertRules(this, 'Rules', {
      name: 'reboot-alerts',
      namespace: PLATFORM_NAMESPACE,
      groups: renderRebootAlerts(cluster),
      ...(labels && { labels }),
    });
  }
}

/**
 * Alerts of a cluster, as plain data; none where no pool's reboots are coordinated. Those of a pool have its schedule's times.
 *
 * They read kured's own metric (port `metrics` of its pods) and kube-state-metrics, which tells of the labels of nodes only with
 * `--metric-labels-allowlist=nodes=[keelson.dev/pool,keelson.dev/rebooting]`. A source that is missing is an alert itself.
 *
 * @see https://kured.dev/docs/configuration/
 * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/developer/cli-arguments.md
 */
export function renderRebootAlerts(cluster: ClusterSpec): readonly RuleGroup[] {
  const pools = coordinatedPools(cluster);
  if (pools.length === 0) return [];
  const groups: Readonly<Record<string, readonly PoolAlert[]>> = {
    overdue: [UNSEEN_KURED, OVERDUE],
    lock: [UNSEEN_LABELS, LOCK_HELD],
    cordon: [CORDONED],
  };
  return Object.entries(groups).map(([subject, alerts]) => {
    const rules = alerts.flatMap((alert) => pools.map((coordinated) => renderRule(cluster, coordinated, alert)));
    return { name: `reboot-${subject}`, rules };
  });
}

function renderRule(cluster: ClusterSpec, coordinated: CoordinatedPool, render: PoolAlert): AlertRule {
  const alert = render(coordinated);
  return {
    alert: alert.name,
    expr: alert.expr,
    for: alert.for,
    labels: {
      severity: alert.severity,
      environment: cluster.environment.name,
      cluster: cluster.physicalName,
      pool: coordinated.pool.name,
      ...alert.labels,
    },
    annotations: { summary: alert.summary, description: `${alert.meaning} ${alert.remedy}` },
  };
}
