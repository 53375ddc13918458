import { parseAllDocuments } from 'yaml';
import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { renderRebootAlerts } from '../../lib/kubernetes/reboot-coordinator/reboot-alerts';
import { awsEnvironment } from '../fixtures/aws-environment';
import { COORDINATED, coordinatedCluster, withReboots } from '../fixtures/coordinated-cluster';
import { onlyCluster } from '../fixtures/manifests';

const cluster = coordinatedCluster();

describe('the charts of coordinated reboots', () => {
  it('exist where a pool has coordinated reboots, and nowhere else', () => {
    const paths = (each: Parameters<typeof addStandardCharts>[1]) =>
      synthesizeCharts(each, [addStandardCharts]).map(({ path }) => path);
    const ours = ['00-reboot-coordinator-access', '20-reboot-coordinator', 'extensions/80-reboot-alerts'];
    expect(paths(cluster)).toEqual(expect.arrayContaining(ours.map((path) => `${path}.k8s.yaml`)));
    expect(paths(onlyCluster(awsEnvironment())).join()).not.toContain('reboot');
    const others = withReboots({ general: { kind: 'replace', maxLifetimeDays: 30 } });
    expect(paths(onlyCluster(others)).join()).not.toContain('reboot');
  });

  it('have one daemon per such pool, and grant rights before daemons start', () => {
    const both = onlyCluster(withReboots({ general: COORDINATED, jvm: COORDINATED }));
    const files = synthesizeCharts(both, [addStandardCharts]);
    const named = files.flatMap(({ path, objects }) =>
      objects.map(({ kind, metadata }) => `${path} ${kind} ${metadata.name}`),
    );
    expect(named.filter((each) => each.includes('20-reboot-coordinator'))).toEqual([
      '20-reboot-coordinator.k8s.yaml NetworkPolicy reboot-coordinator-general',
      '20-reboot-coordinator.k8s.yaml DaemonSet reboot-coordinator-general',
      '20-reboot-coordinator.k8s.yaml NetworkPolicy reboot-coordinator-jvm',
      '20-reboot-coordinator.k8s.yaml DaemonSet reboot-coordinator-jvm',
    ]);
  });

  it.each([
    ['00-reboot-coordinator-access', '00-reboot-coordinator-access'],
    ['20-reboot-coordinator', '20-reboot-coordinator'],
    ['extensions/80-reboot-alerts', '80-reboot-alerts'],
  ] as const)('%s is written as it was', (path, id) => {
    const files = synthesizeCharts(cluster, [standardChart(id)]);
    expect(files.map((file) => file.path)).toEqual([`${path}.k8s.yaml`]);
    expect(files[0]?.text).toMatchSnapshot();
  });

  it('keep templates and expressions unchanged in YAML', () => {
    const [file] = synthesizeCharts(cluster, [standardChart('80-reboot-alerts')]);
    const [document] = parseAllDocuments(file?.text ?? '');
    expect(document?.toJS()).toMatchObject({ spec: { groups: renderRebootAlerts(cluster) } });
  });

  it("have one object of alerts, with the labels by which the cluster's Prometheus selects its rules", () => {
    const ruleLabels = { release: 'monitoring' };
    const labelled = {
      ...cluster,
      monitoring: { ...cluster.monitoring, stack: { kind: 'operator', ruleLabels } },
    } as const;
    const files = synthesizeCharts(labelled, [addStandardCharts]);
    expect(files.find(({ path }) => path.endsWith('80-reboot-alerts.k8s.yaml'))?.objects).toMatchObject([
      {
        kind: 'PrometheusRule',
        metadata: { name: 'reboot-alerts', namespace: 'keelson-system', labels: ruleLabels },
        spec: { groups: renderRebootAlerts(cluster) },
      },
    ]);
  });
});
