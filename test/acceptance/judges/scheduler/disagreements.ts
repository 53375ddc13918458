import { misplacements, type Trial } from './misplacements';
import { modelVerdict } from './model-verdict';
import { randomTrials } from './random-trials';
import { prepareTrials, type SchedulerVerdict, schedulerVerdict } from './scheduler-verdict';
import type { SimulatedCluster } from './simulated-cluster';

/** Pods at random, beside the table. */
const RANDOM_TRIALS = 60;

/** Seconds that a pod may take which the model lets in and the scheduler does not at once. */
const LINGER_SECONDS = 3;

/** How often the model of the checks and the real scheduler were asked, and where they differ. */
export interface Agreement {
  readonly tried: number;
  /** Pods that both leave without a node. */
  readonly pending: number;
  readonly different: readonly string[];
}

/**
 * Shows a table of misplaced pods, and some at random, to the check `workload-fits-no-pool` and to the scheduler. The nodes are
 * open meanwhile: the check speaks of nodes that lost their startup taint.
 */
export async function disagreements(cluster: SimulatedCluster): Promise<Agreement> {
  await prepareTrials(cluster);
  return cluster.whileOpen(() => tryAll(cluster));
}

async function tryAll(cluster: SimulatedCluster): Promise<Agreement> {
  const { cluster: spec } = cluster.options;
  const trials = [...misplacements(spec, cluster.nodes, cluster.options.minor), ...randomTrials(spec, RANDOM_TRIALS)];
  const different: string[] = [];
  let [tried, pending] = [0, 0];
  for (const trial of trials) {
    const model = modelVerdict(spec, trial.pod);
    const verdict = await schedulerVerdict(cluster, trial.pod, model.refusal === undefined ? LINGER_SECONDS : 0);
    if (verdict.kind === 'refused') {
      different.push(`${trial.title}: the API server refuses the trial: ${verdict.why}`);
      continue;
    }
    tried += 1;
    if (verdict.kind === 'pending' && model.refusal !== undefined) pending += 1;
    different.push(...compare(trial, model, verdict));
  }
  return { tried, pending, different };
}

function compare(trial: Trial, model: ReturnType<typeof modelVerdict>, verdict: SchedulerVerdict): string[] {
  if (verdict.kind !== 'placed') {
    return model.refusal === undefined
      ? [`${trial.title}: the model lets it in on ${model.pools.join(', ')}, the scheduler does not: ${verdict.why}`]
      : [];
  }
  if (model.refusal !== undefined) {
    return [`${trial.title}: the scheduler puts it on ${verdict.pool}, the model refuses: ${model.refusal}`];
  }
  const agrees = verdict.pool !== undefined && model.pools.includes(verdict.pool);
  return agrees ? [] : [`${trial.title}: it is on ${verdict.pool}, the model expects ${model.pools.join(', ')}`];
}
