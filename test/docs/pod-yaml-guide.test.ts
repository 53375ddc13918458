import type { AwsEnvironmentInput, WorkloadInput } from 'keelson';
import { ConfigError, EnvironmentSpec, renderProblem } from 'keelson';
import { addStandardCharts, synthesizeCharts } from 'keelson/kubernetes';
import { readAt } from '../../lib/model/read-fields';
import { GuideProjects } from './support/guide-projects';
import { MarkdownFile } from './support/markdown-file';

const projects = new GuideProjects();
afterAll(() => projects.remove());

const project = projects.of('pod-yaml');
const guide = new MarkdownFile('docs/guides/pod-yaml.md');
const shop = project.load('apps/environments/shop-with-cart.ts')['default'] as AwsEnvironmentInput;

/** The environment of the guide with another workload. */
function environmentWith(workload: WorkloadInput): AwsEnvironmentInput {
  return { ...shop, clusters: shop.clusters.map((cluster) => ({ ...cluster, workloads: [workload] })) };
}

/** Objects of the guide's service. */
function objectsOf(input: AwsEnvironmentInput) {
  const [cluster] = EnvironmentSpec.from(input).clusters;
  if (cluster === undefined) throw new Error('the example has no cluster');
  const files = synthesizeCharts(cluster, [addStandardCharts]);
  return files.filter(({ path }) => path.includes('60-web-cart')).flatMap(({ objects }) => objects);
}

/** The workload of the guide with another text. */
function withText(text: string): WorkloadInput {
  const [cart] = shop.clusters[0]?.workloads ?? [];
  if (cart === undefined) throw new Error('the example has no workload');
  return { ...cart, podYaml: { text } };
}

/** Properties of the problems of a text. */
function problemsOf(text: string): readonly string[] {
  try {
    EnvironmentSpec.from(environmentWith(withText(text)));
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => renderProblem({ ...problem, subject: '' }));
  }
}

const [before = ''] = guide.blocksOf('yaml').map(({ text }) => text);

test('the Deployment by hand is refused with the first step of the guide', () => {
  expect(problemsOf(before)).toEqual([
    "'podYaml.text' must be a Pod of 'v1', or its spec with 'containers', got 'apps/v1 Deployment'; keep what stands below 'spec.template', with 'apiVersion: v1' and 'kind: Pod'",
  ]);
});

test('the pod of that Deployment is refused for what the steps of the guide name, and for nothing else', () => {
  const template = before.slice(before.indexOf('  template:\n') + '  template:\n'.length).replace(/^ {4}/gm, '');
  const pod = `apiVersion: v1\nkind: Pod\n${template}`;
  expect(problemsOf(pod)).toEqual([
    "'podYaml.spec.containers[0].env[0].value' must be text, got 8080; write it in quotes",
  ]);
  const places = problemsOf(pod.replace('value: 8080', 'value: "8080"')).map((line) => line.split("'")[1]);
  const container = 'podYaml.spec.containers[0]';
  expect(places).toEqual([
    'podYaml.spec.nodeSelector',
    'podYaml.spec.terminationGracePeriodSeconds',
    `${container}.image`,
    `${container}.resources.requests.cpu`,
    `${container}.resources.requests.memory`,
    `${container}.resources.limits.memory`,
    `${container}.securityContext.allowPrivilegeEscalation`,
    `${container}.securityContext.capabilities.drop`,
    `${container}.securityContext.runAsNonRoot`,
    `${container}.securityContext.seccompProfile.type`,
    `${container}.readinessProbe`,
    `${container}.lifecycle.preStop`,
  ]);
});

test("the guide's pod becomes a service, with the patch of its environment", () => {
  const objects = objectsOf(shop);
  expect(objects.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Deployment', 'Service', 'PodDisruptionBudget']);
  expect(objects[1]).toMatchObject({
    spec: {
      replicas: 2,
      template: {
        metadata: { labels: { app: 'cart' } },
        spec: {
          terminationGracePeriodSeconds: 60,
          containers: [{ name: 'cart', resources: { requests: { cpu: '500m', memory: '256Mi' } } }],
        },
      },
    },
  });
});

test('text and container give objects with the same names and selectors', () => {
  const stated = project.load('apps/workloads/cart.ts')['cart'] as WorkloadInput;
  const [written, derived] = [objectsOf(shop), objectsOf(environmentWith(stated))];
  const identities = (objects: typeof written) =>
    objects.map(({ kind, metadata, ...object }) => [kind, metadata.name, readAt(object, 'spec', 'selector')]);
  expect(identities(derived)).toEqual(identities(written));
});
