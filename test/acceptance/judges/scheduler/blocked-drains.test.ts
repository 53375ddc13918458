import { budgetBlocksDrain } from '../../../../lib/checks/drains/budget-blocks-drain';
import { evictedPodFindsNoNode } from '../../../../lib/checks/drains/evicted-pod-finds-no-node';
import { runChecks } from '../../../../lib/checks/run-checks';
import { buildModel } from '../../../../lib/model/build-model';
import { onlyCluster } from '../../../fixtures/manifests';
import { pollUntil } from '../../harness/poll';
import { Session } from '../../harness/session';
import { initialCounts } from '../../harness/simulated-nodes';
import { BLOCKED_DRAINS, type DrainCase, drainPools, objectsOf, WORKLOAD } from './blocked-drains';
import { type DrainResult, drainNode, setUnschedulable } from './drain';
import type { ObservedPod } from './pod-facts';
import { prepareTrials, TRIAL_NAMESPACE } from './scheduler-verdict';
import { SimulatedCluster } from './simulated-cluster';

/** Seconds after which a drain counts as blocked: a granted eviction and its replacement take about one. */
const BLOCKED_SECONDS = 5;

/** Seconds within which a drain ends that nothing blocks. */
const DRAIN_SECONDS = 30;

describe('a drain that a budget blocks', () => {
  const cluster = onlyCluster(drainPools());
  let simulated: SimulatedCluster;

  beforeAll(async () => {
    simulated = await SimulatedCluster.start({
      name: 'scheduler-blocked-drains',
      cluster,
      minor: '1.37',
      counts: initialCounts(cluster),
      daemons: 'combined',
    });
    await simulated.join();
    await prepareTrials(simulated);
  });

  afterAll(() => simulated?.stop());

  it.each(BLOCKED_DRAINS)('is the one that the check named: $title', async ({ check, blocked, neighbour }) => {
    const started = Date.now();
    expect(namedBy(blocked)).toEqual([check]);
    expect((await drained(blocked, BLOCKED_SECONDS)).stuck).not.toEqual([]);
    expect(namedBy(neighbour)).toEqual([]);
    expect(await drained(neighbour, DRAIN_SECONDS)).toMatchObject({ stuck: [], evicted: expect.any(Number) });
    Session.current().fact('scheduler', `blocked drain, ${check}`, `${((Date.now() - started) / 1000).toFixed(1)} s`);
  });

  /** Checks that find an error in the manifests of a case. */
  function namedBy(drain: DrainCase): readonly string[] {
    const findings = runChecks(buildModel(cluster, objectsOf(drain)), [budgetBlocksDrain, evictedPodFindsNoNode]);
    return findings.filter(({ severity }) => severity === 'error').map((finding) => finding.check);
  }

  /** Drains a node with most pods of the case, when all of them that find a place are Ready and counted. */
  async function drained(drain: DrainCase, seconds: number): Promise<DrainResult> {
    for (const object of objectsOf(drain)) await simulated.objects.apply(object);
    const node = await fullestNode(drain);
    try {
      return await drainNode(simulated, node, seconds);
    } finally {
      await setUnschedulable(simulated, node, false);
      await removeAll();
    }
  }

  async function fullestNode({ ready }: DrainCase): Promise<string> {
    const ask = async () => {
      const pods = (await podsOfCase()).filter(({ isReady, isDeleting }) => isReady && !isDeleting);
      const { items } = await simulated.objects.list(budgets());
      const counts = items.map((item) => (item as { status?: { currentHealthy?: number } }).status?.currentHealthy);
      // The controller counts nothing for a budget whose pods have another one too.
      const isCounted = counts.length > 1 || counts.every((count) => count === ready);
      return pods.length === ready && isCounted ? pods : undefined;
    };
    const pods = await pollUntil(`${ready} pods to be Ready and counted`, ask, { seconds: 30 });
    const nodes = pods.map(({ node }) => node ?? '');
    const numberOn = (node: string) => nodes.filter((each) => each === node).length;
    return nodes.reduce((fullest, node) => (numberOn(node) > numberOn(fullest) ? node : fullest));
  }

  async function removeAll(): Promise<void> {
    await simulated.objects.remove(`/apis/apps/v1/namespaces/${TRIAL_NAMESPACE}/deployments/${WORKLOAD}`);
    const { items } = await simulated.objects.list(budgets());
    for (const { metadata } of items) await simulated.objects.remove(`${budgets()}/${metadata?.name}`);
    const ask = async () => (await podsOfCase()).length === 0 || undefined;
    await pollUntil('the pods of the case to go', ask, { seconds: 30 });
  }

  async function podsOfCase(): Promise<readonly ObservedPod[]> {
    return (await simulated.pods()).filter(({ workload }) => workload === WORKLOAD);
  }
});

function budgets(): string {
  return `/apis/policy/v1/namespaces/${TRIAL_NAMESPACE}/poddisruptionbudgets`;
}
