import { readAt, readInteger, readText } from './read-fields';
import type { WorkloadFacts } from './workload-facts';

/** Pods of a workload beside its usual number while a change of its template is rolled out. */
export interface RolloutPods {
  /** New pods that may be started before an old one has been told to end. */
  readonly surge: number;
  /** Old pods that may still be ending while their successors run: they count until their grace is over. */
  readonly ending: number;
  /** Pods that may be missing while the rollout goes on; with 0 it needs room for at least one new pod. */
  readonly missing: number;
}

/** Rollout of workloads whose controllers wait until an old pod has ended before they start the next one. */
const ONE_AFTER_THE_OTHER: RolloutPods = { surge: 0, ending: 0, missing: 1 };

/** Surge and missing pods of a Deployment that states none. */
const DEFAULT_SHARE = '25%';

/**
 * Pods that a rollout of a workload adds at most, where the workload has a number of pods.
 *
 * A Deployment starts a new pod as soon as an old one has been told to end, and does not wait until the old one has ended. So it may hold
 * all its pods twice, and the surge: with quick starts and a long grace period it does. A StatefulSet, a DaemonSet without surge and the
 * strategy Recreate wait for the end of the old pod.
 *
 * @param count number of pods: that of the most replicas, or of the nodes on which a daemon runs.
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-apps/3973-consider-terminating-pods-deployment
 */
export function rolloutPods({ kind, object }: WorkloadFacts, count: number): RolloutPods {
  if (count === 0) return ONE_AFTER_THE_OTHER;
  if (kind === 'DaemonSet') return daemonRollout(object, count);
  if (kind !== 'Deployment' || readAt(object, 'spec', 'strategy', 'type') === 'Recreate') return ONE_AFTER_THE_OTHER;
  const stated = (member: string) => readAt(object, 'spec', 'strategy', 'rollingUpdate', member) ?? DEFAULT_SHARE;
  const surge = Math.ceil(share(stated('maxSurge'), count));
  const missing = Math.min(count, Math.floor(share(stated('maxUnavailable'), count)));
  // Where both come to 0 the controller lets one pod be missing, because it could do nothing otherwise.
  return { surge, ending: count, missing: surge === 0 && missing === 0 ? 1 : missing };
}

function daemonRollout(object: WorkloadFacts['object'], count: number): RolloutPods {
  const surge = Math.ceil(share(readAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'maxSurge') ?? 0, count));
  // A daemon with a surge has at most two pods on a node: the new one, and the old one until it has ended.
  return surge === 0 ? ONE_AFTER_THE_OTHER : { surge: count, ending: 0, missing: 0 };
}

/** A number, or a percentage of a whole; 0 for anything else, which the API server refuses. */
function share(value: unknown, whole: number): number {
  const percent = /^(\d+)%$/.exec(readText(value) ?? '')?.[1];
  return percent === undefined ? (readInteger(value) ?? 0) : (Number(percent) * whole) / 100;
}
