import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { WorkloadSpec } from '../../../../lib/specs/workload/workload-spec';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { CRASH_LOOP_ANNOTATION } from '../../harness/simulated-kubelets';
import { initialCounts, type SimulatedNode } from '../../harness/simulated-nodes';
import { type SynthesizedEnvironment, synthesizedVariant } from '../../harness/synthesized';
import { AvailabilityWatch } from './availability-watch';
import { disagreements } from './disagreements';
import { type DrainResult, drainNode, setUnschedulable } from './drain';
import { trialPod } from './misplacements';
import { oddPools } from './odd-pools';
import { isOf, placementProblems } from './placement';
import type { ObservedPod } from './pod-facts';
import { SimulatedCluster } from './simulated-cluster';

// These tests show that the judge can fail: each makes one mistake on purpose, which the assertions of judge.test.ts must report.

/** Nodes with this label have no simulated kubelet. */
const SILENT_LABEL = 'acceptance.keelson.dev/silent';

describe('the judge of the scheduler, shown a mistake', () => {
  let environment: SynthesizedEnvironment;
  let simulated: SimulatedCluster;

  beforeAll(async () => {
    environment = synthesizedVariant('odd-pools', oddPools());
    const [cluster] = EnvironmentSpec.from(environment.input).clusters;
    if (cluster === undefined) throw new Error('the variant has no cluster');
    simulated = await SimulatedCluster.start({
      name: 'scheduler-controls',
      cluster,
      minor: '1.37',
      counts: initialCounts(cluster),
      daemons: 'separate',
      kubeletsOf: `${SILENT_LABEL}!=true`,
    });
    await simulated.join();
    await simulated.objects.create(silentNode(nodeOf('apps')).manifest);
  });

  afterAll(() => simulated?.stop());

  it('agrees with the checks on effects, processors and labels that no reference environment has', async () => {
    const { tried, different } = await disagreements(simulated);
    expect(different).toEqual([]);
    Session.current().fact('scheduler', 'odd pools', `${tried} trial pods`);
  });

  it('lets Jobs end', async () => {
    const { metadata, spec } = trialPod(0, {});
    const job = { name: 'ends', namespace: metadata.namespace };
    const template = { spec: { ...(spec as object), restartPolicy: 'Never' } };
    await simulated.objects.apply({ apiVersion: 'batch/v1', kind: 'Job', metadata: job, spec: { template } });
    const path = `/apis/batch/v1/namespaces/${job.namespace}/jobs/${job.name}`;
    const ask = async () => {
      const { body } = await simulated.plane.request<{ status?: { succeeded?: number } }>('GET', path);
      return body.status?.succeeded;
    };
    await expect(pollUntil('the Job to end', ask, { seconds: 30 })).resolves.toBe(1);
  });

  it('refuses a taint in the spelling of GKE', async () => {
    const node = nodeOf('proxy');
    const metadata = { ...node.manifest.metadata, name: 'misspelt' };
    const spec = { taints: [{ key: 'dedicated', value: 'proxy', effect: 'NO_SCHEDULE' }] };
    const answer = await simulated.objects.create({ ...node.manifest, metadata, spec });
    expect([answer.status, answer.body['message']]).toEqual([422, expect.stringContaining('NO_SCHEDULE')]);
  });

  it('reports workloads that find no node because the pool label is missing', async () => {
    await simulated.startManagedAddon();
    await labelPool('apps', null);
    await expect(simulated.applyManifests(environment.manifests, 5)).rejects.toThrow('cart');
    const problems = placementProblems(await simulated.observe());
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^pod of 'shop\/cart' is pending: 0\/\d+ nodes are available/),
        "workload 'shop/cart' has 0 of 3 pods",
        "pool 'apps' expects pods and has none",
      ]),
    );
    await labelPool('apps', 'apps');
    await simulated.applyManifests(environment.manifests);
    expect(placementProblems(await simulated.observe())).toEqual([]);
  });

  it.each([
    ['system', "pod of 'shop/cart' is on pool 'system', declared is apps"],
    ['proxy', "pool 'proxy' is declared empty and has a pod of 'shop/cart'"],
  ])('reports a workload whose manifest names pool %s', async (pool, problem) => {
    await withoutTeamPolicy(() =>
      patchDeployment('cart', {
        nodeSelector: { 'keelson.dev/pool': pool },
        tolerations: [{ operator: 'Exists' }],
      }),
    );
    expect(await problemsUntil(problem)).toContain(problem);
    await recreate(workload('cart'));
  });

  it.each([
    [
      'stays away from nodes with the startup taint',
      { nodeSelector: { 'keelson.dev/pool': 'proxy' }, tolerations: [{ key: 'dedicated', operator: 'Exists' }] },
      "workload 'keelson-system/node-tuner-proxy' has 0 of 2 pods",
    ],
    [
      'runs on another pool',
      { nodeSelector: { 'keelson.dev/pool': 'system' } },
      "pod of 'keelson-system/node-tuner-proxy' is on pool 'system', declared is proxy",
    ],
  ])('reports a tuner that %s', async (_, pod, problem) => {
    const path = '/apis/apps/v1/namespaces/keelson-system/daemonsets/node-tuner-proxy';
    // All pods are replaced at once, so that the change takes effect soon.
    const change = { updateStrategy: { rollingUpdate: { maxUnavailable: '100%' } }, template: { spec: pod } };
    await simulated.objects.patch(path, { spec: change });
    // A NoSchedule taint does not end running pods, therefore the test deletes them.
    for (const { name } of await tunerPods()) {
      await simulated.objects.remove(`/api/v1/namespaces/keelson-system/pods/${name}`);
    }
    expect(await problemsUntil(problem)).toContain(problem);
    await simulated.objects.remove(path);
    const ask = async () => (await tunerPods()).length === 0 || undefined;
    await pollUntil('the pods of the tuner to go', ask, { seconds: 30 });
    await simulated.applyManifests(environment.manifests);
    expect(placementProblems(await simulated.observe())).toEqual([]);
  });

  it('reports more missing pods than declared where the budget is gone', async () => {
    const cart = workload('cart');
    const path = '/apis/policy/v1/namespaces/shop/poddisruptionbudgets/cart';
    await settle(cart);
    const watch = await AvailabilityWatch.begin(simulated);
    const kept = await drainTogether('apps');
    expect([watch.mostMissing(cart), kept.refused > 0]).toEqual([cart.maxUnavailable, true]);
    await settle(cart);
    await simulated.objects.remove(path);
    watch.reset();
    await drainTogether('apps');
    expect(watch.mostMissing(cart)).toBe(cart.replicas);
    watch.end();
    await simulated.applyManifests(environment.manifests);
  });

  it('ends a drain of crash-looping pods, but not where the budget lacks unhealthyPodEvictionPolicy', async () => {
    const search = workload('search');
    const path = '/apis/policy/v1/namespaces/shop/poddisruptionbudgets/search';
    await crashLoop(search);
    const policy = async (unhealthyPodEvictionPolicy: string | null) =>
      simulated.objects.patch(path, { spec: { unhealthyPodEvictionPolicy } });
    await policy(null);
    const blocked = await drainOneOf(search, 3);
    expect(blocked.stuck).toEqual([expect.stringMatching(/^shop\/search.*: 429 .*disruption budget/)]);
    await policy('AlwaysAllow');
    const ended = await drainOneOf(search, 30);
    expect([ended.stuck, ended.evicted]).toEqual([[], expect.any(Number)]);
    expect(ended.evicted).toBeGreaterThan(0);
  });

  it('reports a node whose kubelet is silent', async () => {
    const ask = async () => (await simulated.events('NodeNotReady')).find((event) => event.startsWith("Node 'silent'"));
    await expect(pollUntil('the silent node to be noticed', ask, { seconds: 90 })).resolves.toContain('NodeNotReady');
  });

  function nodeOf(pool: string): SimulatedNode {
    const node = simulated.nodes.find((each) => each.pool === pool);
    if (node === undefined) throw new Error(`pool '${pool}' has no node`);
    return node;
  }

  function workload(name: string): WorkloadSpec {
    const found = simulated.options.cluster.workloads.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no workload '${name}'`);
    return found;
  }

  async function tunerPods(): Promise<readonly ObservedPod[]> {
    return (await simulated.pods()).filter((pod) => pod.workload === 'node-tuner-proxy');
  }

  async function labelPool(pool: string, value: string | null): Promise<void> {
    for (const node of simulated.nodes.filter((each) => each.pool === pool)) {
      await simulated.objects.patch(`/api/v1/nodes/${node.name}`, {
        metadata: { labels: { 'keelson.dev/pool': value } },
      });
    }
  }

  async function patchDeployment(name: string, spec: object, metadata: object = {}): Promise<void> {
    const path = `/apis/apps/v1/namespaces/shop/deployments/${name}`;
    await simulated.objects.patch(path, { spec: { template: { metadata, spec } } });
  }

  /** Makes a change that the admission policy of the team refuses; the next apply of the manifests puts the policy in force again. */
  async function withoutTeamPolicy(change: () => Promise<void>): Promise<void> {
    const bindings = '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings';
    await simulated.objects.remove(`${bindings}/keelson-team-pods-shop`);
    // The server goes by the binding for a moment longer.
    const ask = () =>
      change().then(
        () => true as const,
        () => undefined,
      );
    await pollUntil('the policy to go', ask, { seconds: 30 });
  }

  /** Deletes and creates the workload, because a rollback is slower: each step of a rollout waits for ten seconds. */
  async function recreate(of: WorkloadSpec): Promise<void> {
    await simulated.objects.remove(`/apis/apps/v1/namespaces/${of.namespace}/deployments/${of.name}`);
    const ask = async () => (await simulated.pods()).every((pod) => !isOf(of, pod)) || undefined;
    await pollUntil(`the pods of '${of.name}' to go`, ask, { seconds: 30 });
    await simulated.applyManifests(environment.manifests);
  }

  async function problemsUntil(problem: string): Promise<readonly string[]> {
    const ask = async () => {
      const problems = placementProblems(await simulated.observe());
      return problems.includes(problem) ? problems : undefined;
    };
    return pollUntil(problem, ask, { seconds: 30 });
  }

  /** Waits until every pod of a workload is Ready and its budget has counted them. */
  async function settle(of: WorkloadSpec): Promise<void> {
    const path = `/apis/policy/v1/namespaces/${of.namespace}/poddisruptionbudgets/${of.name}`;
    const ask = async () => {
      const pods = (await simulated.pods()).filter((pod) => isOf(of, pod) && pod.isReady && !pod.isDeleting);
      const { body } = await simulated.plane.request<{ status?: { disruptionsAllowed?: number } }>('GET', path);
      return (pods.length === of.replicas && body.status?.disruptionsAllowed === of.maxUnavailable) || undefined;
    };
    await pollUntil(`'${of.name}' to be complete`, ask, { seconds: 30 });
  }

  async function drainTogether(pool: string): Promise<DrainResult> {
    const nodes = simulated.nodes.filter((each) => each.pool === pool);
    const results = await Promise.all(nodes.map((node) => drainNode(simulated, node.name, 3)));
    for (const node of nodes) await setUnschedulable(simulated, node.name, false);
    const sum = (count: (result: DrainResult) => number) => results.reduce((all, each) => all + count(each), 0);
    return { evicted: sum((each) => each.evicted), refused: sum((each) => each.refused), stuck: [] };
  }

  async function drainOneOf(of: WorkloadSpec, seconds: number): Promise<DrainResult> {
    const pod = (await simulated.pods()).find((each) => isOf(of, each) && each.node !== undefined && !each.isDeleting);
    const result = await drainNode(simulated, pod?.node ?? '', seconds);
    await setUnschedulable(simulated, pod?.node ?? '', false);
    return {
      ...result,
      stuck: result.stuck.filter((each) => each.startsWith(`${of.namespace}/${of.name}-`)).slice(0, 1),
    };
  }

  /** Replaces all pods of a workload at once by pods that never become Ready. */
  async function crashLoop(of: WorkloadSpec): Promise<void> {
    const path = `/apis/apps/v1/namespaces/${of.namespace}/deployments/${of.name}`;
    await simulated.objects.patch(path, { spec: { strategy: { rollingUpdate: { maxUnavailable: '100%' } } } });
    await patchDeployment(of.name, {}, { annotations: { [CRASH_LOOP_ANNOTATION]: 'yes' } });
    const ask = async () => {
      const pods = (await simulated.pods()).filter((pod) => isOf(of, pod) && !pod.isDeleting);
      return (pods.length === of.replicas && pods.every((pod) => pod.node !== undefined && !pod.isReady)) || undefined;
    };
    await pollUntil(`all pods of '${of.name}' to crash`, ask, { seconds: 30 });
  }
});

/** A node that was Ready once, and on which nothing is placed. */
function silentNode(like: SimulatedNode): SimulatedNode {
  const now = new Date().toISOString();
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  };
  const { metadata, status } = like.manifest;
  const manifest = {
    ...like.manifest,
    metadata: { name: 'silent', labels: { ...metadata.labels, [SILENT_LABEL]: 'true' } },
    spec: { taints: [{ key: SILENT_LABEL, effect: 'NoSchedule' }] },
    status: { ...(status as object), conditions: [ready] },
  };
  return { ...like, name: 'silent', manifest };
}
