import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import { COORDINATED, withReboots } from '../../../fixtures/coordinated-cluster';
import { onlyCluster } from '../../../fixtures/manifests';
import { ControlPlane, KUBERNETES_MINORS } from '../../harness/control-plane';
import type { ApiAnswer, ApiObject, ControlPlaneClient } from '../../harness/control-plane-client';
import { expectSuccess, ObjectClient } from '../../harness/object-client';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import {
  ACCOUNT,
  createNode,
  type DaemonSet,
  LOCK,
  lockOf,
  lockTtl,
  OTHER,
  OWN,
  type PodTemplate,
  tokenOnNode,
  untilUnchanged,
} from './coordinator-rig';

const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
const STRATEGIC_MERGE = { 'Content-Type': 'application/strategic-merge-patch+json' };
const NAMESPACE = '/api/v1/namespaces/keelson-system';
const DAEMON_SETS = '/apis/apps/v1/namespaces/keelson-system/daemonsets';
const POLICY_BINDINGS = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';

type Change = readonly [operation: { op: string; path: string; value: unknown }, words: string];

/** Changes of its node that a coordinator must not be able to make, and the message of the refusal. */
const OF_NODES: Readonly<Record<string, Change>> = {
  'another label': [{ op: 'add', path: '/metadata/labels/evil', value: 'x' }, 'may change no label but'],
  'the label of its pool': [
    { op: 'replace', path: '/metadata/labels/keelson.dev~1pool', value: 'jvm' },
    'may change no label but',
  ],
  'its own label to something else': [
    { op: 'add', path: '/metadata/labels/keelson.dev~1rebooting', value: 'maybe' },
    "is 'true' or 'false'",
  ],
  'an annotation': [
    { op: 'add', path: '/metadata/annotations', value: { evil: 'x' } },
    'may not change metadata.annotations',
  ],
  'a finalizer': [
    { op: 'add', path: '/metadata/finalizers', value: ['example.com/for-ever'] },
    'may not change metadata.finalizers',
  ],
  'an owner, by which the node would be deleted': [
    {
      op: 'add',
      path: '/metadata/ownerReferences',
      value: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'gone', uid: '11111111-1111-1111-1111-111111111111' }],
    },
    'may not change metadata.ownerReferences',
  ],
  'its taints': [
    { op: 'add', path: '/spec/taints', value: [{ key: 'evil', effect: 'NoExecute' }] },
    'may not change spec.taints',
  ],
  'the provider’s id': [
    { op: 'add', path: '/spec/providerID', value: 'aws:///eu-west-1a/i-0' },
    'may not change spec.providerID',
  ],
};

/** Changes of its DaemonSet, with which it could run anything on every node of the pool. */
const OF_DAEMONS: Readonly<Record<string, readonly [change: (daemon: DaemonSet) => object, words: string]>> = {
  'what it runs': [
    ({ spec }) => ({ spec: { ...spec, template: withCommand(spec.template) } }),
    'may not change what a daemon runs',
  ],
  'how it is updated': [
    ({ spec }) => ({ spec: { ...spec, updateStrategy: { type: 'OnDelete' } } }),
    'may not change what a daemon runs',
  ],
  'a label': [
    ({ metadata }) => ({ metadata: { ...metadata, labels: { evil: 'x' } } }),
    'may not change metadata.labels',
  ],
  'another annotation': [
    ({ metadata }) => ({ metadata: { ...metadata, annotations: { ...metadata.annotations, evil: 'x' } } }),
    'may change no annotation but',
  ],
};

/** Duration of a lock in seconds in the schedule of the fixture. */
const TTL = lockTtl();

/** Values that a coordinator must not be able to write as a free lock, and the message of the refusal. */
const LOCKS: Readonly<Record<string, readonly [lock: () => string, words: string]>> = {
  'for another node': [() => lockOf(OTHER), 'for no node but its own'],
  'for ever': [() => lockOf(OWN, { ttl: 0 }), 'a lock lasts 1 s to'],
  'for longer than the schedule says': [() => lockOf(OWN, { ttl: TTL + 1 }), `a lock lasts 1 s to the ${TTL} s`],
  'from a day far ahead': [() => lockOf(OWN, { created: 86_400 }), 'begins when it is taken'],
  'in another form': [() => `{"nodeID":"${OWN}"}`, 'the form that kured writes'],
  twice: [() => lockOf(OWN).replace('}', '},"nodeID":"x"'), 'the form that kured writes'],
  'as one of several': [() => `{"maxOwners":9,"locks":[${lockOf(OWN)}]}`, 'the form that kured writes'],
};

function withCommand(template: PodTemplate): PodTemplate {
  const containers = template.spec.containers.map((container) => ({ ...container, command: ['/bin/sh'] }));
  return { ...template, spec: { ...template.spec, containers } };
}

function manifests() {
  const cluster = onlyCluster(withReboots({ general: COORDINATED, jvm: COORDINATED }));
  const files = synthesizeCharts(cluster, [addStandardCharts]);
  const wanted = files.filter(({ path }) => /^00-(cluster|namespaces|reboot)|^20-reboot/.test(path));
  return wanted.flatMap(({ objects }) => objects);
}

describe.each(KUBERNETES_MINORS)('the identity of a reboot coordinator on %s', (minor) => {
  let plane: ControlPlane;
  let objects: ObjectClient;
  let identity: ControlPlaneClient;

  const patchNode = (node: string, operations: readonly object[]): Promise<ApiAnswer<ApiObject>> =>
    identity.request('PATCH', `/api/v1/nodes/${node}?dryRun=All`, operations, JSON_PATCH);

  const readDaemon = async (): Promise<DaemonSet> =>
    (await identity.request<DaemonSet>('GET', `${DAEMON_SETS}/${ACCOUNT}`)).body;

  const tryUpdate = (change: (daemon: DaemonSet) => object): Promise<ApiAnswer<ApiObject>> =>
    untilUnchanged(async () => {
      const daemon = await readDaemon();
      return identity.request('PUT', `${DAEMON_SETS}/${ACCOUNT}?dryRun=All`, { ...daemon, ...change(daemon) });
    });

  /** Tries to write or remove the lock, together with other metadata. */
  const tryLock = async (lock: string | undefined, beside: object = {}): Promise<readonly [number, string]> => {
    const { status, body } = await tryUpdate(({ metadata }) => {
      const { [LOCK]: _, ...annotations } = metadata.annotations ?? {};
      return { metadata: { ...metadata, annotations: { ...annotations, ...(lock && { [LOCK]: lock }) }, ...beside } };
    });
    return [status, String(body['message'] ?? '')];
  };

  /** Writes or removes the lock as kured does, with the whole object that it read. */
  const writeLock = async (lock: string | undefined): Promise<number> => {
    const answer = await untilUnchanged(async () => {
      const daemon = await readDaemon();
      const { [LOCK]: _, ...annotations } = daemon.metadata.annotations ?? {};
      const metadata = { ...daemon.metadata, annotations: { ...annotations, ...(lock && { [LOCK]: lock }) } };
      return identity.request('PUT', `${DAEMON_SETS}/${ACCOUNT}`, { ...daemon, metadata });
    });
    return answer.status;
  };

  beforeAll(async () => {
    plane = await ControlPlane.start(Session.current(), `coordinator-${minor.replace('.', '-')}`, minor);
    objects = new ObjectClient(plane);
    for (const object of manifests()) await objects.apply(object);
    for (const name of [OWN, OTHER]) await createNode(objects, name);
    identity = plane.clientWith(await tokenOnNode(plane, objects));
    const [label] = OF_NODES['another label'] ?? [];
    const command = OF_DAEMONS['what it runs']?.[0] ?? (() => ({}));
    // The server evaluates new policies only a moment after they were written.
    await pollUntil(
      'the policy on nodes',
      async () => (await patchNode(OWN, [label ?? {}])).status === 422 || undefined,
      {
        seconds: 30,
      },
    );
    await pollUntil('the policy on the lock', async () => (await tryUpdate(command)).status === 422 || undefined, {
      seconds: 30,
    });
  });

  afterAll(async () => {
    identity?.close();
    await plane?.stop();
  });

  it.each(Object.entries(OF_NODES))('cannot change on its node: %s', async (_what, [operation, words]) => {
    const { status, body } = await patchNode(OWN, [operation]);
    expect([status, body['message']]).toEqual([422, expect.stringContaining(words)]);
  });

  it.each(Object.entries(OF_DAEMONS))('cannot change on its DaemonSet: %s', async (_what, [change, words]) => {
    const { status, body } = await tryUpdate(change);
    expect([status, body['message']]).toEqual([422, expect.stringContaining(words)]);
  });

  it('cannot cordon another node', async () => {
    const { status, body } = await patchNode(OTHER, [{ op: 'add', path: '/spec/unschedulable', value: true }]);
    expect([status, body['message']]).toEqual([422, expect.stringContaining('may change no node but its own')]);
  });

  it('may neither delete nodes or pods, nor write the lock of another pool, nor read secrets', async () => {
    const attempts = [
      identity.request('DELETE', `/api/v1/nodes/${OWN}`),
      identity.request('DELETE', `${NAMESPACE}/pods/${ACCOUNT}`),
      identity.request('PATCH', `${DAEMON_SETS}/reboot-coordinator-jvm`, {}, STRATEGIC_MERGE),
      identity.request('PUT', `${DAEMON_SETS}/reboot-coordinator-jvm`, await readDaemon()),
      identity.request('GET', `${NAMESPACE}/secrets`),
    ];
    expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it('can label, cordon and uncordon its node, as kured and its drain do', async () => {
    const changes = [
      { metadata: { labels: { 'keelson.dev/rebooting': 'true' } } },
      { spec: { unschedulable: true } },
      { spec: { unschedulable: null } },
      { metadata: { labels: { 'keelson.dev/rebooting': 'false' } } },
    ];
    for (const change of changes) {
      expectSuccess('its node', await identity.request('PATCH', `/api/v1/nodes/${OWN}`, change, STRATEGIC_MERGE));
    }
    expect(
      (await patchNode(OWN, [{ op: 'test', path: '/metadata/labels/keelson.dev~1rebooting', value: 'false' }])).status,
    ).toBe(200);
  });

  it.each(Object.entries(LOCKS))('cannot take its lock %s', async (_what, [lock, words]) => {
    expect(await tryLock(lock())).toEqual([422, expect.stringContaining(words)]);
  });

  it('can take its lock for one second, and for as long as the schedule says', async () => {
    expect((await tryLock(lockOf(OWN, { ttl: 1 })))[0]).toBe(200);
    expect((await tryLock(lockOf(OWN, { unschedulable: true })))[0]).toBe(200);
  });

  it('cannot take the lock of another node before its time is over', async () => {
    const others = (lock: string) => objects.patch(`${DAEMON_SETS}/${ACCOUNT}`, annotated(lock));
    await others(lockOf(OTHER));
    const words = 'taken over once its time is over';
    expect(await tryLock(lockOf(OWN))).toEqual([422, expect.stringContaining(words)]);
    expect(await tryLock(undefined)).toEqual([422, expect.stringContaining(words)]);
    // A record with a time far in the future does not come from the server.
    const { metadata } = await readDaemon();
    const note = {
      manager: 'forged',
      operation: 'Update',
      apiVersion: 'apps/v1',
      time: '2100-01-01T00:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:metadata': { 'f:annotations': { [`f:${LOCK}`]: {} } } },
    };
    const managedFields = [...(metadata['managedFields'] as readonly object[]), note];
    expect(await tryLock(lockOf(OWN), { managedFields })).toEqual([422, expect.stringContaining(words)]);
    await others(lockOf(OTHER, { created: -TTL - 120 }));
    expect((await tryLock(lockOf(OWN)))[0]).toBe(200);
    await objects.patch(`${DAEMON_SETS}/${ACCOUNT}`, { metadata: { annotations: { [LOCK]: null } } });
  });

  it('can take its lock, which an apply of the manifests keeps, and release it', async () => {
    const lock = lockOf(OWN);
    expect(await writeLock(lock)).toBe(200);
    for (const object of manifests().filter(({ kind }) => kind === 'DaemonSet')) await objects.apply(object);
    expect((await readDaemon()).metadata.annotations?.[LOCK]).toBe(lock);
    // The coordinator cannot take the lock again before its time is over, either.
    expect((await tryLock(lockOf(OWN)))[0]).toBe(422);
    expect(await writeLock(undefined)).toBe(200);
    expect((await readDaemon()).metadata.annotations).not.toHaveProperty([LOCK]);
  });

  it('can list and evict the pods of its node', async () => {
    const query = `fieldSelector=spec.nodeName%3D${OWN}`;
    const { status, body } = await identity.request<{ items: readonly ApiObject[] }>('GET', `/api/v1/pods?${query}`);
    expect([status, body.items.map(({ metadata }) => metadata?.name)]).toEqual([
      200,
      expect.arrayContaining([ACCOUNT]),
    ]);
    const eviction = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { name: ACCOUNT, namespace: 'keelson-system' },
    };
    const answer = await identity.request('POST', `${NAMESPACE}/pods/${ACCOUNT}/eviction?dryRun=All`, eviction);
    expect(answer.status).toBe(201);
  });

  it('could run anything on every node of its pool without the policy', async () => {
    await objects.remove(`${POLICY_BINDINGS}/keelson-reboot-coordinator-lock`);
    const command = OF_DAEMONS['what it runs']?.[0] ?? (() => ({}));
    await pollUntil('the policy to go', async () => (await tryUpdate(command)).status === 200 || undefined, {
      seconds: 30,
    });
    for (const [lock] of Object.values(LOCKS)) expect((await tryLock(lock()))[0]).toBe(200);
    const refused = Object.keys({ ...OF_NODES, ...OF_DAEMONS, ...LOCKS }).length + 9;
    Session.current().fact('kubernetes', `acts of a coordinator refused on ${minor}`, refused);
  });
});

function annotated(lock: string): object {
  return { metadata: { annotations: { [LOCK]: lock } } };
}
