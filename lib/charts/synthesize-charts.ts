import { ApiObject, App, Chart, Include, Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import type { KubernetesObject } from '../values/kubernetes-object';
import { Problems } from '../values/problems';
import { callPart } from '../values/thrown-error';
import type { ChartBuilder } from './chart-builder';
import { groupOf, refuseCustomResource } from './custom-resource-rule';
import { HandoverChart } from './handover-chart';
import { refuseList } from './list-rule';
import type { ManifestFile } from './manifest-file';
import { refusePathNames } from './naming-rule';
import { refuseUnwritableTexts } from './text-guard';
import { refuseTokens } from './token-guard';
import { TokenResolver } from './token-resolver';

/** Bands in the order of application: namespaces and policies, node agents, ingress, workloads, resources of other operators. */
const CHART_ID = /^(00|20|30|40|60|80)-[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * Charts of this band are written into a subfolder, which `kubectl apply -f` on the folder skips, because their custom resource
 * definitions may be missing.
 */
const EXTENSION_BAND = '80-';

interface ChartContent {
  readonly chart: Chart;
  readonly objects: { readonly source: ApiObject; readonly vendored: boolean }[];
  readonly problems: Problems;
  hasDependencies: boolean;
}

/**
 * Synthesises the charts of a cluster in memory, byte for byte as cdk8s would write them, in the order of application.
 *
 * Each construct is visited, validated and rendered once, whereas cdk8s's own synthesis does so once per chart.
 *
 * @throws ConfigError with every Terraform token, generated name, selector on a foreign label, list, misplaced custom resource or chart,
 * text that kubectl could not read, and object or chart that exists twice.
 * @throws Error when the constructs' own validations fail.
 */
export function synthesizeCharts(
  cluster: AwsClusterSpec | GoogleClusterSpec,
  builders: readonly ChartBuilder[],
): readonly ManifestFile[] {
  const problems = new Problems(`environment '${cluster.environment.name}' > cluster '${cluster.name}'`);
  // The folder is never written, because nothing here calls App.synth.
  const app = new App({ outdir: '.', resolvers: [new TokenResolver(problems)] });
  addCharts({ app, cluster, builders }, problems);
  const contents = app.node.children.filter(Chart.isChart).map((chart) => {
    return collect(chart, problems.at(`chart '${chart.node.id}'`));
  });
  validate(app);
  const chartOf = new Map<string, string>();
  const files = contents.map((content) => render(content, chartOf));
  problems.throwIfAny();
  return files.sort((left, right) => (left.path < right.path ? -1 : 1)).map(withText);
}

/** Writing YAML takes as long as making the objects, and whoever only looks at objects never asks for the text. */
function withText(file: Omit<ManifestFile, 'text'>): ManifestFile {
  let written: string | undefined;
  const { objects } = file;
  return {
    ...file,
    get text() {
      written ??= Yaml.stringify(...objects);
      return written;
    },
  };
}

interface AddedCharts {
  readonly app: App;
  readonly cluster: AwsClusterSpec | GoogleClusterSpec;
  readonly builders: readonly ChartBuilder[];
}

/** Message of the package `constructs` about a second child of a name; the name of the function that throws the error may come first. */
const TWIN = /\bThere is already a Construct with name '(.+)' in App\b/;

function addCharts({ app, cluster, builders }: AddedCharts, problems: Problems): void {
  try {
    for (const build of builders) build(app, cluster);
  } catch (error) {
    const id = TWIN.exec(error instanceof Error ? error.message : '')?.[1];
    if (id === undefined) throw error;
    problems.at(`chart '${id}'`).add('id', 'be unique in the cluster', id, 'name one of them differently');
  }
}

function collect(chart: Chart, problems: Problems): ChartContent {
  const content: ChartContent = { chart, objects: [], problems, hasDependencies: false };
  const { id } = chart.node;
  const remedy =
    'take the band from the order of application: 00 namespaces, 20 node agents, 30 controllers, 40 ingress, 60 workloads, 80 extensions';
  problems.require(CHART_ID.test(id), 'id', 'begin with its band and be a DNS label', id, remedy);
  visit(chart, false, content);
  if (content.objects.length === 0) {
    problems.add('objects', 'hold at least one object', 0, 'leave the chart out: kubectl refuses an empty file');
  }
  return content;
}

function visit(construct: IConstruct, vendored: boolean, content: ChartContent): void {
  if (construct instanceof ApiObject) content.objects.push({ source: construct, vendored });
  for (const dependency of construct.node.dependencies) {
    content.hasDependencies = true;
    refuseForeignDependency(construct, dependency, content.problems);
  }
  for (const child of construct.node.children) {
    if (Chart.isChart(child)) refuseNestedChart(child, content.problems);
    else visit(child, vendored || construct instanceof Include, content);
  }
}

function refuseForeignDependency(construct: IConstruct, dependency: IConstruct, problems: Problems): void {
  const target = Chart.of(dependency).node.id;
  const own = Chart.of(construct).node.id;
  const remedy = 'order charts by their bands, because a dependency between charts makes cdk8s renumber every file';
  problems.require(target === own, construct.node.path, 'depend on its own chart only', target, remedy);
}

function refuseNestedChart(chart: Chart, problems: Problems): void {
  problems.add(chart.node.path, 'be a direct child of the app', 'a chart within a chart', 'pass the app as its scope');
}

function validate(app: App): void {
  const errors = app.node.findAll().flatMap((construct) => {
    return construct.node.validate().map((error) => `  [${construct.node.path}] ${error}`);
  });
  if (errors.length > 0) throw new Error(`validation of the charts failed\n${errors.join('\n')}`);
}

/** @param chartOf the chart of every object so far, by the object's identity. */
function render(content: ChartContent, chartOf: Map<string, string>): Omit<ManifestFile, 'text'> {
  const { chart } = content;
  const { id } = chart.node;
  const isPartial = HandoverChart.isHandover(chart);
  const objects = content.objects.map(({ source, vendored }) => {
    // Lazy values of somebody's own are called here; the error of cdk8s names the object.
    const object = callPart(content.problems.subject, () => source.toJson()) as KubernetesObject;
    const problems = content.problems.at(`${object.kind} '${object.metadata.name}'`);
    // A list is to become other objects, so that nothing else is worth saying about it.
    if (!refuseList(object, problems)) return object;
    refuseTokens(object, problems);
    refuseUnwritableTexts(object, problems);
    refusePathNames({ source, object, vendored }, problems);
    if (!id.startsWith(EXTENSION_BAND)) refuseCustomResource(object, problems);
    if (isPartial) return object;
    refuseTwin(object, chartOf, problems);
    chartOf.set(identityOf(object), id);
    return object;
  });
  // Only stated dependencies determine the order within a file; cdk8s sorts by them.
  const ordered = content.hasDependencies ? (chart.toJson() as KubernetesObject[]) : objects;
  return { path: `${subfolderOf(chart)}${id}.k8s.yaml`, objects: ordered, isPartial };
}

/** Subfolder of a chart's file, which `kubectl apply -f` on the folder skips; empty for files that it applies. */
function subfolderOf(chart: Chart): string {
  if (HandoverChart.isHandover(chart)) return chart.subfolder;
  return chart.node.id.startsWith(EXTENSION_BAND) ? 'extensions/' : '';
}

/** Refuses the second of two objects with one name, because kubectl would replace the first with the second at every apply. */
function refuseTwin(object: KubernetesObject, chartOf: ReadonlyMap<string, string>, problems: Problems): void {
  const twin = chartOf.get(identityOf(object));
  const remedy = 'name one of them differently, or leave it out';
  problems.require(
    twin === undefined,
    'metadata.name',
    'be unique in the cluster',
    `the same name in chart '${twin}'`,
    remedy,
  );
}

/** Identity of an object, with its API group but not its version, because all versions of a group show the same object. */
function identityOf(object: KubernetesObject): string {
  const { kind, metadata } = object;
  return `${groupOf(object)}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
