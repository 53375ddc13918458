import type { AwsClusterSpec, GoogleClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { KubernetesMinor } from '../../harness/control-plane';
import { Session } from '../../harness/session';
import { initialCounts, type NodeCounts, scaledCounts } from '../../harness/simulated-nodes';
import { type SynthesizedEnvironment, synthesizedEnvironment } from '../../harness/synthesized';
import { AvailabilityWatch } from './availability-watch';
import { disagreements } from './disagreements';
import { type DrainResult, drainNode, setUnschedulable } from './drain';
import { isOf, placementProblems, zoneSkew } from './placement';
import type { ObservedPod } from './pod-facts';
import { SimulatedCluster } from './simulated-cluster';

/** A run of one environment on one version of Kubernetes. */
interface Run {
  readonly environment: string;
  readonly minor: KubernetesMinor;
  /** Total number of nodes. @default - each pool's initial size */
  readonly nodes?: number;
  /** Pools whose nodes are drained one after another. */
  readonly drains: readonly string[];
}

const RUNS: readonly Run[] = [
  { environment: 'two-step', minor: '1.37', drains: ['system', 'apps', 'proxy'] },
  { environment: 'two-step', minor: '1.30', drains: ['apps'] },
  { environment: 'paas-staging', minor: '1.37', drains: ['general', 'jvm'] },
  { environment: 'paas-production', minor: '1.37', drains: ['system', 'general', 'jvm'] },
  { environment: 'streaming', minor: '1.37', nodes: 1000, drains: ['core'] },
];

/** Seconds within which one node must be drained. */
const DRAIN_SECONDS = 60;

/** Of pools with more nodes, the run drains only nodes with pods of the environment. */
const SMALL_POOL = 50;

describe.each(RUNS)('$environment on $minor', (run) => {
  const judged = readCluster(synthesizedEnvironment(run.environment));
  const { cluster, environment } = judged;
  const times = stopwatch(`${run.environment} ${run.minor}`);
  let simulated: SimulatedCluster;

  beforeAll(async () => {
    times.restart();
    simulated = await SimulatedCluster.start({
      name: `scheduler-${run.environment}-${run.minor.replace('.', '-')}`,
      cluster,
      minor: run.minor,
      counts: countsOf(run, cluster),
      daemons: run.nodes === undefined ? 'separate' : 'combined',
    });
    times.lap('control plane');
  });

  afterAll(() => simulated?.stop());

  it('has nodes that become Ready and run the daemons of the cloud', async () => {
    await simulated.join(times.lap);
    if (run.nodes !== undefined) expect(simulated.nodes).toHaveLength(run.nodes);
  });

  it('agrees with the check workload-fits-no-pool', async () => {
    const { tried, pending, different } = await disagreements(simulated);
    expect(different).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(30);
    expect(pending).toBeGreaterThanOrEqual(15);
    times.lap(`${tried} trial pods, ${pending} of them pending`);
  });

  it('starts the managed add-ons on the system pool before any manifest is applied', async () => {
    await simulated.startManagedAddon();
    const problems = placementProblems(await simulated.observe());
    expect(problems.filter((problem) => problem.startsWith("pool 'system'"))).toEqual([]);
  });

  it('places every workload on the pools of its spec, and uses every pool that expects pods', async () => {
    times.restart();
    await simulated.applyManifests(environment.manifests);
    expect(await earlyPods(simulated, closedPools(cluster))).toEqual([]);
    await simulated.openForGood();
    const observation = await simulated.observe();
    expect(placementProblems(observation)).toEqual([]);
    times.lap(`${observation.pods.length} pods, ${environment.manifests.length} manifests`);
    times.note(
      'zone skew',
      cluster.workloads.map((workload) => `${workload.name} ${zoneSkew(workload, observation)}`).join(', '),
    );
  });

  it.each(run.drains)('respects its budgets while every node of pool %s is drained', async (pool) => {
    times.restart();
    const watch = await AvailabilityWatch.begin(simulated);
    const results: DrainResult[] = [];
    const nodes = await nodesToDrain(simulated, pool);
    for (const node of nodes) {
      results.push(await drainNode(simulated, node, DRAIN_SECONDS));
      await setUnschedulable(simulated, node, false);
    }
    expect(results.flatMap((result) => result.stuck)).toEqual([]);
    const exceeded = cluster.workloads.filter((workload) => watch.mostMissing(workload) > workload.maxUnavailable);
    expect(exceeded.map((workload) => `${workload.name}: ${watch.mostMissing(workload)} missing`)).toEqual([]);
    watch.end();
    const sum = (count: (result: DrainResult) => number) => results.reduce((all, each) => all + count(each), 0);
    const figures = `${sum((each) => each.evicted)} evictions, ${sum((each) => each.refused)} put off`;
    times.lap(`drain of ${nodes.length} nodes of ${pool}: ${figures}`);
  });

  it('keeps every node Ready during the whole run', async () => {
    await simulated.settle();
    // Without this wait a node that became silent would not be noticed yet.
    if (run.nodes !== undefined) await simulated.outliveGrace();
    expect(await simulated.events('NodeNotReady')).toEqual([]);
    expect(placementProblems(await simulated.observe())).toEqual([]);
  });
});

function readCluster(environment: SynthesizedEnvironment): {
  readonly environment: SynthesizedEnvironment;
  readonly cluster: AwsClusterSpec | GoogleClusterSpec;
} {
  const [cluster] = EnvironmentSpec.from(environment.input).clusters;
  if (cluster === undefined) throw new Error(`environment '${environment.name}' has no cluster`);
  return { environment, cluster };
}

function countsOf(run: Run, cluster: AwsClusterSpec | GoogleClusterSpec): NodeCounts {
  return run.nodes === undefined ? initialCounts(cluster) : scaledCounts(cluster, run.nodes);
}

/** Pools whose nodes take pods only after a tuner has opened them. */
function closedPools({ pools }: AwsClusterSpec | GoogleClusterSpec): readonly string[] {
  return pools.flatMap((pool) => (pool.startupTaint === undefined ? [] : [pool.name]));
}

/** Pods of the cluster's own workloads on nodes of these pools. */
async function earlyPods(simulated: SimulatedCluster, pools: readonly string[]): Promise<readonly string[]> {
  const nodes = new Set(simulated.nodes.filter((each) => pools.includes(each.pool)).map((each) => each.name));
  const isServing = (pod: ObservedPod) => simulated.options.cluster.workloads.some((workload) => isOf(workload, pod));
  const early = (await simulated.pods()).filter((pod) => nodes.has(pod.node ?? '') && isServing(pod));
  return early.map(({ namespace, name, node }) => `${namespace}/${name} on ${node}`);
}

async function nodesToDrain(simulated: SimulatedCluster, pool: string): Promise<readonly string[]> {
  const nodes = simulated.nodes.filter((each) => each.pool === pool).map((each) => each.name);
  if (nodes.length <= SMALL_POOL) return nodes;
  const occupied = new Set((await simulated.pods()).filter((pod) => !pod.isDaemon).map((pod) => pod.node));
  return nodes.filter((node) => occupied.has(node));
}

interface Stopwatch {
  restart(): void;
  /** Records the seconds since the last lap. */
  lap(what: string): void;
  note(name: string, value: string): void;
}

function stopwatch(subject: string): Stopwatch {
  const session = Session.current();
  let since = Date.now();
  return {
    restart: () => {
      since = Date.now();
    },
    lap: (what) => {
      session.fact('scheduler', `${subject}, ${what}`, `${((Date.now() - since) / 1000).toFixed(1)} s`);
      since = Date.now();
    },
    note: (name, value) => session.fact('scheduler', `${subject}, ${name}`, value),
  };
}
