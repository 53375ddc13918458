import { type App, Chart } from 'cdk8s';
import { AlertRules } from '../kubernetes/alerts/alert-rules';
import { renderNodeTunerAlerts } from '../kubernetes/node-tuner/node-tuner-alerts';
import type { ClusterSpec } from '../specs/cluster/cluster-spec';

/**
 * Alerts on the NodeTuner, for clusters where a pool needs it and the Prometheus operator runs. In `extensions/`, since the
 * definition of PrometheusRule is the operator's.
 */
export class NodeTunerAlertsChart extends Chart {
  /** @param labels by which the cluster's Prometheus chooses its rules. */
  constructor(scope: App, cluster: ClusterSpec, labels?: Readonly<Record<string, string>>) {
    super(scope, '80-node-tuner-alerts');
    new AlertRules(this, 'NodeTunerAlerts', {
      name: 'node-tuner-alerts',
      groups: renderNodeTunerAlerts(cluster),
      labels,
    });
  }
}
