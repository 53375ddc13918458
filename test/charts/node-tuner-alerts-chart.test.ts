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

it('stands where an apply of the folder leaves it out, since its definition is of somebody else', () => {
  const [file, ...others] = synthesizeCharts(cluster, [standardChart('80-node-tuner-alerts')]);
  expect(others).toEqual([]);
  expect(file?.path).toBe('extensions/80-node-tuner-alerts.k8s.yaml');
  expect(file?.text).toMatchSnapshot();
});

it('keeps templates and expressions as they are when they become YAML', () => {
  const [file] = synthesizeCharts(cluster, [standardChart('80-node-tuner-alerts')]);
  expect(parse(file?.text ?? '')).toMatchObject({ spec: { groups: renderNodeTunerAlerts(cluster) } });
});

it('takes the labels by which a Prometheus chooses its rules from the cluster', () => {
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

it("is one object that Google's managed Prometheus reads, where the cluster has that", () => {
  const google = withStack(tunedGoogleCluster({ edge: 'keelson.dev/untuned' }), { kind: 'google-managed' });
  const [file, ...others] = synthesizeCharts(google, [standardChart('80-node-tuner-alerts')]);
  expect(others).toEqual([]);
  expect(file?.path).toBe('extensions/80-node-tuner-alerts.k8s.yaml');
  expect(file?.text).toMatchSnapshot();
});
