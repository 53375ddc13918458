import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { CHART_TABLE, type StandardChartId } from '../../lib/charts/chart-table';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import type { WorkloadInput } from '../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment } from '../fixtures/aws-environment';
import { coordinatedCluster } from '../fixtures/coordinated-cluster';
import { onlyCluster } from '../fixtures/manifests';
import { serviceInput } from '../fixtures/service-input';
import { tunedAwsCluster } from '../fixtures/tuned-cluster';

const IDS = CHART_TABLE.map(({ id }) => id);

const plain = onlyCluster(awsEnvironment());
const tuned = tunedAwsCluster({ edge: 'keelson.dev/untuned' });
const coordinated = coordinatedCluster();

function idsOf(files: ReturnType<typeof synthesizeCharts>): readonly string[] {
  return files.map(({ path }) => path.replace(/^extensions\//, '').replace(/\.k8s\.yaml$/, ''));
}

/** Ids of the charts that no service has. */
function fixedIdsOf(files: ReturnType<typeof synthesizeCharts>): readonly string[] {
  return idsOf(files).filter((id) => (IDS as readonly string[]).includes(id));
}

describe('the table of standard charts', () => {
  it('has each id once, in the order in which kubectl applies the files', () => {
    expect(IDS).toEqual([...new Set(IDS)].sort());
  });

  it.each([
    ['of a cluster without tuner and coordinator', plain, /^00-(cluster|namespaces|team-admission|teams)$/],
    ['of a cluster whose pools need the tuner', tuned, /^00-cluster|namespaces|team|node-tuner/],
    ['with coordinated reboots, the autoscaler and a pool that needs the tuner', coordinated, /./],
  ])('%s contains the charts that the cluster needs', (_, cluster, wanted) => {
    expect(fixedIdsOf(synthesizeCharts(cluster, [addStandardCharts]))).toEqual(IDS.filter((id) => wanted.test(id)));
  });

  it('is covered completely by these clusters', () => {
    const made = [plain, tuned, coordinated].flatMap((each) => fixedIdsOf(synthesizeCharts(each, [addStandardCharts])));
    expect([...new Set(made)].sort()).toEqual(IDS);
  });
});

describe('a single standard chart', () => {
  const rows = [plain, tuned, coordinated].flatMap((cluster) => IDS.map((id) => ({ cluster, id })));

  it.each(rows)('$id of cluster $cluster.name equals its file among all charts', ({ cluster, id }) => {
    const all = synthesizeCharts(cluster, [addStandardCharts]);
    const alone = synthesizeCharts(cluster, [standardChart(id)]);
    expect(alone).toEqual(all.filter((_, index) => idsOf(all)[index] === id));
  });

  it('is refused for an id that no standard chart has', () => {
    expect(() => standardChart('80-alerts' as StandardChartId)).toThrow(
      /^'id' must be one of 00-cluster, 00-namespaces, .*, 80-termination-handler-metrics, 60-<namespace>-<service>, 20-traffic-<namespace>-<daemon>, got '80-alerts'; add a chart of your own/,
    );
  });
});

describe('the charts of services', () => {
  const measured = serviceInput({ metrics: {} });
  const own: WorkloadInput = { name: 'agent', namespace: 'shop', kind: 'deployment', pools: ['general'] };
  const workloads = [serviceInput({ name: 'web' }), own, measured];
  const cluster = onlyCluster(awsEnvironment({ clusters: [awsCluster({ workloads })] }));
  const files = synthesizeCharts(cluster, [addStandardCharts]);

  it('are one for each service and one for its metrics, between the bands of the fixed charts', () => {
    expect(files.map(({ path }) => path).slice(-3)).toEqual([
      '60-shop-cart.k8s.yaml',
      '60-shop-web.k8s.yaml',
      'extensions/80-shop-cart-metrics.k8s.yaml',
    ]);
  });

  it.each(['60-shop-cart', '60-shop-web', '80-shop-cart-metrics'] as const)('include %s alone', (id) => {
    const alone = synthesizeCharts(cluster, [standardChart(id)]);
    expect(alone).toEqual(files.filter(({ path }) => path.includes(id)));
    expect(alone).toHaveLength(1);
  });

  it('are left out for a workload whose pods somebody else defines, and where a cluster lacks the service', () => {
    expect(synthesizeCharts(cluster, [standardChart('60-shop-agent')])).toEqual([]);
    expect(synthesizeCharts(plain, [standardChart('60-shop-cart')])).toEqual([]);
    expect(synthesizeCharts(cluster, [standardChart('80-shop-web-metrics')])).toEqual([]);
  });
});
