import { addStandardCharts } from '../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../lib/charts/synthesize-charts';
import type { GoogleClusterSpec } from '../../lib/specs/cluster/cluster-spec';
import type { GoogleClusterInput } from '../../lib/specs/cluster/google/google-cluster-input';
import type { WorkloadInput } from '../../lib/specs/workload/workload-input';
import type { KubernetesObject } from '../../lib/values/kubernetes-object';
import { CONTAINER } from '../fixtures/service-input';
import {
  hostedService,
  hostInput,
  trafficCluster,
  trafficDaemon,
  trafficEnvironment,
} from '../fixtures/traffic-environment';

/** Sources from which a policy lets nodes reach pods: a range of addresses, or the entities of Cilium. */
type Openings = Readonly<Record<string, readonly string[]>>;

interface Policy extends KubernetesObject {
  readonly spec: {
    readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly endpointSelector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly ingress?: readonly {
      readonly from?: readonly { readonly ipBlock?: { readonly cidr: string } }[];
      readonly fromEntities?: readonly string[];
      readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
      readonly toPorts?: readonly { readonly ports: readonly { readonly port: string; readonly protocol: string }[] }[];
    }[];
  };
}

const WORKLOADS: readonly WorkloadInput[] = [
  trafficDaemon(),
  hostedService(),
  hostedService({
    name: 'chat',
    container: { ...CONTAINER, port: 9090, protocol: 'websocket' },
    hosts: [
      hostInput({ host: 'chat.stream.example.com' }),
      hostInput({ host: 'stream.example.com', paths: ['/chat'] }),
    ],
  }),
  hostedService({ name: 'inside', hosts: [] }),
];

function clusterOn(datapath: GoogleClusterInput['datapath']): GoogleClusterSpec {
  return trafficCluster(trafficEnvironment({ datapath, workloads: WORKLOADS }));
}

/** What the manifests open to nodes, by namespace and workload, read without the library's own words for it. */
function openingsOf(cluster: GoogleClusterSpec): Openings {
  const objects = synthesizeCharts(cluster, [addStandardCharts]).flatMap(
    (file) => file.objects,
  ) as unknown as readonly Policy[];
  const found = objects.flatMap((object): (readonly [string, readonly string[]])[] => {
    const { spec } = object;
    const openings = (spec?.ingress ?? []).flatMap((rule) => {
      const sources = [
        ...(rule.fromEntities ?? []),
        ...(rule.from ?? []).flatMap(({ ipBlock }) => ipBlock?.cidr ?? []),
      ];
      const ports = [...(rule.ports ?? []), ...(rule.toPorts ?? []).flatMap((each) => each.ports)];
      const shown = ports.length === 0 ? ['every port'] : ports.map(({ port, protocol }) => `${protocol} ${port}`);
      return sources.flatMap((source) => shown.map((port) => `${source} ${port}`));
    });
    if (openings.length === 0) return [];
    const selected = Object.entries(spec.endpointSelector?.matchLabels ?? spec.podSelector?.matchLabels ?? {});
    const labels = Object.fromEntries(selected.map(([key, value]) => [key.replace(/^k8s:/, ''), value]));
    const namespace = object.metadata.namespace ?? labels['io.kubernetes.pod.namespace'] ?? 'every namespace';
    return [[`${namespace}/${labels['keelson.dev/workload'] ?? 'every pod'}`, openings]];
  });
  return Object.fromEntries(found);
}

/** What the routes of the cluster need: the port of the container, for the nodes, and nothing else. */
function neededBy(cluster: GoogleClusterSpec, sources: readonly string[]): Openings {
  const routes = cluster.traffic.flatMap((each) => each.routes);
  return Object.fromEntries(
    routes.map(({ workload }) => [
      `${workload.namespace}/${workload.name}`,
      sources.map((source) => `${source} TCP ${workload.container?.port}`),
    ]),
  );
}

describe.each([
  ['calico', (cluster: GoogleClusterSpec) => [cluster.network.nodeCidr]],
  ['dataplane-v2', () => ['host', 'remote-node']],
] as const)('hosts and policies on %s', (datapath, sourcesOf) => {
  const cluster = clusterOn(datapath);

  it('agree: every route opens the port of its container to the nodes, and nothing else is open to them', () => {
    const needed = neededBy(cluster, sourcesOf(cluster));
    expect(Object.keys(needed)).toEqual(['video/api', 'video/chat']);
    expect(openingsOf(cluster)).toEqual(needed);
  });

  it('agree with the Services by which the proxies find the pods', () => {
    const objects = synthesizeCharts(cluster, [addStandardCharts]).flatMap((file) => file.objects);
    const headless = objects.filter(
      ({ kind, ...object }) => kind === 'Service' && (object['spec'] as { clusterIP?: string }).clusterIP === 'None',
    );
    const found = headless.map(({ metadata, ...object }) => {
      const { ports } = object['spec'] as { ports: readonly { port: number; targetPort: number }[] };
      return [`${metadata.namespace}/${metadata.name}`, ports.map(({ port, targetPort }) => [port, targetPort])];
    });
    expect(found).toEqual([
      ['video/api-pods', [[8080, 8080]]],
      ['video/chat-pods', [[9090, 9090]]],
    ]);
  });
});

it('the comparison fails where a service has a host of which the manifests know nothing', () => {
  const without = trafficCluster(trafficEnvironment({ workloads: [trafficDaemon(), hostedService({ hosts: [] })] }));
  expect(openingsOf(without)).not.toEqual(neededBy(clusterOn('dataplane-v2'), ['host', 'remote-node']));
  expect(openingsOf(without)).toEqual({});
});
