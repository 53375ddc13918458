import { parse } from 'yaml';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { renderNodeTunerAlerts } from '../../lib/kubernetes/node-tuner/node-tuner-alerts';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../lib/specs/cluster/cluster-spec';
import type { MonitoringSettings } from '../../lib/specs/observability/monitoring-fields';
import { tunedAwsCluster, tunedGoogleCluster } from '../fixtures/tuned-cluster';

function withStack<C extends AwsClusterSpec | GoogleClusterSpec>(of: C, stack: MonitoringSettings['stack']): C {
  return { ...of, monitoring: { ...of.monitoring, stack } };
}

const cluster = tunedAwsCluster({ edge: 'startup-taint.cluster-autoscaler.kubernetes.io/paas-main-edge' });

it('the alerts of the NodeTuner are in the folder that kubectl apply skips, because their definition belongs to others', () => {
  const [file, ...others] = synthesizeCharts(cluster, [standardChart('80-node-tuner-alerts')]);
  expect(others).toEqual([]);
  expect(file?.path).toBe('extensions/80-node-tuner-alerts.k8s.yaml');
  expect(file?.text).toMatchSnapshot();
});

it('the alerts of the NodeTuner keep templates and expressions unchanged in YAML', () => {
  const [file] = synthesizeCharts(cluster, [standardChart('80-node-tuner-alerts')]);
  expect(parse(file?.text ?? '')).toMatchObject({ spec: { groups: renderNodeTunerAlerts(cluster) } });
});

it("the alerts of the NodeTuner carry the labels by which the cluster's Prometheus selects its rules", () => {
  const stack = { kind: 'operator', ruleLabels: { release: 'monitoring' } } as const;
  const [file] = synthesizeCharts(withStack(cluster, stack), [standardChart('80-node-tuner-alerts')]);
  expect(file?.objects).toMatchObject([
    {
      kind: 'PrometheusRule',
      metadata: { name: 'node-tuner-alerts', namespace: 'keelson-system', labels: { release: 'monitoring' } },
      spec: { groups: renderNodeTunerAlerts(cluster) },
    },
  ]);
});

it("the alerts of the NodeTuner are one object for Google's managed Prometheus where the cluster uses it", () => {
  const google = withStack(tunedGoogleCluster({ edge: 'keelson.dev/untuned' }), { kind: 'google-managed' });
  const [file, ...others] = synthesizeCharts(google, [standardChart('80-node-tuner-alerts')]);
  expect(others).toEqual([]);
  expect(file?.path).toBe('extensions/80-node-tuner-alerts.k8s.yaml');
  expect(file?.text).toMatchSnapshot();
});
