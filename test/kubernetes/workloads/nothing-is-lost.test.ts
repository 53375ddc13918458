import { k8s } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import { renderServiceDeployment } from '../../../lib/kubernetes/workloads/service-deployment';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { hasContainer } from '../../../lib/specs/workload/workload-spec';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { canonicalQuantity } from '../../../lib/values/quantity';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { maximalServices } from '../../fixtures/maximal-services';
import { onlyObject, synthesizeConstruct } from '../../fixtures/synthesize-construct';
import { drawnServices } from './drawn-services';

type Cluster = AwsClusterSpec | GoogleClusterSpec;

/** A large pool whose kernel needs the gate, and a quota without end, so that every drawn service fits. */
function clusterOf(workloads: readonly WorkloadInput[]): Cluster {
  const pools = [awsPool({ machine: { type: 'm6i.32xlarge' }, kernel: { profiles: ['many-connections'] } })];
  const teams = [{ name: 'shop', quota: { cpu: '9999', memory: '9999Gi', pods: 999 }, groups: [] }];
  return onlyCluster(awsEnvironment({ clusters: [awsCluster({ pools, teams, workloads })] }));
}

/** The Deployment as it would be written to a file, and read by somebody else's reader of YAML. */
function writtenDeployments(cluster: Cluster): readonly KubernetesObject[] {
  return synthesizeCharts(cluster, [addStandardCharts])
    .filter(({ path }) => path.startsWith('60-'))
    .flatMap(({ text }) => parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS()))
    .filter(({ kind }) => kind === 'Deployment');
}

/** Paths of the values that are in a typed object and not, or otherwise, in a written one. */
function lostPaths(typed: unknown, written: unknown, path = ''): readonly string[] {
  if (typed === undefined) return [];
  if (Array.isArray(typed)) {
    const items = Array.isArray(written) ? written : [];
    const count = items.length === typed.length ? [] : [`${path}.length`];
    return [...count, ...typed.flatMap((item, index) => lostPaths(item, items[index], `${path}[${index}]`))];
  }
  if (typeof typed === 'object' && typed !== null) {
    const members = (typeof written === 'object' && written !== null ? written : {}) as Record<string, unknown>;
    const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
    return Object.entries(typed).flatMap(([key, value]) => lostPaths(value, members[key], below(key)));
  }
  return typed === written ? [] : [path];
}

function specOf(object: KubernetesObject | undefined): unknown {
  return (object as { readonly spec?: unknown } | undefined)?.spec;
}

test('every value of a drawn Deployment is in the file, and nothing else is', () => {
  fc.assert(
    fc.property(drawnServices, (input) => {
      const cluster = clusterOf([input]);
      const [workload] = cluster.workloads.filter(hasContainer);
      if (workload === undefined) throw new Error('the workload is no service');
      const typed = renderServiceDeployment(workload, cluster);
      const written = specOf(writtenDeployments(cluster)[0]);
      expect(lostPaths(typed, written)).toEqual([]);
      expect(lostPaths(written, typed)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** Text and numbers of an object, its own keys included. */
function leavesOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).flatMap(([key, item]) => [key, ...leavesOf(item)]);
}

/** A quantity as the API server stores it; any other value unchanged. */
function inStoredForm(value: unknown): unknown {
  try {
    return canonicalQuantity(String(value));
  } catch {
    return value;
  }
}

test('everything that a team states of its container is somewhere in the objects', () => {
  fc.assert(
    fc.property(drawnServices, ({ container: stated, ...input }) => {
      if (stated === undefined) throw new Error('the workload is no service');
      const cluster = clusterOf([{ ...input, container: stated }]);
      const files = synthesizeCharts(cluster, [addStandardCharts]).filter(({ path }) =>
        /\/80-shop-cart|^60-/.test(path),
      );
      const objects = files.flatMap(({ text }) =>
        parseAllDocuments(text, { version: '1.1' }).map((each) => each.toJS()),
      );
      const present = new Set(leavesOf(objects));
      const { image: _, protocol: __, env, writable, ...container } = stated;
      const folders = (writable ?? []).flatMap(({ path, size }) => [path, size]);
      const unwritten = ['kind', 'startupSeconds', 'because'];
      const health = Object.entries(input.health ?? {}).filter(([name]) => !unwritten.includes(name));
      const variables = Object.entries(env ?? {}).flatMap(([name, value]) => [
        name,
        ...(typeof value === 'string' ? [value] : Object.values(value)),
      ]);
      const wanted = [
        ...Object.values(container).flatMap((value) => (typeof value === 'object' ? Object.values(value) : [value])),
        ...Object.keys(container.config ?? {}),
        ...variables,
        ...folders,
        ...health.flatMap(([, value]) => value),
        ...(input.metrics === undefined ? [] : Object.values(input.metrics)),
        ...(input.pullSecrets ?? []),
      ].filter((value) => value !== '');
      const isPresent = (value: unknown) => present.has(value) || present.has(inStoredForm(value));
      expect(wanted.filter((value) => !isPresent(value))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

describe('the same Deployment through the typed L1 of cdk8s-plus', () => {
  const cluster = clusterOf(maximalServices({ namespace: 'shop', pool: 'general' }));
  const [workload] = cluster.workloads.filter(hasContainer);
  if (workload === undefined) throw new Error('the fixture has no service');
  const typed = renderServiceDeployment(workload, cluster);

  test('loses the wait before SIGTERM, sidecars and percentages without a message, which is why it is a plain object', () => {
    const objects = synthesizeConstruct((chart) => {
      new k8s.KubeDeployment(chart, 'Deployment', {
        metadata: { name: 'web' },
        spec: typed as unknown as k8s.DeploymentSpec,
      });
    });
    const lost = lostPaths(typed, specOf(onlyObject(objects, 'Deployment')));
    expect(lost).toEqual(
      expect.arrayContaining([
        'strategy.rollingUpdate.maxSurge',
        'template.spec.containers[0].lifecycle.preStop.sleep.seconds',
        'template.spec.initContainers[1].restartPolicy',
      ]),
    );
  });

  test('is complete as a plain object', () => {
    const written = writtenDeployments(cluster).find(({ metadata }) => metadata.name === 'web');
    expect(lostPaths(typed, specOf(written))).toEqual([]);
  });
});
