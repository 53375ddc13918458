import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import { trafficCluster, trafficEnvironment } from '../../../fixtures/traffic-environment';
import { KUBERNETES_MINORS } from '../../harness/control-plane';
import { type ManifestObject, splitManifest } from '../../harness/control-plane-apply';
import type { ApiAnswer, ApiObject } from '../../harness/control-plane-client';
import { expectSuccess, ObjectClient } from '../../harness/object-client';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { applyBandByBand, reapply } from './apply-runs';
import { type AtOnceRun, beginAtOnceRuns } from './at-once-runs';
import { daemonOwner } from './expected-pods';
import { JudgedCluster } from './judged-cluster';
import { prune } from './prune';
import { POD_KINDS, type PodKind } from './team-rig';
import { type ProxyPodSpec, TRAFFIC_FAULTS } from './traffic-faults';

const EDGE = '/namespaces/edge';
const NODE = 'gke-edge-1';
const DATAPATHS = (['dataplane-v2', 'calico'] as const).map((datapath) => ({
  datapath,
  manifests: manifestsOf(datapath),
}));

const figures = { 'traffic daemons applied': 0, 'traffic pods refused': 0 };

afterAll(() => {
  for (const [name, value] of Object.entries(figures)) Session.current().fact('kubernetes', name, value);
});

describe.each(KUBERNETES_MINORS)('a traffic daemon on the API server %s', (minor) => {
  let cluster: JudgedCluster;
  let second: JudgedCluster;
  let atOnce: ReadonlyMap<string, Promise<AtOnceRun>>;

  beforeAll(async () => {
    const name = `traffic-${minor.replace('.', '-')}`;
    [cluster, second] = await Promise.all([
      JudgedCluster.start(minor, `${name}-bands`),
      JudgedCluster.start(minor, `${name}-at-once`),
    ]);
    atOnce = beginAtOnceRuns(second, new Map(DATAPATHS.map(({ datapath, manifests }) => [datapath, manifests])));
  });

  afterAll(async () => {
    await cluster?.plane.stop();
    await second?.plane.stop();
  });

  test.each(DATAPATHS)('with its namespace and policies for $datapath is accepted, stays and goes', async (each) => {
    const { problems } = await applyBandByBand(cluster, each.manifests);
    expect(problems).toEqual([]);
    expect(await reapply(cluster, each.manifests)).toEqual([]);
    expect(await prune(cluster, each.manifests)).toEqual([]);
    figures['traffic daemons applied'] += 1;
  });

  test('is accepted in one pass, and no second apply changes it', async () => {
    for (const { datapath } of DATAPATHS) expect(await atOnce.get(datapath)).toEqual({ rounds: 1, problems: [] });
  });

  describe('whose policy is in force', () => {
    const manifests = manifestsOf('dataplane-v2');
    const daemonSet = find(manifests, 'DaemonSet', 'proxy');
    const template = (daemonSet['spec'] as { readonly template: ApiObject }).template;
    const podSpec = template['spec'] as ProxyPodSpec;

    /** A pod as the DaemonSet's controller would send it, as a dry run. */
    const tryPod = (spec: object, metadata: object = {}): Promise<ApiAnswer<ApiObject>> => {
      const own = {
        generateName: 'proxy-',
        ownerReferences: [daemonOwner(daemonSet)],
        labels: template.metadata?.labels,
      };
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...own, ...metadata }, spec };
      return cluster.plane.request('POST', `/api/v1${EDGE}/pods?dryRun=All`, pod);
    };

    beforeAll(async () => {
      expect((await applyBandByBand(cluster, manifests)).problems).toEqual([]);
      // The server enforces a policy a moment after it has stored it.
      await pollUntil(
        'the policy to be enforced',
        async () => {
          const { status } = await tryPod({ ...podSpec, hostPID: true });
          return status === 422 ? true : undefined;
        },
        { seconds: 60 },
      );
    });

    test('the pod of the daemon is admitted', async () => {
      expect(said(await tryPod(podSpec))).toEqual([201, '']);
    });

    test.each(TRAFFIC_FAULTS)('$name is refused, in a pod and in the DaemonSet', async ({ change, message }) => {
      const spec = { ...podSpec, ...change(podSpec) };
      expect(said(await tryPod(spec))).toEqual([422, expect.stringMatching(message)]);
      const path = `/apis/apps/v1${EDGE}/daemonsets/proxy?dryRun=All`;
      const current = await cluster.plane.request('GET', path);
      const changed = { ...(current.body['spec'] as object), template: { ...template, spec } };
      const answer = await cluster.plane.request('PUT', path, { ...current.body, spec: changed });
      expect(said(answer)).toEqual([422, expect.stringMatching(message)]);
      figures['traffic pods refused'] += 1;
    });

    test('a pod that no DaemonSet owns is refused, and one of another owner', async () => {
      const message = expect.stringMatching(/is not the DaemonSet proxy or one of its pods/);
      expect(said(await tryPod(podSpec, { ownerReferences: [] }))).toEqual([422, message]);
      const owner = { ...daemonOwner(daemonSet), kind: 'ReplicaSet' };
      expect(said(await tryPod(podSpec, { ownerReferences: [owner] }))).toEqual([422, message]);
    });

    const others = (Object.keys(POD_KINDS) as readonly PodKind[]).filter((kind) => kind !== 'Pod');
    test.each(others)('a %s that starts the same pods is refused', async (kind) => {
      const { apiVersion, plural, around } = POD_KINDS[kind];
      const root = apiVersion.includes('/') ? '/apis' : '/api';
      const object = { apiVersion, kind, metadata: { name: 'other' }, spec: around(podSpec) };
      const answer = await cluster.plane.request('POST', `${root}/${apiVersion}${EDGE}/${plural}?dryRun=All`, object);
      expect(said(answer)).toEqual([422, expect.stringMatching(/is not the DaemonSet proxy or one of its pods/)]);
    });

    test("the controller's own pod is admitted on a node of the pool, and takes no ephemeral container", async () => {
      const objects = new ObjectClient(cluster.plane);
      const labels = { 'keelson.dev/pool': 'edge' };
      expectSuccess(NODE, await objects.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: NODE, labels } }));
      const pods = `/api/v1${EDGE}/pods`;
      const name = await pollUntil(
        'the pod of the daemon',
        async () => (await objects.list(pods)).items[0]?.metadata?.name,
        {
          seconds: 60,
        },
      );
      const path = `${pods}/${name}`;
      const { body } = await cluster.plane.request('GET', path);
      const debugger_ = { name: 'debugger', image: 'docker.io/library/busybox:1.37' };
      const withDebugger = { ...body, spec: { ...(body['spec'] as object), ephemeralContainers: [debugger_] } };
      const answer = await cluster.plane.request('PUT', `${path}/ephemeralcontainers?dryRun=All`, withDebugger);
      expect(said(answer)).toEqual([422, expect.stringMatching(/may have no ephemeral containers/)]);
      // Labels of a pod may change, because controllers write them.
      await objects.patch(path, { metadata: { labels: { 'example.com/seen': 'yes' } } });
      await objects.remove(`/api/v1/nodes/${NODE}`);
    });
  });
});

function manifestsOf(datapath: 'dataplane-v2' | 'calico'): readonly ManifestObject[] {
  const files = synthesizeCharts(trafficCluster(trafficEnvironment({ datapath })), [addStandardCharts]);
  return files.flatMap(({ path, text }) => splitManifest(path, text));
}

function find(manifests: readonly ManifestObject[], kind: string, name: string): ApiObject {
  const found = manifests.find(({ object }) => object.kind === kind && object.metadata?.name === name);
  if (found === undefined) throw new Error(`no ${kind} '${name}' in the manifests`);
  return found.object;
}

/** Status and message of a response. */
function said({ status, body }: ApiAnswer<ApiObject>): readonly [number, string] {
  return [status, String(body['message'] ?? '')];
}
