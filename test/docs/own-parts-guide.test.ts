import { type AwsEnvironmentInput, EnvironmentSpec } from 'keelson';
import { addAwsStacks, type StackBuilder } from 'keelson/aws';
import type { ChartBuilder } from 'keelson/kubernetes';
import { addStandardCharts, synthesizeCharts } from 'keelson/kubernetes';
import { buildModel, type Check, runChecks } from 'keelson/model';
import { synthesizeStacks } from 'keelson/testing';
import { GuideProjects } from './support/guide-projects';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const project = projects.of('own-parts');
const shop = project.load('apps/environments/shop-with-api.ts')['default'] as AwsEnvironmentInput;
const environment = EnvironmentSpec.from(shop);
const [cluster] = environment.clusters;
if (cluster === undefined) throw new Error('the example has no cluster');

function loaded<T>(path: string, name: string): T {
  return project.load(path)[name] as T;
}

test('the chart of cdk8s-plus is accepted, and its pods are placed as its workload states', () => {
  const build = loaded<ChartBuilder>('apps/charts/add-web-chart.ts', 'addWebChart');
  const files = synthesizeCharts(cluster, [addStandardCharts, build]);
  const [deployment] = files.flatMap(({ objects }) => objects).filter(({ kind }) => kind === 'Deployment');
  expect(deployment).toMatchObject({
    spec: {
      template: {
        spec: {
          nodeSelector: { 'keelson.dev/pool': 'general' },
          topologySpreadConstraints: [
            { topologyKey: 'topology.kubernetes.io/zone' },
            { topologyKey: 'kubernetes.io/hostname' },
          ],
        },
      },
    },
  });
  const objects = files.flatMap((file) => file.objects);
  const errors = runChecks(buildModel(cluster, objects)).filter(({ severity }) => severity === 'error');
  expect(errors).toEqual([]);
});

test('the check finds an image of another registry, and has no finding where all images are from the own one', () => {
  const check = loaded<Check>('apps/checks/image-from-own-registry.ts', 'imageFromOwnRegistry');
  const charts = loaded<ChartBuilder>('apps/charts/add-api-chart.ts', 'addApiChart');
  const objects = synthesizeCharts(cluster, [charts]).flatMap((file) => file.objects);
  expect(runChecks(buildModel(cluster, objects), [check])).toEqual([]);
  const foreign = JSON.parse(JSON.stringify(objects).replaceAll('registry.example.com/', 'docker.io/'));
  expect(runChecks(buildModel(cluster, foreign), [check])).toMatchObject([
    { subject: "cluster 'main' > Deployment 'web/api'", severity: 'error' },
  ]);
});

test('the overrides change the own stack and the standard ones', () => {
  const legacy = loaded<StackBuilder>('apps/stacks/add-legacy-stack.ts', 'addLegacyStack');
  const override = loaded<StackBuilder>('apps/stacks/override-control-plane.ts', 'overrideControlPlane');
  const stacks = synthesizeStacks((app) => {
    addAwsStacks(app, environment);
    legacy(app, environment);
    override(app, environment);
  });
  const only = (stack: string, type: string) => Object.values(stacks[stack]?.['resource']?.[type] ?? {});
  expect(only('shop-legacy', 'aws_vpc')).toMatchObject([{ lifecycle: { ignore_changes: ['tags'] } }]);
  expect(only('shop-main-foundation', 'aws_eks_cluster')).toMatchObject([
    { timeouts: { create: '60m', update: '90m' } },
  ]);
});
