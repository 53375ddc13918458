import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, Include } from 'cdk8s';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { awsEnvironment } from '../fixtures/aws-environment';
import { onlyCluster } from '../fixtures/manifests';

const cluster = onlyCluster(awsEnvironment());
const REMEDY =
  'add every item as an object of its own, because checks do not look into a list; in YAML for an Include, write the items as documents that --- separates';

function filesOf(id: string, add: (chart: Chart) => void) {
  return synthesizeCharts(cluster, [(app) => add(new Chart(app, id))]);
}

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'shop' },
  spec: { nodeName: 'node-1', containers: [{ name: 'shop', image: 'x' }] },
};

test.each([
  ['v1', 'List', { items: [pod] }],
  ['v1', 'List', {}],
  ['v1', 'PodList', { items: [pod] }],
  ['apps/v1', 'DeploymentList', { items: [] }],
  ['v1', 'ConfigMap', { items: [pod] }],
])('refuses the list %s %s of %j, because checks would not see its items', (apiVersion, kind, content) => {
  const list = { apiVersion, kind, metadata: { name: 'x' }, ...content };
  expect(() => filesOf('60-x', (chart) => void new ApiObject(chart, 'list', list))).toThrow(
    `environment 'paas' > cluster 'main' > chart '60-x' > ${kind} 'x': 'kind' must be a single object, got 'a list (${apiVersion} ${kind})'; ${REMEDY}`,
  );
});

test('refuses a list in a file that an Include reads, and accepts its items as documents', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-list-'));
  const include = (name: string, ...documents: readonly object[]) => {
    const url = join(folder, name);
    writeFileSync(url, documents.map((document) => JSON.stringify(document)).join('\n---\n'));
    return filesOf('60-x', (chart) => void new Include(chart, 'include', { url }));
  };
  try {
    const list = { apiVersion: 'v1', kind: 'List', metadata: { name: 'x' }, items: [pod] };
    expect(() => include('list.yaml', list)).toThrow(
      `environment 'paas' > cluster 'main' > chart '60-x' > List 'x': 'kind' must be a single object, got 'a list (v1 List)'; ${REMEDY}`,
    );
    const objects = include('items.yaml', pod).flatMap((file) => file.objects);
    expect(objects.map(({ kind }) => kind)).toEqual(['Pod']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('accepts a custom resource whose kind ends in List, and an object with items further below', () => {
  const allowed = { apiVersion: 'example.com/v1', kind: 'AllowList', metadata: { name: 'x' }, spec: { items: ['a'] } };
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'y' }, data: { items: '[]' } };
  const kinds = [
    ...filesOf('80-x', (chart) => void new ApiObject(chart, 'list', allowed)),
    ...filesOf('60-y', (chart) => void new ApiObject(chart, 'map', map)),
  ].flatMap((file) => file.objects.map(({ kind }) => kind));
  expect(kinds).toEqual(['AllowList', 'ConfigMap']);
});
