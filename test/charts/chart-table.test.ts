import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { CHART_TABLE, type StandardChartId } from '../../lib/charts/chart-table';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { awsEnvironment } from '../fixtures/aws-environment';
import { coordinatedCluster } from '../fixtures/coordinated-cluster';
import { onlyCluster } from '../fixtures/manifests';
import { tunedAwsCluster } from '../fixtures/tuned-cluster';

const IDS = CHART_TABLE.map(({ id }) => id);

const plain = onlyCluster(awsEnvironment());
const tuned = tunedAwsCluster({ edge: 'keelson.dev/untuned' });
const coordinated = coordinatedCluster();

function idsOf(files: ReturnType<typeof synthesizeCharts>): readonly string[] {
  return files.map(({ path }) => path.replace(/^extensions\//, '').replace(/\.k8s\.yaml$/, ''));
}

describe('the table of standard charts', () => {
  it('has each id once, in the order in which kubectl applies the files', () => {
    expect(IDS).toEqual([...new Set(IDS)].sort());
  });

  it.each([
    ['of a cluster without tuner and coordinator', plain, /^00-(cluster|namespaces|team-admission|teams)$/],
    ['of a cluster whose pools need the tuner', tuned, /cluster|namespaces|team|node-tuner/],
    ['of a cluster with coordinated reboots and a pool that needs the tuner', coordinated, /./],
  ])('%s contains the charts that the cluster needs', (_, cluster, wanted) => {
    expect(idsOf(synthesizeCharts(cluster, [addStandardCharts]))).toEqual(IDS.filter((id) => wanted.test(id)));
  });

  it('is covered completely by these clusters', () => {
    const made = [plain, tuned, coordinated].flatMap((each) => idsOf(synthesizeCharts(each, [addStandardCharts])));
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
      /^'id' must be one of 00-cluster, 00-namespaces, .*, 80-reboot-alerts, got '80-alerts'; add a chart of your own/,
    );
  });
});
