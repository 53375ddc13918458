import { ClusterAlerts } from '../../../lib/kubernetes/alerts/cluster-alerts';
import { renderNodeTunerAlerts } from '../../../lib/kubernetes/node-tuner/node-tuner-alerts';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { MonitoringSettings } from '../../../lib/specs/observability/monitoring-fields';
import { synthesizeConstruct } from '../../fixtures/synthesize-construct';
import { tunedGoogleCluster } from '../../fixtures/tuned-cluster';

const OPERATOR = tunedGoogleCluster({ edge: 'keelson.dev/untuned' });
const groups = renderNodeTunerAlerts(OPERATOR);

function objectOf(stack: MonitoringSettings['stack']) {
  const cluster: ClusterSpec = { ...OPERATOR, monitoring: { ...OPERATOR.monitoring, stack } };
  const objects = synthesizeConstruct((chart) => {
    void new ClusterAlerts(chart, 'Alerts', { cluster, name: 'node-tuner-alerts', groups });
  });
  expect(objects).toHaveLength(1);
  return objects[0];
}

describe('the alerts of a cluster', () => {
  it('are an object of the Prometheus operator, without labels unless the cluster states them', () => {
    expect(objectOf({ kind: 'operator', ruleLabels: {} })).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: 'node-tuner-alerts',
        namespace: 'keelson-system',
        annotations: {
          'keelson.dev/requires': 'monitoring.coreos.com/v1 PrometheusRule (prometheus-operator 0.39.0 or newer)',
        },
      },
      spec: { groups },
    });
    expect(objectOf({ kind: 'operator', ruleLabels: { release: 'monitoring' } })).toMatchObject({
      metadata: { labels: { release: 'monitoring' } },
    });
  });

  it("are an object of Google's operator, without a namespace and without the label that the operator adds itself", () => {
    expect(objectOf({ kind: 'google-managed' })).toEqual({
      apiVersion: 'monitoring.googleapis.com/v1',
      kind: 'ClusterRules',
      metadata: {
        name: 'node-tuner-alerts',
        annotations: {
          'keelson.dev/requires':
            "monitoring.googleapis.com/v1 ClusterRules (GKE with Google's managed Prometheus switched on)",
        },
      },
      spec: {
        groups: groups.map(({ name, rules }) => ({
          name,
          interval: '1m',
          rules: rules.map(({ labels: { cluster, ...labels }, ...rule }) => {
            expect(cluster).toBe('streaming-main');
            return { ...rule, labels };
          }),
        })),
      },
    });
  });
});
