import type { KubernetesMinor } from '../../harness/control-plane';
import { KUBERNETES_MINORS } from '../../harness/control-plane';
import type { ApiAnswer, ApiObject, ControlPlaneClient } from '../../harness/control-plane-client';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { tunedCluster, tunedManifests } from './tuned-platform';
import { TunedRun } from './tuned-run';

const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
const POLICY_BINDINGS = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';
const DEDICATED = { key: 'dedicated', value: 'edge', effect: 'NoSchedule' };

type Refusals = Readonly<Record<string, readonly [patch: readonly object[], words: string]>>;

/** Changes that a tuner must not be able to make together with opening its node, and the message of the refusal. */
const BESIDE: Refusals = {
  'a label': [[{ op: 'add', path: '/metadata/labels/evil', value: 'x' }], 'may not change metadata.labels'],
  'the label of its pool': [
    [{ op: 'replace', path: '/metadata/labels/keelson.dev~1pool', value: 'system' }],
    'may not change metadata.labels',
  ],
  'an annotation': [
    [{ op: 'add', path: '/metadata/annotations', value: { evil: 'x' } }],
    'may not change metadata.annotations',
  ],
  'an owner, by which the node would be deleted': [
    [
      {
        op: 'add',
        path: '/metadata/ownerReferences',
        value: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'gone', uid: '11111111-1111-1111-1111-111111111111' }],
      },
    ],
    'may not change metadata.ownerReferences',
  ],
  'a finalizer': [
    [{ op: 'add', path: '/metadata/finalizers', value: ['example.com/for-ever'] }],
    'may not change metadata.finalizers',
  ],
  'the provider’s id': [
    [{ op: 'add', path: '/spec/providerID', value: 'aws:///eu-central-1a/i-0' }],
    'may not change spec.providerID',
  ],
  cordoning: [[{ op: 'add', path: '/spec/unschedulable', value: true }], 'may not change spec.unschedulable'],
};

/** Changes of taints other than opening the node. */
const INSTEAD: Refusals = {
  nothing: [[], 'may change taints only by taking off'],
  'another taint more': [
    [{ op: 'add', path: '/spec/taints/-', value: { key: 'evil', effect: 'NoExecute' } }],
    'may change taints only by taking off',
  ],
  'a taint that stays': [[{ op: 'replace', path: '/spec/taints', value: [] }], 'may change taints only by taking off'],
  'the effect of a taint': [
    [{ op: 'replace', path: '/spec/taints/0/effect', value: 'NoExecute' }],
    'may change taints only by taking off',
  ],
};

describe.each(KUBERNETES_MINORS)('the identity of a tuner on %s', (minor: KubernetesMinor) => {
  const cluster = tunedCluster();
  let run: TunedRun;
  let identity: ControlPlaneClient;
  let own = '';
  let other = '';

  /** Patches a node as the tuner, in a dry run unless `meant` is true. */
  const patch = (node: string, operations: readonly object[], meant = false): Promise<ApiAnswer<ApiObject>> =>
    identity.request('PATCH', `/api/v1/nodes/${node}${meant ? '' : '?dryRun=All'}`, operations, JSON_PATCH);

  const opening = (): readonly object[] => [
    { op: 'test', path: '/spec/taints/1/key', value: run.taint },
    { op: 'remove', path: '/spec/taints/1' },
  ];

  beforeAll(async () => {
    run = await TunedRun.start(`identity-${minor.replace('.', '-')}`, minor, cluster);
    await run.apply(tunedManifests(cluster));
    const nodes = run.edgeNodes(2);
    [own = '', other = ''] = nodes.map(({ name }) => name);
    await run.join(nodes);
    const path = `/api/v1/namespaces/keelson-system/pods?fieldSelector=spec.nodeName=${own}`;
    const pod = await pollUntil('a tuner on the node', async () => (await run.objects.list(path)).items[0], {
      seconds: 60,
    });
    identity = run.plane.clientWith(await run.fleet.tokenOf(pod));
    // The server evaluates a new policy only a moment after it was written.
    const label = BESIDE['a label']?.[0] ?? [];
    await pollUntil('the policy to hold', async () => (await patch(own, label)).status === 422 || undefined, {
      seconds: 30,
    });
  });

  afterAll(async () => {
    identity?.close();
    await run?.stop();
  });

  it('has nodes with the taints that the patches name', async () => {
    const { body } = await run.plane.request<{ spec: { taints: readonly object[] } }>('GET', `/api/v1/nodes/${own}`);
    expect(body.spec.taints[0]).toEqual(DEDICATED);
    expect(body.spec.taints[1]).toMatchObject({ key: run.taint });
  });

  it.each(Object.entries(BESIDE))('cannot change %s', async (_what, [operations, words]) => {
    const { status, body } = await patch(own, [...opening(), ...operations]);
    expect(status).toBe(422);
    expect(body['message']).toContain(words);
  });

  it.each(Object.entries(INSTEAD))('cannot change %s', async (_what, [operations, words]) => {
    const { status, body } = await patch(own, operations);
    expect(status).toBe(422);
    expect(body['message']).toContain(words);
  });

  it('cannot change its addresses', async () => {
    const { status, body } = await patch(own, [
      ...opening(),
      { op: 'add', path: '/spec/podCIDR', value: '10.9.9.0/24' },
    ]);
    expect(status).toBe(422);
    // The server's own validation may refuse the change first.
    expect(String(body['message'])).toMatch(/podCIDR/);
  });

  it('cannot open another node', async () => {
    const { status, body } = await patch(other, opening());
    expect(status).toBe(422);
    expect(body['message']).toContain('may change no node but its own');
  });

  it('may neither delete nor create nodes, nor write their status', async () => {
    const attempts = [
      identity.request('DELETE', `/api/v1/nodes/${own}`),
      identity.request('POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'evil' } }),
      identity.request('PATCH', `/api/v1/nodes/${own}/status`, [], JSON_PATCH),
      identity.request('GET', '/api/v1/nodes?watch=1'),
    ];
    expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  it('can open its own node', async () => {
    expect((await patch(own, opening(), true)).status).toBe(200);
    expect(await run.tainted()).toEqual([other]);
  });

  it('could make all of these changes without the policy', async () => {
    await run.objects.remove(`${POLICY_BINDINGS}/keelson-node-tuner`);
    const label = BESIDE['a label']?.[0] ?? [];
    await pollUntil('the policy to go', async () => (await patch(own, label)).status === 200 || undefined, {
      seconds: 30,
    });
    const owner = BESIDE['an owner, by which the node would be deleted']?.[0] ?? [];
    expect((await patch(own, owner)).status).toBe(200);
    expect((await patch(other, opening())).status).toBe(200);
    Session.current().fact('tuner', `acts refused on ${minor}`, Object.keys({ ...BESIDE, ...INSTEAD }).length + 6);
  });
});
