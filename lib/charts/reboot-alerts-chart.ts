import { type App, Chart } from 'cdk8s';
import { AlertRules } from '../kubernetes/alerts/alert-rules';
import { renderRebootAlerts } from '../kubernetes/reboot-coordinator/reboot-alerts';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';

/**
 * Alerts on coordinated reboots, for clusters where a pool has them and the Prometheus operator runs. In `extensions/`, since the
 * definition of PrometheusRule is the operator's.
 */
export class RebootAlertsChart extends Chart {
  /** @param labels by which the cluster's Prometheus chooses its rules. */
  constructor(scope: App, cluster: ClusterSpec, labels?: Readonly<Record<string, string>>) {
    super(scope, '80-reboot-alerts');
    new AlertRules(this, 'RebootAlerts', { name: 'reboot-alerts', groups: renderRebootAlerts(cluster), labels });
  }
}
