import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import type { ChartBuilder } from '../../lib/charts/chart-builder';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../lib/specs/cluster/cluster-spec';
import { EnvironmentSpec } from '../../lib/specs/environment/environment-spec';
import { awsEnvironment } from '../fixtures/aws-environment';
import { googleEnvironment } from '../fixtures/google-environment';

function firstCluster(environment: EnvironmentSpec): AwsClusterSpec | GoogleClusterSpec {
  const [cluster] = environment.clusters;
  if (cluster === undefined) throw new Error('the fixture has no cluster');
  return cluster;
}

const cluster = firstCluster(EnvironmentSpec.from(awsEnvironment()));

/** A chart with one ConfigMap. */
function chartOf(id: string, add: (chart: Chart) => void): ChartBuilder {
  return (app) => add(new Chart(app, id));
}

function configMap(name: string, data: Record<string, string> = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data };
}

function refusal(add: (chart: Chart) => void): string {
  try {
    synthesizeCharts(cluster, [chartOf('60-shop', add)]);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

describe('the standard charts', () => {
  it.each([
    ['AWS', firstCluster(EnvironmentSpec.from(awsEnvironment()))],
    ['Google', firstCluster(EnvironmentSpec.from(googleEnvironment()))],
  ])('of a cluster on %s match the snapshot', (_, each) => {
    const files = synthesizeCharts(each, [addStandardCharts]);
    expect(files.map((file) => file.path)).toEqual([
      '00-cluster.k8s.yaml',
      '00-namespaces.k8s.yaml',
      '00-team-admission.k8s.yaml',
      '00-teams.k8s.yaml',
    ]);
    expect(files.map((file) => `# ${file.path}\n${file.text}`).join('\n')).toMatchSnapshot();
  });

  it('are byte for byte what cdk8s writes', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'keelson-charts-'));
    try {
      const app = new App({ outdir });
      addStandardCharts(app, cluster);
      app.synth();
      const written = readdirSync(outdir).sort();
      const files = synthesizeCharts(cluster, [addStandardCharts]);
      expect(files.map((file) => file.path)).toEqual(written);
      for (const file of files) expect(file.text).toBe(readFileSync(join(outdir, file.path), 'utf8'));
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  });

  it('create each namespace before the first object in it, in the order in which kubectl applies', () => {
    const made = new Set(['kube-system']);
    for (const file of synthesizeCharts(cluster, [addStandardCharts])) {
      for (const { kind, metadata } of file.objects) {
        if (kind === 'Namespace') made.add(metadata.name);
        else if (metadata.namespace !== undefined) expect(made).toContain(metadata.namespace);
      }
    }
    expect(made).toEqual(new Set(['kube-system', 'keelson-system', 'shop']));
  });

  it('contain no empty file where a cluster has no teams', () => {
    const environment = awsEnvironment();
    const [first] = environment.clusters;
    if (first === undefined) throw new Error('the fixture has no cluster');
    const teamless = EnvironmentSpec.from({ ...environment, clusters: [{ ...first, teams: [], workloads: [] }] });
    const paths = synthesizeCharts(firstCluster(teamless), [addStandardCharts]).map((file) => file.path);
    expect(paths).toEqual(['00-cluster.k8s.yaml', '00-namespaces.k8s.yaml']);
  });
});

describe('a chart', () => {
  it('of band 80 is written to the folder that kubectl apply skips', () => {
    const files = synthesizeCharts(cluster, [
      chartOf('80-alerts', (chart) => void new ApiObject(chart, 'Map', configMap('rules'))),
      chartOf('60-shop', (chart) => void new ApiObject(chart, 'Map', configMap('shop'))),
    ]);
    expect(files.map((file) => file.path)).toEqual(['60-shop.k8s.yaml', 'extensions/80-alerts.k8s.yaml']);
  });

  it('without a band is refused', () => {
    const build = chartOf('shop', (chart) => void new ApiObject(chart, 'Map', configMap('shop')));
    expect(() => synthesizeCharts(cluster, [build])).toThrow(
      "environment 'paas' > cluster 'main' > chart 'shop': 'id' must begin with its band and be a DNS label, got 'shop'",
    );
  });

  it('without objects is refused, because kubectl refuses an empty file', () => {
    expect(refusal(() => undefined)).toContain("'objects' must hold at least one object, got 0");
  });

  it('within a chart is refused', () => {
    const message = refusal((chart) => {
      new ApiObject(chart, 'Map', configMap('shop'));
      new Chart(chart, '60-inner');
    });
    expect(message).toContain("'60-shop/60-inner' must be a direct child of the app");
  });

  it('with a dependency on another chart is refused, because cdk8s would renumber every file', () => {
    const build: ChartBuilder = (app) => {
      const first = new ApiObject(new Chart(app, '60-first'), 'Map', configMap('first'));
      new ApiObject(new Chart(app, '60-second'), 'Map', configMap('second')).addDependency(first);
    };
    expect(() => synthesizeCharts(cluster, [build])).toThrow(
      "chart '60-second': '60-second/Map' must depend on its own chart only, got '60-first'",
    );
  });

  it('keeps the order that dependencies within it require', () => {
    const [file] = synthesizeCharts(cluster, [
      chartOf('60-shop', (chart) => {
        const late = new ApiObject(chart, 'Late', configMap('late'));
        late.addDependency(new ApiObject(chart, 'Early', configMap('early')));
      }),
    ]);
    expect(file?.objects.map((object) => object.metadata.name)).toEqual(['early', 'late']);
  });

  it('reports validation errors of its constructs', () => {
    const message = refusal((chart) => {
      const object = new ApiObject(chart, 'Map', configMap('shop'));
      object.node.addValidation({ validate: () => ['a map without keys'] });
    });
    expect(message).toBe('validation of the charts failed\n  [60-shop/Map] a map without keys');
  });
});

describe('the naming rule', () => {
  it("refuses a name that cdk8s derived from the construct's path", () => {
    const message = refusal((chart) => void new ApiObject(chart, 'Map', { apiVersion: 'v1', kind: 'ConfigMap' }));
    expect(message).toMatch(/ConfigMap '60-shop-map-c8[0-9a-f]{6}': 'metadata.name' must be stated/);
  });

  it('refuses a generated name without a hash, too', () => {
    const build: ChartBuilder = (app) => {
      const chart = new Chart(app, '60-shop', { disableResourceNameHashes: true });
      new ApiObject(chart, 'Map', { apiVersion: 'v1', kind: 'ConfigMap' });
    };
    expect(() => synthesizeCharts(cluster, [build])).toThrow("'metadata.name' must be stated, got '60-shop-map'");
  });

  it("refuses a selector that cdk8s-plus derived from the construct's path", () => {
    const message = refusal((chart) => {
      new kplus.Deployment(chart, 'Api', {
        metadata: { name: 'api', namespace: 'shop' },
        containers: [{ image: 'registry.example.com/api:1.0.0', resources: {} }],
      });
    });
    expect(message).toContain(
      "Deployment 'api': 'spec.selector' must use labels under keelson.dev/ only, got 'cdk8s.io/metadata.addr'",
    );
  });

  it('refuses a Service that selects on a label of somebody else', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api' },
      spec: { selector: { app: 'api' } },
    };
    expect(refusal((chart) => void new ApiObject(chart, 'Service', service))).toContain("got 'app'");
  });

  it('refuses two objects with one name, also in different charts', () => {
    const builders = ['60-a', '60-b'].map((id) => {
      return chartOf(id, (chart) => void new ApiObject(chart, 'Map', configMap('shop')));
    });
    expect(() => synthesizeCharts(cluster, builders)).toThrow(
      "chart '60-b' > ConfigMap 'shop': 'metadata.name' must be unique in the cluster, got 'the same name in chart '60-a''",
    );
  });

  it('reports all problems at once', () => {
    const message = refusal((chart) => {
      new ApiObject(chart, 'One', { apiVersion: 'v1', kind: 'ConfigMap' });
      new ApiObject(chart, 'Two', { apiVersion: 'v1', kind: 'ConfigMap' });
    });
    expect(message).toMatch(/^2 problems\n/);
  });
});

describe('the guard against Terraform tokens', () => {
  it('refuses a token that a patch adds after the object was resolved', () => {
    const message = refusal((chart) => {
      const object = new ApiObject(chart, 'Map', configMap('shop', { a: 'b' }));
      object.addJsonPatch(JsonPatch.replace('/data/a', 'x-${TfToken[TOKEN.1]}'));
    });
    expect(message).toContain("'data.a' must hold no Terraform token, got 'x-${TfToken[TOKEN.1]}'");
  });
});
