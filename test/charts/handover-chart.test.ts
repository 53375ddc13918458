import { ApiObject, Chart } from 'cdk8s';
import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import type { ChartBuilder } from '../../lib/charts/chart-builder';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { checkEnvironment } from '../../lib/cli/check-environment';
import type { AwsEnvironmentInput } from '../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import type { WorkloadInput } from '../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment } from '../fixtures/aws-environment';
import { onlyCluster } from '../fixtures/manifests';
import { serviceInput } from '../fixtures/service-input';

const service = (name: string, handover: boolean): WorkloadInput =>
  serviceInput({ name, replicas: { min: 2, max: 4, target: { kind: 'cpu', percentOfRequest: 70 }, handover } });

const environment = (...workloads: readonly WorkloadInput[]): AwsEnvironmentInput =>
  awsEnvironment({ clusters: [awsCluster({ workloads })] });

const pathsOf = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

test('the part of a Deployment is a file of its own folder, which comes and goes with the hand-over', () => {
  const files = (handover: boolean) =>
    synthesizeCharts(onlyCluster(environment(service('cart', handover))), [addStandardCharts]);
  const added = pathsOf(files(true)).filter((path) => !pathsOf(files(false)).includes(path));
  expect(added).toEqual(['handover/60-shop-cart-handover.k8s.yaml']);
});

test('the part of a Deployment can be synthesised alone', () => {
  const cluster = onlyCluster(environment(service('cart', true)));
  const files = synthesizeCharts(cluster, [standardChart('60-shop-cart-handover')]);
  expect(pathsOf(files)).toEqual(['handover/60-shop-cart-handover.k8s.yaml']);
});

test('checks find nothing in the part of a Deployment, which they would take for a second one without pods', () => {
  const findings = (handover: boolean) => {
    const input = environment(service('cart', handover));
    return checkEnvironment({ environments: [input] }, EnvironmentSpec.from(input)).findings;
  };
  expect(findings(true)).toEqual(findings(false));
});

test('a chart of its own with such a name stays among the files that are applied in one pass', () => {
  const addOwn: ChartBuilder = (app) => {
    const chart = new Chart(app, '60-shop-cart-handover');
    new ApiObject(chart, 'Map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own', namespace: 'shop' } });
  };
  const [file, ...others] = synthesizeCharts(onlyCluster(environment()), [addOwn]);
  expect(others).toEqual([]);
  expect(file).toMatchObject({ path: '60-shop-cart-handover.k8s.yaml', isPartial: false });
});
