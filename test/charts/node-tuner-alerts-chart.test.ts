import { parse } from 'yaml';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { renderNodeTunerAlerts } from '../../lib/kubernetes/node-tuner/node-tuner-alerts';
import { tunedAwsCluster, tunedGoogleCluster } from '../fixtures/tuned-cluster';

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

it('takes the labels by which a Prometheus chooses its rules', () => {
  const labels = { release: 'monitoring' };
  const [file] = synthesizeCharts(cluster, [standardChart('80-node-tuner-alerts', { alertLabels: labels })]);
  expect(file?.objects[0]?.metadata.labels).toEqual(labels);
});

it('is one object that the Prometheus operator reads, with the labels by which it is chosen', () => {
  const google = tunedGoogleCluster({ edge: 'keelson.dev/untuned' });
  const labels = { release: 'monitoring' };
  const [file] = synthesizeCharts(google, [standardChart('80-node-tuner-alerts', { alertLabels: labels })]);
  expect(file?.objects).toEqual([
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: 'node-tuner-alerts',
        namespace: 'keelson-system',
        labels: { release: 'monitoring' },
        annotations: {
          'keelson.dev/requires': 'monitoring.coreos.com/v1 PrometheusRule (prometheus-operator 0.39.0 or newer)',
        },
      },
      spec: { groups: renderNodeTunerAlerts(google) },
    },
  ]);
});
