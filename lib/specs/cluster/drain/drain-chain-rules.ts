import { fits, renderNeeds, slackSeconds } from '../../../analysis/drain-chain';
import type { Problems } from '../../../values/problems';
import { partSubject } from '../../fields/part-subject';
import { NODE_EVENTS } from '../../pool/undrained-stop';
import { isMissed } from '../../workload/reboot-tolerance';
import type { JudgedCluster } from '../judged-cluster';
import type { DrainChain, DrainStep, FrontStep } from './drain-chain';
import { chainsOf, drainChains, statesGrace } from './drain-chains';

/** A step that lacks time, with the chain that it belongs to. */
interface Inversion extends Pick<DrainChain, 'event' | 'workload' | 'pool'> {
  readonly step: DrainStep;
}

/**
 * Refuses workloads whose pods would be killed with their node, or whose drain would be given up, before the pods have ended; and times of
 * pools that are stated to be shorter than the other workloads need.
 */
export function judgeDrainChains(judged: JudgedCluster, problems: Problems): void {
  const { spec: cluster, isSound } = judged;
  for (const { workload, step } of tightestOf(inversionsOf(drainChains(cluster)))) {
    const own = problems.at(partSubject('workload', workload, cluster.workloads.indexOf(workload)));
    if (isSound(own)) own.add('shutdown', step.rule, renderNeeds(step), step.remedy);
  }
  judgeStatedTimes(judged, problems);
}

/** Pods that nobody misses may be killed, as a job that starts again; but no time of a pool may be stated that is shorter than theirs. */
function judgeStatedTimes({ spec: cluster, input, isSound }: JudgedCluster, problems: Problems): void {
  const others = cluster.workloads.filter((each) => !isMissed(each) && statesGrace(each));
  for (const { workload, pool, step } of tightestOf(inversionsOf(chainsOf(cluster, others)))) {
    const index = cluster.pools.findIndex(({ name }) => name === pool?.name);
    const stated = step.property === undefined ? undefined : memberAt(input.pools[index], step.property);
    const own = problems.at(partSubject('pool', pool, index));
    if (step.property === undefined || stated === undefined || !isSound(own)) continue;
    const rule = `be as long as workload '${workload.name}' needs: it must ${step.rule}`;
    own.add(
      step.property,
      rule,
      renderNeeds(step),
      step.remedy.replace('its members', `the grace of '${workload.name}'`),
    );
  }
}

function inversionsOf(chains: readonly DrainChain[]): readonly Inversion[] {
  return chains.flatMap(({ event, workload, pool, steps, balancer = [] }) =>
    [...steps, ...balancer.filter(hasRule)]
      .filter((step) => !fits(step))
      .map((step) => ({ event, workload, pool, step })),
  );
}

function hasRule(step: FrontStep): step is DrainStep {
  return 'rule' in step;
}

/**
 * One inversion for each step of a workload on a pool, the tightest one, because a step that several events share would repeat its message;
 * among equals that of the event whose time nobody can lengthen.
 */
function tightestOf(inversions: readonly Inversion[]): readonly Inversion[] {
  const kept = new Map<string, Inversion>();
  for (const each of inversions) {
    const { workload, pool, step } = each;
    const key = [workload.namespace, workload.name, pool?.name, step.name].join(' ');
    const known = kept.get(key);
    if (known === undefined || isTighter(each, known)) kept.set(key, each);
  }
  // A limit of the whole cluster is the same on every pool; the last one that is entered stays.
  const byText = [...kept.values()].reverse().map((each): readonly [string, Inversion] => {
    const { workload, step } = each;
    return [[workload.namespace, workload.name, step.rule].join(' '), each];
  });
  return [...new Map(byText).values()].reverse();
}

function isTighter(one: Inversion, other: Inversion): boolean {
  const difference = slackSeconds(one.step) - slackSeconds(other.step);
  return difference < 0 || (difference === 0 && rankOf(one) < rankOf(other));
}

function rankOf({ event }: Inversion): number {
  return (NODE_EVENTS as readonly string[]).indexOf(event);
}

/** A member of an input by its path. */
function memberAt(input: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], input);
}
