/** Pods of a workload while a change of its template is rolled out. */
export interface RolloutPods {
  /** Pods that serve before and after the rollout. */
  readonly serving: number;
  /** New pods that may be started before an old one has been told to end. */
  readonly surge: number;
  /** Old pods that may still be ending while their successors run; a quota counts them until their grace period is over. */
  readonly ending: number;
  /** Pods that may be missing while the rollout goes on; with 0 it needs room for at least one new pod. */
  readonly missing: number;
}

/** Bounds of a rollout in numbers of pods, as the fields of a Deployment's strategy state them. */
export interface RolloutBounds {
  readonly maxSurge: number;
  /** @default 0 */
  readonly maxUnavailable?: number;
}

/**
 * Pods that a share of a Deployment's pods is: `maxSurge: 25%`. A part of a pod counts as a whole one, as the Deployment controller
 * rounds a surge up.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge
 */
export function surgePods(serving: number, percent: number): number {
  return Math.ceil(shareOf(serving, percent));
}

/**
 * Pods that may be missing by a share: `maxUnavailable: 25%`. A part of a pod does not count, as the Deployment controller rounds down.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable
 */
export function missingPods(serving: number, percent: number): number {
  return Math.floor(shareOf(serving, percent));
}

function shareOf(serving: number, percent: number): number {
  // A multiplication comes first, because 0.07 times 100 is more than 7 in binary fractions.
  return (serving * percent) / 100;
}

/**
 * Most pods of a Deployment that exist at once.
 *
 * A Deployment starts a new pod as soon as an old one has been told to end, and does not wait until the old one has ended. Pods that end
 * count neither as replicas nor against the surge, so that all pods of the former revision may still be ending when all pods of the new
 * one run; the surge comes on top, because a revision in between that never became ready may be replaced itself.
 *
 * @param bounds numbers of pods; `surgePods` and `missingPods` turn shares into these.
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-apps/3973-consider-terminating-pods-deployment
 */
export function rolloutPods(serving: number, { maxSurge, maxUnavailable = 0 }: RolloutBounds): RolloutPods {
  // If both come to 0, the controller lets one pod be missing, because it could do nothing otherwise.
  const missing = maxSurge === 0 && maxUnavailable === 0 ? 1 : Math.min(serving, maxUnavailable);
  return serving === 0 ? replacedInTurn(0) : { serving, surge: maxSurge, ending: serving, missing };
}

/** Pods of a workload whose controller waits until an old pod has ended before it starts the next one: a StatefulSet, or `Recreate`. */
export function replacedInTurn(serving: number): RolloutPods {
  return { serving, surge: 0, ending: 0, missing: 1 };
}

/** Pods of a DaemonSet, of which a node has at most two with a surge: the new pod, and the old one until it has ended. */
export function daemonRolloutPods(nodes: number, maxSurge: number): RolloutPods {
  return maxSurge === 0 ? replacedInTurn(nodes) : { serving: nodes, surge: nodes, ending: 0, missing: 0 };
}

/**
 * Pods that nodes must have room for: those that serve and the surge. Ending pods are left out, because the scheduler frees their
 * requests one after the other while the rollout waits.
 */
export function scheduledPods({ serving, surge }: RolloutPods): number {
  return serving + surge;
}

/** Pods that a quota counts: also those that end, until their grace period is over. */
export function countedPods({ serving, surge, ending }: RolloutPods): number {
  return serving + surge + ending;
}

/**
 * Largest number of pods whose need stays within a limit; 0 where not even one pod does.
 *
 * @param need grows with the number of pods.
 */
export function mostWithin(limit: number, need: (pods: number) => number, most: number): number {
  let [least, above] = [0, most + 1];
  while (above - least > 1) {
    const middle = Math.floor((least + above) / 2);
    if (need(middle) <= limit) least = middle;
    else above = middle;
  }
  return least;
}
