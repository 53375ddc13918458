import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type App, Chart, Include, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { ChartBuilder } from '../../lib/charts/chart-builder';
import { standardChart } from '../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import { renderPlacement } from '../../lib/kubernetes/workloads/placement';
import { awsEnvironment } from '../fixtures/aws-environment';
import { onlyCluster } from '../fixtures/manifests';

const cluster = onlyCluster(awsEnvironment());
const SUBJECT = "environment 'paas' > cluster 'main'";

function refusal(...builders: readonly ChartBuilder[]): string {
  try {
    synthesizeCharts(cluster, builders);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

const certificate =
  (id: string) =>
  (app: App): void => {
    const metadata = { name: 'shop', namespace: 'shop' };
    new ApiObject(new Chart(app, id), 'certificate', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata,
    });
  };

const MISPLACED =
  "'apiVersion' must be of a built-in group of Kubernetes outside of band 80, got 'cert-manager.io/v1'; move it to a chart of band 80, 'extensions', which is applied in a command of its own once the definitions exist";

describe('a custom resource', () => {
  test.each(['00-shop', '20-shop', '40-shop', '60-shop'])(
    'is refused in %s, because one pass of kubectl would leave it out',
    (id) => {
      expect(refusal(certificate(id))).toBe(`${SUBJECT} > chart '${id}' > Certificate 'shop': ${MISPLACED}`);
    },
  );

  test('is refused in vendored manifests too, beside its own definition', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keelson-vendored-'));
    try {
      const url = join(folder, 'operator.yaml');
      const definition =
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: certificates.cert-manager.io }\n';
      writeFileSync(
        url,
        `${definition}---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: shop }\n`,
      );
      const message = refusal((app) => void new Include(new Chart(app, '40-operator'), 'vendored', { url }));
      expect(message).toBe(`${SUBJECT} > chart '40-operator' > Certificate 'shop': ${MISPLACED}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each([
    ['a custom resource in band 80', certificate('80-shop')],
    ['an object of a built-in group in band 80', addConfigMap('80-shop')],
    ['an object of the core group in band 60', addConfigMap('60-shop')],
  ])('%s is taken', (_, build) => {
    expect(refusal(build)).toBe('accepted');
  });
});

function addConfigMap(id: string): ChartBuilder {
  return (app) =>
    void new kplus.ConfigMap(new Chart(app, id), 'map', { metadata: { name: 'shop', namespace: 'shop' } });
}

test('a chart that has the id of another one is refused', () => {
  const twin = "'id' must be unique in the cluster, got '00-cluster'; name one of them differently";
  expect(refusal(standardChart('00-cluster'), addConfigMap('00-cluster'))).toContain(
    `${SUBJECT} > chart '00-cluster': ${twin}`,
  );
});

describe('higher-level constructs of cdk8s-plus', () => {
  const [workload] = cluster.workloads;
  if (workload === undefined) throw new Error('the fixture has no workload');
  const { labels } = renderPlacement(workload);
  const own = { ...labels };
  const container = { image: 'registry.example.com/shop/api:1.4.2', portNumber: 8080 };
  const named = (name: string) => ({ name, namespace: 'shop', labels: own });
  const REMEDY =
    "select on keelson.dev/workload, which renderPlacement sets; in cdk8s-plus give a workload 'select: false' and call its select(), give a Service no workload and call its selectLabel(), or replace the selector by addJsonPatch()";

  test('are refused where they select by the path of the construct, with the way to tell them', () => {
    const message = refusal((app) => {
      const chart = new Chart(app, '60-shop');
      const deployment = new kplus.Deployment(chart, 'api', { metadata: named('api'), containers: [container] });
      deployment.exposeViaService({ name: 'api' });
    });
    const rule = `'spec.selector' must use labels under keelson.dev/ only, got 'cdk8s.io/metadata.addr'; ${REMEDY}`;
    const chart = `${SUBJECT} > chart '60-shop'`;
    expect(message).toBe(`2 problems\n  ${chart} > Deployment 'api': ${rule}\n  ${chart} > Service 'api': ${rule}`);
  });

  test('are taken with labels of our own', () => {
    const [file] = synthesizeCharts(cluster, [
      (app) => {
        const chart = new Chart(app, '60-shop');
        const options = { select: false, podMetadata: { labels: own }, containers: [container] };
        const deployment = new kplus.Deployment(chart, 'api', { metadata: named('api'), ...options });
        deployment.select(kplus.LabelSelector.of({ labels: own }));
        const service = new kplus.Service(chart, 'service', { metadata: named('api'), ports: [{ port: 80 }] });
        for (const [key, value] of Object.entries(own)) service.selectLabel(key, value);
        const headless = new kplus.Service(chart, 'headless', { metadata: named('queue'), ports: [{ port: 80 }] });
        // The constructor of a stateful set selects for its Service by itself.
        const queue = new kplus.StatefulSet(chart, 'queue', {
          metadata: named('queue'),
          service: headless,
          ...options,
        });
        queue.select(kplus.LabelSelector.of({ labels: own }));
        ApiObject.of(headless).addJsonPatch(JsonPatch.replace('/spec/selector', own));
      },
    ]);
    const selectors = file?.objects.map(({ kind, spec }) => [kind, (spec as { selector: unknown }).selector]);
    expect(selectors).toEqual([
      ['Deployment', { matchLabels: own }],
      ['Service', own],
      ['Service', own],
      ['StatefulSet', { matchLabels: own }],
    ]);
  });
});
