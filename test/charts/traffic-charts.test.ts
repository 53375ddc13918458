import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { googleEnvironment } from '../fixtures/google-environment';
import { onlyCluster } from '../fixtures/manifests';
import { trafficCluster, trafficEnvironment } from '../fixtures/traffic-environment';

const cluster = trafficCluster();
const files = synthesizeCharts(cluster, [addStandardCharts]);

const IDS = [
  '00-traffic-edge',
  '20-traffic-edge-proxy',
  '80-traffic-edge-proxy-alerts',
  '80-traffic-edge-proxy-metrics',
  '80-video-api-hosts',
] as const;

function pathsOf(pattern: RegExp): readonly string[] {
  return files.map(({ path }) => path).filter((path) => pattern.test(path));
}

describe('the charts of traffic daemons', () => {
  it('are one for the namespace, before every pod of it, one for the proxies, one for the alerts on them, and one for their metrics', () => {
    expect(pathsOf(/traffic/)).toEqual([
      '00-traffic-edge.k8s.yaml',
      '20-traffic-edge-proxy.k8s.yaml',
      'extensions/80-traffic-edge-proxy-alerts.k8s.yaml',
      'extensions/80-traffic-edge-proxy-metrics.k8s.yaml',
    ]);
  });

  it('leave a policy of the whole cluster to the folder of custom resources', () => {
    expect(pathsOf(/hosts/)).toEqual(['extensions/80-video-api-hosts.k8s.yaml']);
    const calico = synthesizeCharts(trafficCluster(trafficEnvironment({ datapath: 'calico' })), [addStandardCharts]);
    expect(calico.filter(({ path }) => path.includes('hosts'))).toEqual([]);
  });

  it.each(IDS)('include %s alone', (id) => {
    const alone = synthesizeCharts(cluster, [standardChart(id)]);
    expect(alone).toEqual(files.filter(({ path }) => path.includes(id)));
    expect(alone).toHaveLength(1);
  });

  it('are left out where a cluster has no traffic daemon behind an ingress', () => {
    const plain = onlyCluster(googleEnvironment());
    for (const id of IDS) {
      expect(synthesizeCharts(plain, [standardChart(id)])).toEqual([]);
    }
    const unused = trafficCluster(trafficEnvironment({}, { backends: [] }));
    const paths = synthesizeCharts(unused, [addStandardCharts]).map(({ path }) => path);
    expect(paths.filter((path) => /traffic|hosts/.test(path))).toEqual([]);
  });
});
