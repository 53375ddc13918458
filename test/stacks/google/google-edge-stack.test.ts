import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';
import {
  edgeCluster,
  edgePool,
  edgeProxy,
  hostedService,
  hostInput,
  publicIngress,
  secondEdgeCluster,
} from '../../fixtures/balancer-environment';
import { googlePool } from '../../fixtures/google-environment';
import { stacksOf } from '../../google/ingress/synthesize-edge';
import { resourcesOf } from '../../google/synthesize-google';

const web = hostedService('web', [hostInput('web')]);

/** The stacks of an environment with two pools of proxies, of which the traffic daemon uses these. */
const withPools = (...pools: readonly string[]) =>
  stacksOf({
    clusters: [
      edgeCluster({
        pools: [googlePool(), edgePool(), edgePool({ name: 'edge-b' })],
        workloads: [edgeProxy({ pools }), web],
      }),
    ],
  });

const portsOf = (stack: TerraformJson | undefined) =>
  resourcesOf(stack ?? {}, 'google_compute_instance_group_named_port').length;

test('an environment with an ingress has one more stack, whose provider has no region', () => {
  const stacks = stacksOf({ tags: { 'cost-center': 'video' } });
  expect(Object.keys(stacks).sort()).toEqual([
    'streaming-edge',
    'streaming-main-foundation',
    'streaming-main-platform',
  ]);
  expect(stacks['streaming-edge']?.['provider']?.['google']).toEqual([
    {
      project: 'example-streaming',
      default_labels: { 'cost-center': 'video', 'keelson-environment': 'streaming' },
    },
  ]);
});

test('an environment without an ingress has no such stack, and its pools no outputs for it', () => {
  const clusters = [edgeCluster({ workloads: [] })];
  const stacks = stacksOf({ clusters, ingress: [] });
  expect(Object.keys(stacks)).not.toContain('streaming-edge');
  expect(stacks['streaming-main-platform']).not.toHaveProperty('output');
});

test('keeps a state of its own and reads those of the clusters', () => {
  const edge = stacksOf({ state: { kind: 'gcs', bucket: 'states' } })['streaming-edge'];
  expect(edge?.['terraform']).toMatchObject({ backend: { gcs: { prefix: 'keelson/streaming-edge' } } });
  const read = Object.values(edge?.['data']?.['terraform_remote_state'] ?? {});
  expect(read.map((each) => (each['config'] as { readonly prefix: string }).prefix).sort()).toEqual([
    'keelson/streaming-main-foundation',
    'keelson/streaming-main-platform',
  ]);
});

test('enables the APIs of certificates, and of Cloud DNS where it owns the records', () => {
  const apisOf = (stacks: ReturnType<typeof stacksOf>) =>
    resourcesOf(stacks['streaming-edge'] ?? {}, 'google_project_service').map(({ service }) => service);
  expect(apisOf(stacksOf())).toEqual(['certificatemanager.googleapis.com']);
  const dns = { kind: 'cloud-dns', managedZone: 'stream' } as const;
  expect(apisOf(stacksOf({ ingress: [publicIngress({ dns })] }))).toEqual([
    'certificatemanager.googleapis.com',
    'dns.googleapis.com',
  ]);
});

test('attaching to a pool and letting go of one change the edge stack alone', () => {
  const [old, both, next] = [withPools('edge'), withPools('edge', 'edge-b'), withPools('edge-b')];
  for (const stacks of [both, next]) {
    expect(stacks['streaming-main-platform']).toEqual(old['streaming-main-platform']);
    expect(stacks['streaming-main-foundation']).toEqual(old['streaming-main-foundation']);
  }
  expect([old, both, next].map((stacks) => portsOf(stacks['streaming-edge']))).toEqual([3, 6, 3]);
});

test('a cluster that no balancer uses yet has the outputs that one will read', () => {
  const [one, both] = [['main'], ['main', 'east']].map((names) =>
    stacksOf({
      clusters: [edgeCluster(), secondEdgeCluster()],
      ingress: [publicIngress({ backends: names.map((cluster) => ({ cluster, workload: 'edge/edge-proxy' })) })],
    }),
  );
  for (const name of ['streaming-east-foundation', 'streaming-east-platform']) {
    expect(Object.keys(one?.[name]?.['output'] ?? {})).not.toEqual([]);
    expect(one?.[name]?.['output']).toEqual(both?.[name]?.['output']);
  }
});

test('two ingresses have a balancer each', () => {
  const edge = stacksOf({ ingress: [publicIngress(), publicIngress({ name: 'partners' })] })['streaming-edge'];
  const names = resourcesOf(edge ?? {}, 'google_compute_global_address').map(({ name }) => name);
  expect(names).toEqual(['streaming-partners-ipv4', 'streaming-public-ipv4']);
});
