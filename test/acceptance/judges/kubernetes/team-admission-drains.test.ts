import { ControlPlane, KUBERNETES_MINORS } from '../../harness/control-plane';
import type { ApiAnswer, ApiObject } from '../../harness/control-plane-client';
import { expectSuccess, ObjectClient } from '../../harness/object-client';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { createNode } from './coordinator-rig';
import {
  AS_MEMBER,
  CHAT,
  collectionOf,
  LAB,
  NODE,
  POD_KINDS,
  type PodKind,
  SHOP,
  said,
  starting,
  teamManifests,
  writerOf,
} from './team-rig';

const BINDINGS = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';
const YEARS = 100_000_000;

/** Message of a refusal for a pod of the team `shop`. */
const refusalOf = (pod: string, seconds: number): string =>
  `The deletion of Pod '${pod}' of team 'shop' states gracePeriodSeconds ${seconds}, and the team may state at most 300 because a drain waits for the pod; leave gracePeriodSeconds out, or lower it`;

const optionsOf = (gracePeriodSeconds?: number) => ({
  apiVersion: 'v1',
  kind: 'DeleteOptions',
  ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
});

const evictionOf = (name: string, deleteOptions?: object) => ({
  apiVersion: 'policy/v1',
  kind: 'Eviction',
  metadata: { name },
  ...(deleteOptions !== undefined && { deleteOptions }),
});

describe.each(KUBERNETES_MINORS)('the admission policies of teams and drains on %s', (minor) => {
  let plane: ControlPlane;
  let objects: ObjectClient;
  const { ground, policies } = teamManifests();
  const as = (namespace: string) => (namespace === SHOP ? AS_MEMBER : {});
  const podOf = (name: string, namespace: string = SHOP) => `${collectionOf('Pod', namespace)}/${name}`;

  /** Creates a pod that is bound to a node, because the API server deletes an unbound pod immediately. */
  const createPod = async (name: string, namespace: string = SHOP, graceSeconds = 30): Promise<void> => {
    const pod = starting('Pod', name, { terminationGracePeriodSeconds: graceSeconds });
    const labels = { app: name };
    const object = { ...pod, metadata: { ...pod.metadata, labels } };
    expectSuccess(name, await plane.request('POST', collectionOf('Pod', namespace), object));
    const binding = {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { name },
      target: { apiVersion: 'v1', kind: 'Node', name: NODE },
    };
    expectSuccess('the binding', await plane.request('POST', `${podOf(name, namespace)}/binding`, binding));
  };

  const remove = (name: string, options?: object, namespace: string = SHOP): Promise<ApiAnswer<ApiObject>> =>
    plane.request('DELETE', podOf(name, namespace), options, as(namespace));

  const evict = (name: string, options?: object, namespace: string = SHOP): Promise<ApiAnswer<ApiObject>> =>
    plane.request('POST', `${podOf(name, namespace)}/eviction`, evictionOf(name, options), as(namespace));

  /** Grace period of a pod's deletion in seconds; undefined for a pod that is not being deleted. */
  const deletionGraceOf = async (name: string, namespace: string = SHOP): Promise<unknown> => {
    const { body } = await plane.request('GET', podOf(name, namespace));
    return (body.metadata as { readonly deletionGracePeriodSeconds?: number } | undefined)?.deletionGracePeriodSeconds;
  };

  beforeAll(async () => {
    plane = await ControlPlane.start(Session.current(), `deletions-${minor.replace('.', '-')}`, minor);
    objects = new ObjectClient(plane);
    for (const object of ground) await objects.apply(object);
    await createNode(objects, NODE);
    // This pod is created before the policies.
    await createPod('older', SHOP, 9000);
    for (const object of policies) await objects.apply(object);
    await createPod('probe');
    await createPod('probe', LAB);
    // The server enforces policies and bindings only a moment after they are created.
    const isHeld = async (): Promise<true | undefined> => {
      const dry = { ...optionsOf(YEARS), dryRun: ['All'] };
      const denied = [await remove('probe', dry), await evict('probe', dry)];
      const audited = [await remove('probe', dry, LAB), await evict('probe', dry, LAB)];
      const isDenied = denied.every(({ status }) => status === 422);
      return (isDenied && audited.every(({ warnings }) => warnings.length > 0)) || undefined;
    };
    await pollUntil('the policy to hold', isHeld, { seconds: 30 });
  });

  afterAll(() => plane?.stop());

  it('refuses a deletion with a grace period above the maximum of the team, and admits the maximum', async () => {
    await createPod('deleted');
    for (const seconds of [301, YEARS]) {
      expect(said(await remove('deleted', optionsOf(seconds)))).toEqual([
        422,
        expect.stringContaining(refusalOf('deleted', seconds)),
      ]);
    }
    const byQuery = await plane.request('DELETE', `${podOf('deleted')}?gracePeriodSeconds=301`, undefined, AS_MEMBER);
    expect(said(byQuery)).toEqual([422, expect.stringContaining(refusalOf('deleted', 301))]);
    expect(await deletionGraceOf('deleted')).toBeUndefined();
    expect((await remove('deleted', optionsOf(300))).status).toBe(200);
    expect(await deletionGraceOf('deleted')).toBe(300);
  });

  it('refuses an eviction with a grace period above the maximum of the team, and admits the maximum', async () => {
    await createPod('evicted');
    for (const seconds of [301, YEARS]) {
      expect(said(await evict('evicted', optionsOf(seconds)))).toEqual([
        422,
        expect.stringContaining(refusalOf('evicted', seconds)),
      ]);
    }
    expect(await deletionGraceOf('evicted')).toBeUndefined();
    expect((await evict('evicted', optionsOf(300))).status).toBe(201);
    expect(await deletionGraceOf('evicted')).toBe(300);
  });

  it('admits deletions and evictions that state no grace period, and those that state 0', async () => {
    const ways: readonly (readonly [string, (pod: string) => Promise<ApiAnswer<ApiObject>>])[] = [
      ['deleted-without-options', (pod) => remove(pod)],
      ['deleted-with-options', (pod) => remove(pod, { ...optionsOf(), propagationPolicy: 'Background' })],
      ['evicted-without-options', (pod) => evict(pod)],
      ['evicted-with-options', (pod) => evict(pod, optionsOf())],
    ];
    for (const [pod, go] of ways) {
      await createPod(pod);
      expect([pod, (await go(pod)).status < 300, await deletionGraceOf(pod)]).toEqual([pod, true, 30]);
      expect((await remove(pod, optionsOf(0))).status).toBe(200);
      expect((await plane.request('GET', podOf(pod))).status).toBe(404);
    }
  });

  it('refuses the deletion of a collection with a grace period above the maximum, and admits one without', async () => {
    await createPod('collected');
    const collection = `${collectionOf('Pod', SHOP)}?labelSelector=app%3Dcollected`;
    const removeAll = (seconds?: number) => plane.request('DELETE', collection, optionsOf(seconds), AS_MEMBER);
    const [status, message] = said(await removeAll(YEARS));
    expect([status, message]).toEqual([422, expect.stringContaining(refusalOf('collected', YEARS))]);
    expect(await deletionGraceOf('collected')).toBeUndefined();
    expect((await removeAll()).status).toBe(200);
    expect(await deletionGraceOf('collected')).toBe(30);
  });

  it('admits the own grace period of a pod that is older than the policies', async () => {
    expect((await remove('older', optionsOf(9001))).status).toBe(422);
    expect((await remove('older', optionsOf(9000))).status).toBe(200);
  });

  it('refuses pods that would start on a cordoned node, except those of a DaemonSet', async () => {
    const tolerations = [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' }];
    const words = (kind: string) =>
      `${kind} 'cordoned' of team 'shop' tolerates node.kubernetes.io/unschedulable, so its pods would start on nodes that are being drained; remove this toleration, which only the pods of a DaemonSet may have`;
    for (const kind of Object.keys(POD_KINDS) as readonly PodKind[]) {
      const object = starting(kind, 'cordoned', { tolerations });
      const answer = said(
        await plane.request('POST', `${collectionOf(kind, SHOP)}?dryRun=All`, object, writerOf(kind)),
      );
      expect(answer).toEqual(kind === 'DaemonSet' ? [201, ''] : [422, expect.stringContaining(words(kind))]);
    }
    const pod = starting('Pod', 'cordoned', { tolerations });
    const owner = { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent', uid: 'a' };
    const owned = { ...pod, metadata: { ...pod.metadata, ownerReferences: [owner] } };
    expect((await plane.request('POST', `${collectionOf('Pod', SHOP)}?dryRun=All`, owned)).status).toBe(201);
  });

  it('lets controllers delete the pods of a workload', async () => {
    const deployment = starting('Deployment', 'scaled', {});
    const spec = { ...(deployment['spec'] as object), replicas: 1 };
    expectSuccess(
      'scaled',
      await plane.request('POST', collectionOf('Deployment', SHOP), { ...deployment, spec }, AS_MEMBER),
    );
    const pods = async () =>
      (await objects.list(`${collectionOf('Pod', SHOP)}?labelSelector=pod-template-hash`)).items.filter(
        ({ metadata }) => !(metadata as { readonly deletionTimestamp?: string }).deletionTimestamp,
      );
    await pollUntil('a pod', async () => (await pods()).length === 1 || undefined, { seconds: 60 });
    const path = `${collectionOf('Deployment', SHOP)}/scaled`;
    const background = { ...optionsOf(), propagationPolicy: 'Background' };
    expect((await plane.request('DELETE', path, background, AS_MEMBER)).status).toBe(200);
    await pollUntil('no pod', async () => (await pods()).length === 0 || undefined, { seconds: 60 });
  });

  it("has the maximum of each team, and does not apply to the platform's namespaces", async () => {
    for (const [namespace, seconds, status] of [
      [CHAT, 901, 422],
      [CHAT, 900, 200],
      ['keelson-system', YEARS, 200],
    ] as const) {
      const pod = `grace-${seconds}`;
      await createPod(pod, namespace);
      expect([pod, (await remove(pod, optionsOf(seconds), namespace)).status]).toEqual([pod, status]);
    }
  });

  it("warns a team with the admission 'audit', and refuses nothing", async () => {
    const dry = { ...optionsOf(301), dryRun: ['All'] };
    for (const answer of [await remove('probe', dry, LAB), await evict('probe', dry, LAB)]) {
      expect([answer.status < 300, answer.warnings]).toEqual([
        true,
        [expect.stringContaining("Pod 'probe' of team 'lab' states gracePeriodSeconds 301")],
      ]);
    }
  });

  it('is the only reason for the refusals: without its binding every grace period is admitted', async () => {
    await objects.remove(`${BINDINGS}/keelson-team-deletions-shop`);
    const dry = { ...optionsOf(YEARS), dryRun: ['All'] };
    const isFree = async (): Promise<true | undefined> =>
      [await remove('probe', dry), await evict('probe', dry)].every(({ status }) => status < 300) || undefined;
    await pollUntil('the policy to go', isFree, { seconds: 30 });
  });
});
