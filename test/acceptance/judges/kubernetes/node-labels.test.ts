import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import { awsEnvironment } from '../../../fixtures/aws-environment';
import { onlyCluster } from '../../../fixtures/manifests';
import { ControlPlane, KUBERNETES_MINORS } from '../../harness/control-plane';
import type { ApiAnswer, ApiObject } from '../../harness/control-plane-client';
import { ObjectClient } from '../../harness/object-client';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';

// The tests use a node's own identity, as a kubelet or an attacker on the node does; Node authorizer and NodeRestriction are on.

const NODE = 'ip-10-25-0-1';
const MERGE = 'application/merge-patch+json';
const AS_NODE = {
  'Impersonate-User': `system:node:${NODE}`,
  'Impersonate-Group': ['system:nodes', 'system:authenticated'],
};
const LABELS = {
  'keelson.dev/pool': 'general',
  'keelson.dev/purpose': 'general',
  'kubernetes.io/hostname': NODE,
  'example.com/mine': 'x',
};

/** Changes of its own labels that a node must not be able to make. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'into another pool': { 'keelson.dev/pool': 'edge' },
  'out of its pool': { 'keelson.dev/pool': null },
  'of another purpose': { 'keelson.dev/purpose': 'traffic' },
  'that waits for a reboot': { 'keelson.dev/rebooting': 'true' },
  'with a label of ours that is not there yet': { 'keelson.dev/anything': 'x' },
};

describe.each(KUBERNETES_MINORS)('the identity of a node on %s', (minor) => {
  let plane: ControlPlane;
  let objects: ObjectClient;

  const relabel = (labels: object, path = ''): Promise<ApiAnswer<ApiObject>> =>
    plane.request(
      'PATCH',
      `/api/v1/nodes/${NODE}${path}?dryRun=All`,
      { metadata: { labels } },
      {
        ...AS_NODE,
        'Content-Type': MERGE,
      },
    );

  beforeAll(async () => {
    plane = await ControlPlane.start(Session.current(), `labels-${minor.replace('.', '-')}`, minor);
    objects = new ObjectClient(plane);
    const files = synthesizeCharts(onlyCluster(awsEnvironment()), [addStandardCharts]);
    const own = files.filter(({ path }) => path.startsWith('00-cluster')).flatMap((file) => file.objects);
    for (const object of own) await objects.apply(object);
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE, labels: LABELS } };
    // The labels are part of the registration, which the policy does not restrict.
    expect((await plane.request('POST', '/api/v1/nodes', node, AS_NODE)).status).toBe(201);
    const isHeld = async (): Promise<true | undefined> =>
      (await relabel({ 'keelson.dev/pool': 'edge' })).status === 422 || undefined;
    await pollUntil('the policy to hold', isHeld, { seconds: 30 });
  });

  afterAll(() => plane?.stop());

  it.each(Object.entries(REFUSED))('cannot make itself a node %s', async (_, labels) => {
    for (const path of ['', '/status']) {
      const { status, body } = await relabel(labels, path);
      expect([status, body['message']]).toEqual([422, expect.stringContaining('may not change its own labels under')]);
    }
  });

  it('can send its heartbeat and change labels of others', async () => {
    const condition = {
      type: 'Ready',
      status: 'True',
      reason: 'KubeletReady',
      lastHeartbeatTime: new Date().toISOString(),
    };
    const headers = { ...AS_NODE, 'Content-Type': 'application/strategic-merge-patch+json' };
    const heartbeat = await plane.request(
      'PATCH',
      `/api/v1/nodes/${NODE}/status`,
      { status: { conditions: [condition], addresses: [{ type: 'InternalIP', address: '10.25.0.1' }] } },
      headers,
    );
    expect(heartbeat.status).toBe(200);
    expect((await relabel({ 'example.com/mine': 'y' })).status).toBe(200);
    expect((await relabel({ 'node.kubernetes.io/instance-type': 'm6i.large' }, '/status')).status).toBe(200);
  });

  it('lets administrators of nodes change the labels', async () => {
    await objects.patch(`/api/v1/nodes/${NODE}`, { metadata: { labels: { 'keelson.dev/rebooting': 'true' } } });
    await objects.patch(`/api/v1/nodes/${NODE}`, { metadata: { labels: { 'keelson.dev/rebooting': null } } });
  });

  it('could move itself into another pool without the policy', async () => {
    await objects.remove('/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings/keelson-node-labels');
    const isFree = async (): Promise<true | undefined> =>
      (await relabel({ 'keelson.dev/pool': 'edge' })).status === 200 || undefined;
    await pollUntil('the policy to go', isFree, { seconds: 30 });
    for (const labels of Object.values(REFUSED)) expect((await relabel(labels)).status).toBe(200);
    Session.current().fact('kubernetes', `acts of a node refused on ${minor}`, 2 * Object.keys(REFUSED).length);
  });
});
