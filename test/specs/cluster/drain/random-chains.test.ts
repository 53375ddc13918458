import { fits, renderNeeds, slackSeconds } from '../../../../lib/analysis/drain-chain';
import type { ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import type { DrainChain, DrainStep } from '../../../../lib/specs/cluster/drain/drain-chain';
import { chainsOf, drainChains } from '../../../../lib/specs/cluster/drain/drain-chains';
import { judgeEnvironmentInput } from '../../../../lib/specs/environment/judge-environment';
import type { Problem } from '../../../../lib/values/config-error';
import { Problems } from '../../../../lib/values/problems';
import { SeededRandom } from '../../mutations/seeded-random';
import { randomEnvironment } from './random-environments';

/** A judged environment, with its only cluster as it is resolved. */
interface Judged {
  readonly seed: number;
  readonly cluster: ClusterSpec;
  readonly problems: readonly Problem[];
}

function judge(seed: number): Judged {
  const problems = new Problems();
  const input = randomEnvironment(new SeededRandom(seed));
  const environment = judgeEnvironmentInput({ input, index: 0, locked: undefined }, problems);
  const [cluster] = environment?.clusters ?? [];
  if (cluster === undefined) throw new Error(`the environment of seed ${seed} must have a cluster`);
  return { seed, cluster, problems: problems.all() };
}

const judged = Array.from({ length: 200 }, (_, seed) => judge(seed));
const accepted = judged.filter(({ problems }) => problems.length === 0);
const isOfDrain = ({ property, rule }: Problem) => property === 'shutdown' || rule.startsWith('be as long as workload');
const refused = judged.filter(({ problems }) => problems.length > 0 && problems.every(isOfDrain));

const inverted = (chains: readonly DrainChain[]) =>
  chains.flatMap(({ workload, steps }) => steps.filter((step) => !fits(step)).map((step) => ({ workload, step })));

/** The step that a problem reports, among the steps of the workload that it names. */
function reported({ cluster }: Judged, problem: Problem): DrainStep | undefined {
  const named = cluster.workloads.filter(({ name }) =>
    `${problem.subject} ${problem.rule}`.includes(`workload '${name}'`),
  );
  return chainsOf(cluster, named)
    .flatMap(({ steps }) => steps)
    .find((step) => problem.rule.endsWith(step.rule) && problem.value === renderNeeds(step));
}

test('random environments are accepted, and refused for a drain alone, often enough to tell something', () => {
  // The others break a rule about reboots or places, which is judged before drains.
  expect(accepted.length).toBeGreaterThan(50);
  expect(refused.length).toBeGreaterThan(50);
  const events = new Set(accepted.flatMap(({ cluster }) => drainChains(cluster).map(({ event }) => event)));
  expect(events.size).toBe(7);
});

test('every step of every accepted environment has room', () => {
  for (const { seed, cluster } of accepted) {
    for (const { workload, step } of inverted(drainChains(cluster))) {
      throw new Error(`seed ${seed}: ${step.name} of ${workload.name} lacks ${-slackSeconds(step)} s`);
    }
  }
});

test('every refusal names a step that lacks time, with its sum, and every workload that lacks time is refused', () => {
  for (const each of refused) {
    for (const problem of each.problems) {
      const step = reported(each, problem);
      expect([each.seed, problem.value, step !== undefined && !fits(step)]).toEqual([each.seed, problem.value, true]);
    }
    const lacking = new Set(inverted(drainChains(each.cluster)).map(({ workload }) => workload.name));
    const named = each.problems.filter(({ property }) => property === 'shutdown').map(({ subject }) => subject);
    const told = new Set(named.map((subject) => /workload '([^']+)'$/.exec(subject)?.[1]));
    expect([each.seed, told]).toEqual([each.seed, lacking]);
  }
});

/** Seconds that the pods of a workload have at most in an event, by hand, where the budget lets all of them go at once. */
function limitOf({ event, pool, workload, ending }: DrainChain): number | undefined {
  const isDaemon = workload.kind === 'daemon';
  if (pool === undefined) return undefined;
  if (pool.cloud === 'google') {
    if (pool.google.spot && (event === 'spot-notice' || isDaemon)) return 15;
    if (isDaemon || ending === 'shutdown') return 120;
    return event === 'scale-in' ? 600 : 3600 - 5;
  }
  const { gracefulShutdown, terminateHeartbeatSeconds: heartbeat, drainer } = pool.aws;
  const ofNode = gracefulShutdown.totalSeconds - gracefulShutdown.criticalSeconds;
  if (event === 'spot-notice') return drainer !== undefined && !isDaemon ? 110 : Math.min(110, ofNode);
  if (event === 'reboot' && pool.reboots?.kind === 'coordinated') {
    return isDaemon ? pool.reboots.drainDelaySeconds - 10 : pool.reboots.drainTimeoutSeconds - 5;
  }
  if (ending === 'shutdown') return ofNode;
  if (event === 'scale-in' && pool.scaling.kind === 'cluster-autoscaler') return undefined;
  return drainer === 'eks' ? 900 - 5 : (heartbeat ?? 0) - 60 - 5;
}

test('the slack of a chain is what the limit of its event leaves of the grace', () => {
  const all = judged.flatMap(({ seed, cluster }) => drainChains(cluster).map((chain) => ({ seed, chain })));
  const simple = all.filter(({ chain: { workload, event } }) => {
    const allAtOnce =
      workload.kind === 'daemon' || workload.maxUnavailable >= 9 || workload.replicas === workload.maxUnavailable;
    return allAtOnce && event !== 'zone-loss';
  });
  const compared = simple.flatMap(({ seed, chain }) => {
    const limit = limitOf(chain);
    return limit === undefined ? [] : [{ seed, chain, limit }];
  });
  expect(compared.length).toBeGreaterThan(130);
  for (const { seed, chain, limit } of compared) {
    const steps = chain.steps.filter(({ name, gives }) => name !== 'grace' && gives.what !== 'drain by the handler');
    const grace = chain.workload.shutdown.graceSeconds ?? 0;
    const found = [seed, chain.event, chain.workload.name, Math.min(...steps.map(slackSeconds))];
    expect(found).toEqual([seed, chain.event, chain.workload.name, limit - grace]);
  }
});
