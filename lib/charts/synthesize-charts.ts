import { ApiObject, App, Chart, Include, Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster-spec';
import type { KubernetesObject } from '../values/kubernetes-object';
import { Problems } from '../values/problems';
import type { ChartBuilder } from './chart-builder';
import type { ManifestFile } from './manifest-file';
import { refusePathNames } from './naming-rule';
import { refuseTokens } from './token-guard';
import { TokenResolver } from './token-resolver';

/** Bands in the order of application: namespaces and policies, node agents, ingress, workloads, others' resources. */
const CHART_ID = /^(00|20|40|60|80)-[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** Charts of this band need custom resource definitions of others, so `kubectl apply -f` on the folder leaves them out. */
const EXTENSION_BAND = '80-';

interface ChartContent {
  readonly objects: { readonly source: ApiObject; readonly vendored: boolean }[];
  hasDependencies: boolean;
}

/**
 * Synthesises the charts of a cluster in memory, byte for byte as cdk8s would write them, in the order of application.
 *
 * Each construct is visited, validated and rendered once, where cdk8s's own synthesis does so once per chart.
 *
 * @throws ConfigError with every Terraform token, generated name, selector on a foreign label, object that is there
 *   twice and misplaced chart.
 * @throws Error when the constructs' own validations fail.
 */
export function synthesizeCharts(
  cluster: AwsClusterSpec | GoogleClusterSpec,
  builders: readonly ChartBuilder[],
): readonly ManifestFile[] {
  const problems = new Problems(`environment '${cluster.environment.name}' > cluster '${cluster.name}'`);
  // The folder is never used: nothing here calls App.synth.
  const app = new App({ outdir: '.', resolvers: [new TokenResolver(problems)] });
  for (const build of builders) build(app, cluster);
  const contents = app.node.children.filter(Chart.isChart).map((chart) => {
    return { chart, content: collect(chart, problems) };
  });
  validate(app);
  const seen = new Map<string, string>();
  const files = contents.map(({ chart, content }) => render(chart, content, seen, problems));
  problems.throwIfAny();
  return files
    .sort((left, right) => (left.path < right.path ? -1 : 1))
    .map(({ path, objects }) => {
      return { path, objects, text: Yaml.stringify(...objects) };
    });
}

function collect(chart: Chart, problems: Problems): ChartContent {
  const content: ChartContent = { objects: [], hasDependencies: false };
  const here = problems.at(`chart '${chart.node.id}'`);
  const remedy =
    'take the band from the order of application: 00 namespaces, 20 node agents, 40 ingress, 60 workloads, 80 extensions';
  here.require(CHART_ID.test(chart.node.id), 'id', 'begin with its band and be a DNS label', chart.node.id, remedy);
  visit(chart, false, content, here);
  if (content.objects.length === 0) {
    here.add('objects', 'hold at least one object', 0, 'leave the chart out: kubectl refuses an empty file');
  }
  return content;
}

function visit(construct: IConstruct, vendored: boolean, content: ChartContent, problems: Problems): void {
  if (construct instanceof ApiObject) content.objects.push({ source: construct, vendored });
  for (const dependency of construct.node.dependencies) {
    content.hasDependencies = true;
    refuseForeignDependency(construct, dependency, problems);
  }
  for (const child of construct.node.children) {
    if (Chart.isChart(child)) refuseNestedChart(child, problems);
    else visit(child, vendored || construct instanceof Include, content, problems);
  }
}

function refuseForeignDependency(construct: IConstruct, dependency: IConstruct, problems: Problems): void {
  const target = Chart.of(dependency).node.id;
  const own = Chart.of(construct).node.id;
  const remedy = 'choose bands: a dependency between charts makes cdk8s renumber every file';
  problems.require(target === own, construct.node.path, 'depend on its own chart only', target, remedy);
}

function refuseNestedChart(chart: Chart, problems: Problems): void {
  problems.add(chart.node.path, 'stand directly below the app', 'a chart within a chart', 'pass the app as its scope');
}

function validate(app: App): void {
  const errors = app.node.findAll().flatMap((construct) => {
    return construct.node.validate().map((error) => `  [${construct.node.path}] ${error}`);
  });
  if (errors.length > 0) throw new Error(`validation of the charts failed\n${errors.join('\n')}`);
}

function render(chart: Chart, content: ChartContent, seen: Map<string, string>, problems: Problems) {
  const { id } = chart.node;
  const here = problems.at(`chart '${id}'`);
  const objects = content.objects.map(({ source, vendored }) => {
    const object = source.toJson() as KubernetesObject;
    const subject = here.at(`${object.kind} '${object.metadata.name}'`);
    refuseTokens(object, subject);
    refusePathNames(source, object, vendored, subject);
    refuseTwin(object, id, seen, subject);
    return object;
  });
  const folder = id.startsWith(EXTENSION_BAND) ? 'extensions/' : '';
  // Order within a file matters only where somebody asked for it; cdk8s knows how.
  return { path: `${folder}${id}.k8s.yaml`, objects: content.hasDependencies ? sorted(chart) : objects };
}

function sorted(chart: Chart): KubernetesObject[] {
  return chart.toJson() as KubernetesObject[];
}

/** The second of two objects with one name would silently replace the first, or fight with it on every apply. */
function refuseTwin(object: KubernetesObject, chart: string, seen: Map<string, string>, problems: Problems): void {
  const group = object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '';
  const key = `${group}/${object.kind}/${object.metadata.namespace ?? ''}/${object.metadata.name}`;
  const twin = seen.get(key);
  const remedy = 'name one of them differently, or leave it out';
  problems.require(
    twin === undefined,
    'metadata.name',
    'be unique in the cluster',
    `one in chart '${twin}' too`,
    remedy,
  );
  seen.set(key, chart);
}
