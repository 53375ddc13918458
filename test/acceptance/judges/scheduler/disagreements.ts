import { misplacements, type Trial } from './misplacements';
import { modelVerdict } from './model-verdict';
import { randomTrials } from './random-trials';
import { prepareTrials, type SchedulerVerdict, schedulerVerdict } from './scheduler-verdict';
import type { SimulatedCluster } from './simulated-cluster';

/** Number of random pods in addition to the table. */
const RANDOM_TRIALS = 60;

/** Seconds that the judge waits for a pod that the model accepts and the scheduler does not place at once. */
const LINGER_SECONDS = 3;

/** Number of comparisons between the model of the checks and the real scheduler, and their differences. */
export interface Agreement {
  readonly tried: number;
  /** Pods that both leave pending. */
  readonly pending: number;
  readonly different: readonly string[];
}

/**
 * Compares a table of misplaced pods, and some random ones, between the check `workload-fits-no-pool` and the scheduler. The
 * nodes have no startup taint meanwhile, because the check assumes nodes without it.
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
