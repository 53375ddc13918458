import { budgetBlocksDrain } from '../../../../lib/checks/drains/budget-blocks-drain';
import { policyRefusesPods } from '../../../../lib/checks/policy-refuses-pods';
import { runChecks } from '../../../../lib/checks/run-checks';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { awsEnvironment } from '../../../fixtures/aws-environment';
import { modelOf } from '../../../fixtures/manifests';
import { ControlPlane, KUBERNETES_MINORS } from '../../harness/control-plane';
import type { ApiAnswer, ApiObject } from '../../harness/control-plane-client';
import { expectSuccess, ObjectClient } from '../../harness/object-client';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { createNode } from './coordinator-rig';
import { BUDGETS, EVERYTHING, FAULTS, NAMED, NEIGHBOURS, ZERO_BUDGETS } from './team-faults';
import {
  AS_MEMBER,
  budget,
  budgetsOf,
  CHAT,
  CHAT_KEY,
  collectionOf,
  LAB,
  NODE,
  POD_KINDS,
  type PodKind,
  type PodMembers,
  SHOP,
  said,
  starting,
  TUNER_KEY,
  teamEnvironment,
  teamManifests,
  writerOf,
} from './team-rig';

const MERGE = { 'Content-Type': 'application/merge-patch+json' };
const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const KINDS = Object.keys(POD_KINDS) as readonly PodKind[];

test('the checks find at synthesis exactly the pods that the API servers refuse', () => {
  const checked = (object: KubernetesObject): number => {
    const inShop = { ...object, metadata: { ...object.metadata, namespace: SHOP } };
    const findings = runChecks(modelOf(teamEnvironment(), [inShop]), [policyRefusesPods, budgetBlocksDrain]);
    return findings.filter(({ severity }) => severity === 'error').length;
  };
  for (const kind of KINDS) {
    for (const [members] of Object.values(FAULTS)) expect(checked(starting(kind, 'tried', members))).toBe(1);
    for (const members of Object.values(NEIGHBOURS)) expect(checked(starting(kind, 'tried', members))).toBe(0);
  }
  for (const [bounds] of Object.values(ZERO_BUDGETS)) expect(checked(budget('zero', bounds))).toBe(1);
  for (const bounds of Object.values(BUDGETS)) expect(checked(budget('zero', bounds))).toBe(0);
});

describe.each(KUBERNETES_MINORS)('the admission policies of teams on %s', (minor) => {
  let plane: ControlPlane;
  let objects: ObjectClient;
  const { ground, policies } = teamManifests();

  /** Sends a write as a dry run. */
  const tryCreate = (namespace: string, kind: PodKind, members: PodMembers): Promise<ApiAnswer<ApiObject>> => {
    const path = `${collectionOf(kind, namespace)}?dryRun=All`;
    const object = starting(kind, 'tried', members);
    return plane.request('POST', path, object, namespace === SHOP ? writerOf(kind) : {});
  };

  const tryBudget = (namespace: string, bounds: object): Promise<ApiAnswer<ApiObject>> =>
    plane.request(
      'POST',
      `${budgetsOf(namespace)}?dryRun=All`,
      budget('zero', bounds),
      namespace === SHOP ? AS_MEMBER : {},
    );

  const create = async (kind: PodKind, name: string, members: PodMembers = {}): Promise<void> =>
    expectSuccess(name, await plane.request('POST', collectionOf(kind, SHOP), starting(kind, name, members)));

  /** Sends a change of the team's object, as a user who may write its kind. */
  const tryPatch = (kind: PodKind, name: string, change: object): Promise<ApiAnswer<ApiObject>> =>
    plane.request('PATCH', `${collectionOf(kind, SHOP)}/${name}?dryRun=All`, change, { ...writerOf(kind), ...MERGE });

  beforeAll(async () => {
    plane = await ControlPlane.start(Session.current(), `teams-${minor.replace('.', '-')}`, minor);
    objects = new ObjectClient(plane);
    for (const object of ground) await objects.apply(object);
    await createNode(objects, NODE);
    // These objects are created before the policies.
    await create('Deployment', 'old', { tolerations: [EVERYTHING], terminationGracePeriodSeconds: 9000 });
    expectSuccess('an old budget', await plane.request('POST', budgetsOf(SHOP), budget('old', { maxUnavailable: 0 })));
    for (const object of policies) await objects.apply(object);
    // The server enforces policies and bindings only a moment after they are created.
    const [everything] = FAULTS['a toleration of everything'] ?? [{}];
    const isHeld = async (): Promise<true | undefined> => {
      const answers = await Promise.all([tryCreate(SHOP, 'Pod', everything), tryBudget(SHOP, { maxUnavailable: 0 })]);
      const audited = await Promise.all([tryCreate(LAB, 'Pod', everything), tryBudget(LAB, { maxUnavailable: 0 })]);
      const isBound = await tryCreate(CHAT, 'Pod', everything);
      const isRefused = [...answers, isBound].every(({ status }) => status === 422);
      return (isRefused && audited.every(({ warnings }) => warnings.length > 0)) || undefined;
    };
    await pollUntil('the policies to hold', isHeld, { seconds: 30 });
  });

  afterAll(() => plane?.stop());

  describe.each(KINDS)('refuse a new %s', (kind) => {
    it.each(Object.entries(FAULTS))('with %s', async (_, [members, words]) => {
      const [status, message] = said(await tryCreate(SHOP, kind, members));
      expect([status, message]).toEqual([422, expect.stringContaining(`${kind} 'tried' of team 'shop' ${words}`)]);
      expect(message).toContain("ValidatingAdmissionPolicy 'keelson-team-pods' with binding 'keelson-team-pods-shop'");
    });
  });

  it.each(KINDS)('admit a new %s with harmless pods', async (kind) => {
    for (const [what, members] of Object.entries(NEIGHBOURS)) {
      const { status, warnings } = await tryCreate(SHOP, kind, members);
      expect([what, status, warnings]).toEqual([what, 201, []]);
    }
  });

  it.each(KINDS.filter((kind) => kind !== 'Pod'))('validate a changed template of a %s', async (kind) => {
    const name = `changed-${kind.toLowerCase()}`;
    await create(kind, name);
    const around = (members: PodMembers) => ({ spec: starting(kind, name, members)['spec'] });
    // Of a job only the members that place its pods can change, and only while the job is suspended.
    const faults = Object.values(FAULTS).filter(([members]) => kind !== 'Job' || 'tolerations' in members);
    for (const [members, words] of faults) {
      expect(said(await tryPatch(kind, name, around(members)))).toEqual([422, expect.stringContaining(words)]);
    }
    expect((await tryPatch(kind, name, around({ tolerations: [NAMED] }))).status).toBe(200);
    expect((await tryPatch(kind, name, { metadata: { labels: { edited: 'yes' } } })).status).toBe(200);
  });

  it('admit the binding, labels and named tolerations of a pending pod, and refuse a toleration of every taint', async () => {
    await create('Pod', 'running', { schedulingGates: [{ name: 'example.com/wait' }] });
    const path = `${collectionOf('Pod', SHOP)}/running`;
    const tolerate = (toleration: object) => [{ op: 'add', path: '/spec/tolerations/-', value: toleration }];
    const member = { ...AS_MEMBER, ...JSON_PATCH };
    // Otherwise an update could let a pending pod start on any node.
    const tryTolerating = async (toleration: object) =>
      said(await plane.request('PATCH', `${path}?dryRun=All`, tolerate(toleration), member));
    expect(await tryTolerating(EVERYTHING)).toEqual([422, expect.stringContaining('tolerates every taint')]);
    expect(await tryTolerating({ ...EVERYTHING, key: TUNER_KEY })).toEqual([
      422,
      expect.stringContaining('tolerates the startup taint'),
    ]);
    expect((await tryTolerating(NAMED))[0]).toBe(200);
    await objects.patch(path, { spec: { schedulingGates: null } });
    const target = { apiVersion: 'v1', kind: 'Node', name: NODE };
    const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name: 'running' }, target };
    expectSuccess('the binding', await plane.request('POST', `${path}/binding`, binding));
    const labelled = await plane.request(
      'PATCH',
      path,
      { metadata: { labels: { edited: 'yes' } } },
      { ...AS_MEMBER, ...MERGE },
    );
    expect([labelled.status, labelled.body['spec']]).toEqual([200, expect.objectContaining({ nodeName: NODE })]);
    expect((await tryTolerating(NAMED))[0]).toBe(200);
    expect(await tryTolerating(EVERYTHING)).toEqual([422, expect.stringContaining('tolerates every taint')]);
  });

  it('admit the pods of a DaemonSet with named tolerations and with those that its controller adds', async () => {
    await create('DaemonSet', 'agent', { tolerations: [NAMED], nodeSelector: { 'keelson.dev/pool': 'general' } });
    const owned = async () => {
      const { items } = await objects.list(`${collectionOf('Pod', SHOP)}?labelSelector=controller-revision-hash`);
      return items.find(({ metadata }) => metadata?.name?.startsWith('agent-'));
    };
    const pod = await pollUntil('a pod of the DaemonSet', owned, { seconds: 60 });
    const { tolerations } = pod['spec'] as { readonly tolerations: readonly { readonly key: string }[] };
    expect(tolerations.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['dedicated', 'node.kubernetes.io/not-ready', 'node.kubernetes.io/unschedulable']),
    );
  });

  it.each(Object.entries(ZERO_BUDGETS))('refuse a budget by which %s', async (_, [bounds, words]) => {
    expect(said(await tryBudget(SHOP, bounds))).toEqual([422, expect.stringContaining(words)]);
  });

  it.each(Object.entries(BUDGETS))('admit a budget by which %s', async (_, bounds) => {
    expect((await tryBudget(SHOP, bounds)).status).toBe(201);
  });

  it("admit the longest grace period of a team's workloads, and tolerations of the startup taint that its daemon removes", async () => {
    const grace = async (seconds: number) =>
      said(await tryCreate(CHAT, 'Deployment', { terminationGracePeriodSeconds: seconds }));
    expect((await grace(900))[0]).toBe(201);
    expect(await grace(901)).toEqual([422, expect.stringContaining('the team may state at most 900')]);
    const tolerating = async (key: string) =>
      (await tryCreate(CHAT, 'DaemonSet', { tolerations: [{ ...EVERYTHING, key }] })).status;
    expect([await tolerating(CHAT_KEY), await tolerating(TUNER_KEY)]).toEqual([201, 422]);
  });

  it("warn a team with the admission 'audit', and refuse nothing", async () => {
    for (const [members, words] of Object.values(FAULTS)) {
      const { status, warnings } = await tryCreate(LAB, 'Deployment', members);
      expect([status, warnings]).toEqual([201, expect.arrayContaining([expect.stringContaining(words)])]);
    }
    for (const [bounds, words] of Object.values(ZERO_BUDGETS)) {
      const { status, warnings } = await tryBudget(LAB, bounds);
      const inLab = words.replace("team 'shop'", "team 'lab'");
      expect([status, warnings]).toEqual([201, expect.arrayContaining([expect.stringContaining(inLab)])]);
    }
    // This metric shows whether anything would be refused once the team has the admission 'deny'.
    const { body } = await plane.request<string>('GET', '/metrics');
    const counted = body
      .split('\n')
      .filter((line) => line.startsWith('apiserver_validating_admission_policy_check_total'));
    expect(counted.join('\n')).toMatch(
      /enforcement_action="audit".*policy="keelson-team-pods",policy_binding="keelson-team-pods-lab"/,
    );
  });

  it("do not apply to the platform's namespaces", async () => {
    for (const namespace of ['keelson-system', 'kube-system', 'default']) {
      for (const [members] of Object.values(FAULTS)) {
        expect((await tryCreate(namespace, 'Pod', members)).status).toBe(201);
      }
      expect((await tryBudget(namespace, { maxUnavailable: 0 })).status).toBe(201);
    }
  });

  it('allow objects that are older to be scaled, labelled and deleted, and validate a changed template', async () => {
    const path = `${collectionOf('Deployment', SHOP)}/old`;
    const member = { ...AS_MEMBER, ...MERGE };
    for (const change of [{ metadata: { labels: { edited: 'yes' } } }, { spec: { replicas: 0, paused: true } }]) {
      expect((await plane.request('PATCH', path, change, member)).status).toBe(200);
    }
    expect((await plane.request('PATCH', `${path}/scale`, { spec: { replicas: 0 } }, member)).status).toBe(200);
    // This is the change that `kubectl rollout restart` makes.
    const restarted = {
      spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'now' } } } },
    };
    expect(said(await plane.request('PATCH', path, restarted, member))).toEqual([
      422,
      expect.stringContaining("Deployment 'old' of team 'shop' tolerates every taint"),
    ]);
    const old = `${budgetsOf(SHOP)}/old`;
    expect((await plane.request('PATCH', old, { metadata: { labels: { edited: 'yes' } } }, member)).status).toBe(200);
    expect(said(await plane.request('PATCH', old, { spec: { maxUnavailable: '0%' } }, member))).toEqual([
      422,
      expect.stringContaining('lets no pod go'),
    ]);
    expect((await plane.request('PATCH', old, { spec: { maxUnavailable: 1 } }, member)).status).toBe(200);
    // The garbage collector updates the finalizers of the object before it is deleted.
    const foreground = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Foreground' };
    expectSuccess('the deletion', await plane.request('DELETE', path, foreground, AS_MEMBER));
    const isGone = async (): Promise<true | undefined> =>
      (await plane.request('GET', path)).status === 404 || undefined;
    await pollUntil('the old Deployment to go', isGone, { seconds: 60 });
  });

  it('refuse immediately a list of tolerations that is too long to be evaluated in time', async () => {
    const tolerations = Array.from({ length: 20_000 }, (_, index) => ({ ...NAMED, key: `example.com/taint-${index}` }));
    const begin = Date.now();
    const [status, message] = said(await tryCreate(SHOP, 'Pod', { tolerations: [...tolerations, EVERYTHING] }));
    expect([status, message]).toEqual([
      422,
      expect.stringContaining('states 20001 tolerations, and at most 1000 are read'),
    ]);
    // It takes eight seconds where the list is evaluated.
    expect(Date.now() - begin).toBeLessThan(4_000);
  });

  it('cannot be evaded by a member of the team', async () => {
    const label = { metadata: { labels: { 'kubernetes.io/metadata.name': 'other' } } };
    const merging = { ...AS_MEMBER, ...MERGE };
    const attempts = [
      plane.request('PATCH', `/api/v1/namespaces/${SHOP}`, label, merging),
      plane.request(
        'DELETE',
        `${ADMISSION}/validatingadmissionpolicybindings/keelson-team-pods-shop`,
        undefined,
        AS_MEMBER,
      ),
      plane.request('PATCH', `${ADMISSION}/validatingadmissionpolicies/keelson-team-pods`, { spec: {} }, merging),
      plane.request('POST', `${collectionOf('Pod', SHOP)}/running/binding`, {}, AS_MEMBER),
    ];
    expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    // Not even an administrator can change the label by which the bindings select the namespace.
    const relabelled = await plane.request('PATCH', `/api/v1/namespaces/${SHOP}?dryRun=All`, label, MERGE);
    expect([relabelled.status, (await tryCreate(SHOP, 'Pod', { nodeName: NODE })).status]).toEqual([
      expect.any(Number),
      422,
    ]);
    const labels = relabelled.body.metadata?.labels;
    expect(relabelled.status >= 400 || labels?.['kubernetes.io/metadata.name'] === SHOP).toBe(true);
  });

  it('have expressions in which the server finds no type errors', async () => {
    for (const name of ['keelson-team-pods', 'keelson-team-budgets', 'keelson-team-deletions']) {
      const readStatus = async () => {
        const { body } = await plane.request('GET', `${ADMISSION}/validatingadmissionpolicies/${name}`);
        const status = body['status'] as
          | { readonly observedGeneration?: number; readonly typeChecking?: object }
          | undefined;
        return status?.observedGeneration === undefined ? undefined : status;
      };
      const { typeChecking } = await pollUntil(`the status of ${name}`, readStatus, { seconds: 60 });
      expect(typeChecking ?? {}).toEqual({});
    }
    // The server reports a policy with a wrong expression, which proves that it checks the types.
    const [wrong] = policies.filter(({ metadata }) => metadata.name === 'keelson-team-budgets');
    const spec = {
      ...(wrong?.['spec'] as object),
      variables: [],
      validations: [{ expression: 'object.spec.nosuch == 1' }],
    };
    expectSuccess('wrong', await objects.create({ ...wrong, metadata: { name: 'wrong' }, spec } as KubernetesObject));
    const readWarnings = async () => {
      const { body } = await plane.request('GET', `${ADMISSION}/validatingadmissionpolicies/wrong`);
      return (body['status'] as { readonly typeChecking?: object } | undefined)?.typeChecking;
    };
    expect(JSON.stringify(await pollUntil('warnings', readWarnings, { seconds: 60 }))).toContain('nosuch');
  });

  it('are the only reason for the refusals: without their bindings everything is admitted', async () => {
    for (const policy of ['keelson-team-pods', 'keelson-team-budgets']) {
      await objects.remove(`${ADMISSION}/validatingadmissionpolicybindings/${policy}-shop`);
    }
    const isFree = async (): Promise<true | undefined> => {
      const answers = [tryCreate(SHOP, 'Pod', { nodeName: NODE }), tryBudget(SHOP, { maxUnavailable: 0 })];
      return (await Promise.all(answers)).every(({ status }) => status === 201) || undefined;
    };
    await pollUntil('the policies to go', isFree, { seconds: 30 });
    for (const kind of KINDS) {
      for (const [members] of Object.values(FAULTS)) expect((await tryCreate(SHOP, kind, members)).status).toBe(201);
    }
    for (const [bounds] of Object.values(ZERO_BUDGETS)) expect((await tryBudget(SHOP, bounds)).status).toBe(201);
    const refused = KINDS.length * Object.keys(FAULTS).length + Object.keys(ZERO_BUDGETS).length;
    Session.current().fact('kubernetes', `writes of a team refused on ${minor}`, refused);
  });

  it('hold where no pool has a startup taint', async () => {
    for (const object of teamManifests(awsEnvironment()).policies) await objects.apply(object);
    const isHeld = async (): Promise<true | undefined> =>
      (await tryCreate(SHOP, 'Pod', { tolerations: [EVERYTHING] })).status === 422 || undefined;
    await pollUntil('the policies to hold again', isHeld, { seconds: 30 });
    const named = { tolerations: [NAMED, { ...EVERYTHING, key: TUNER_KEY }] };
    const isOpen = async (): Promise<true | undefined> =>
      (await tryCreate(SHOP, 'Deployment', named)).status === 201 || undefined;
    await pollUntil('a policy without startup taints', isOpen, { seconds: 30 });
  });
});
