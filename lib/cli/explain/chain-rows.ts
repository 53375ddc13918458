import { type ChainStep, neededSeconds, renderNeeds, slackSeconds, tightestStep } from '../../analysis/drain-chain';
import { type DrainChain, type DrainEnding, type DrainEvent, POD_STEP } from '../../specs/cluster/drain/drain-chain';

/** Words of tables for the ways in which pods end. */
const ENDINGS: Readonly<Record<DrainEnding, string>> = {
  pod: 'alone',
  drained: 'drained',
  shutdown: 'with their node',
  emptied: 'emptied by the balancer',
  cut: 'cut off',
};

/** Word of tables for pods to which no balancer and no proxy of keelson sends requests. */
const NO_BALANCER = 'none';

/** The chains of one workload on one pool that have the same steps, as texts of a table. */
export interface ChainRow {
  /** Namespace and name. */
  readonly workload: string;
  /** `-` where only the pod goes. */
  readonly pool: string;
  /** Events, separated by commas. */
  readonly events: string;
  /** Way in which the pods end: `drained`. */
  readonly ending: string;
  /** Seconds that are left in every step: `grace 5, hook 75`; `-` where nothing bounds the event. */
  readonly slack: string;
  /**
   * Name of the step with the least slack among those that the event adds; among those that are the same in every event where it adds
   * none; `-` where nothing bounds the event.
   */
  readonly tightest: string;
  /** The sum of that step and the time that it has, or the times that nothing bounds. */
  readonly sum: string;
  /** Seconds that are left in every step of balancers and proxies; `none` where there are none, `-` where nothing bounds the event. */
  readonly balancer: string;
}

/** Chains as rows of a table, in their order; events of a workload on a pool that have the same steps share a row. */
export function chainRows(chains: readonly DrainChain[]): readonly ChainRow[] {
  const rows = new Map<string, { readonly row: Omit<ChainRow, 'events'>; readonly events: DrainEvent[] }>();
  for (const chain of chains) {
    const row = rowOf(chain);
    const key = JSON.stringify([row, chain.steps, chain.durations]);
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { row, events: [chain.event] });
    else known.events.push(chain.event);
  }
  return [...rows.values()].map(({ row, events }) => ({ ...row, events: events.join(', ') }));
}

function rowOf({ workload, pool, ending, steps, durations, balancer }: DrainChain): Omit<ChainRow, 'events'> {
  const tightest = tightestOfEvent(steps, balancer);
  return {
    workload: `${workload.namespace}/${workload.name}`,
    pool: pool?.name ?? '-',
    ending: ENDINGS[ending],
    slack: slackOf(steps),
    tightest: tightest?.name ?? '-',
    sum: tightest === undefined ? renderDurations(durations) : renderSum(tightest),
    balancer: balancer === undefined ? NO_BALANCER : slackOf(balancer),
  };
}

/**
 * The tightest step that the event adds; where it adds none, the tightest one of those that are the same in every event: within the pod, and
 * between the pod and what sends it requests.
 */
function tightestOfEvent(steps: readonly ChainStep[], balancer: readonly ChainStep[] = []): ChainStep | undefined {
  const ofEvent = steps.filter(({ name }) => name !== POD_STEP);
  return tightestStep(ofEvent.length > 0 ? ofEvent : [...steps, ...balancer]);
}

function slackOf(steps: readonly ChainStep[]): string {
  return steps.length === 0 ? '-' : steps.map((step) => `${step.name} ${slackSeconds(step)}`).join(', ');
}

/** A step's sum with the time that it has: `endpoint lag 15 + drain 20 = 35 s of 40 s (grace of the pod)`. */
export function renderSum(step: ChainStep): string {
  return `${renderNeeds(step)} of ${step.gives.seconds} s (${step.gives.what})`;
}

function renderDurations(durations: DrainChain['durations']): string {
  if (durations.length === 0) return 'nothing is known of its limit';
  return durations.map((each) => `${each.name} after ${renderNeeds(each)}`).join('; ');
}

/** A chain as data that can be written as JSON. */
export function chainData({ event, workload, pool, ending, steps, durations, balancer }: DrainChain): object {
  const stepData = (step: ChainStep): object => ({
    step: step.name,
    needs: step.needs,
    gives: step.gives,
    neededSeconds: neededSeconds(step),
    slackSeconds: slackSeconds(step),
  });
  return {
    event,
    namespace: workload.namespace,
    workload: workload.name,
    pool: pool?.name ?? null,
    ending,
    steps: steps.map(stepData),
    tightest: tightestOfEvent(steps, balancer)?.name ?? null,
    durations: durations.map((each) => ({ ...each, neededSeconds: neededSeconds(each) })),
    balancer: balancer === undefined ? null : balancer.map(stepData),
  };
}
