import type { ManifestObject } from '../../harness/control-plane-apply';
import { applyAtOnce } from './apply-runs';
import type { JudgedCluster } from './judged-cluster';
import { prune } from './prune';

/** Result of an environment that was applied all at once and then pruned. */
export interface AtOnceRun {
  readonly rounds: number;
  readonly problems: readonly string[];
}

/**
 * Starts the runs of all environments on one server, one after the other, and returns at once: the runs mostly wait, and tests on
 * another server continue meanwhile.
 */
export function beginAtOnceRuns(
  cluster: JudgedCluster,
  environments: ReadonlyMap<string, readonly ManifestObject[]>,
): ReadonlyMap<string, Promise<AtOnceRun>> {
  let previous: Promise<unknown> = Promise.resolve();
  const runs = [...environments].map(([name, manifests]): [string, Promise<AtOnceRun>] => {
    const run = previous.then(() => runAtOnce(cluster, manifests)).catch(asProblem);
    previous = run;
    return [name, run];
  });
  return new Map(runs);
}

async function runAtOnce(cluster: JudgedCluster, manifests: readonly ManifestObject[]): Promise<AtOnceRun> {
  const { rounds, problems } = await applyAtOnce(cluster, manifests);
  const leftovers = await prune(cluster, manifests);
  return { rounds, problems: [...problems, ...leftovers] };
}

/** Turns the error of a failed run into a problem, which the test that reads the run reports. */
function asProblem(error: unknown): AtOnceRun {
  return { rounds: 0, problems: [String(error)] };
}
