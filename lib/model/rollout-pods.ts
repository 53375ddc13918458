import {
  daemonRolloutPods,
  missingPods,
  type RolloutPods,
  replacedInTurn,
  rolloutPods,
  surgePods,
} from '../analysis/rollout-pods';
import { readAt, readInteger, readText } from './read-fields';
import type { WorkloadFacts } from './workload-facts';

/** Surge and missing pods of a Deployment that states none. */
const DEFAULT_SHARE = '25%';

/**
 * Pods of a workload while its manifest's strategy rolls a change out.
 *
 * @param count number of pods: that of the most replicas, or of the nodes on which a daemon runs.
 */
export function rolloutOf({ kind, object }: WorkloadFacts, count: number): RolloutPods {
  if (kind === 'DaemonSet') {
    const surge = readAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'maxSurge');
    return daemonRolloutPods(count, podsOf(surge, count, surgePods));
  }
  if (kind !== 'Deployment' || readAt(object, 'spec', 'strategy', 'type') === 'Recreate') return replacedInTurn(count);
  const stated = (member: string) => readAt(object, 'spec', 'strategy', 'rollingUpdate', member) ?? DEFAULT_SHARE;
  return rolloutPods(count, {
    maxSurge: podsOf(stated('maxSurge'), count, surgePods),
    maxUnavailable: podsOf(stated('maxUnavailable'), count, missingPods),
  });
}

/** A number, or a share of all pods; 0 for anything else, which the API server refuses. */
function podsOf(value: unknown, count: number, share: (count: number, percent: number) => number): number {
  const percent = /^(\d+)%$/.exec(readText(value) ?? '')?.[1];
  return percent === undefined ? (readInteger(value) ?? 0) : share(count, Number(percent));
}
