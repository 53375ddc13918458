/** Pods of a Deployment while a rollout replaces them. */
export interface RolloutPods {
  /** Pods that serve before and after the rollout. */
  readonly serving: number;
  /** Pods that the rollout may have in addition to those that serve. */
  readonly added: number;
  /** Pods of the former revision that have been told to end, and are counted until their grace period is over. */
  readonly ending: number;
}

/**
 * Pods that a share of a Deployment's pods is: `maxSurge: 25%`. A part of a pod counts as a whole one, as the Deployment controller
 * rounds a surge up.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge
 */
export function surgePods(serving: number, percent: number): number {
  // A multiplication comes first, because 0.07 times 100 is more than 7 in binary fractions.
  return Math.ceil((serving * percent) / 100);
}

/**
 * Most pods of a Deployment that exist at once.
 *
 * Pods that end count neither as replicas nor against the surge, so that all pods of the former revision may still be ending when
 * all pods of the new one run; the added pods are those of a revision in between that never became ready, and was replaced itself.
 *
 * @param surge pods that a rollout adds; see {@link surgePods} for a share.
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-apps/3973-consider-terminating-pods-deployment
 */
export function rolloutPods(serving: number, surge: number): RolloutPods {
  return { serving, added: surge, ending: serving };
}

/**
 * Pods that nodes must have room for: those that serve and those that a rollout adds. Ending pods are left out, because the scheduler
 * frees their requests one after the other while the rollout waits.
 */
export function scheduledPods({ serving, added }: RolloutPods): number {
  return serving + added;
}

/** Pods that a quota counts: also those that end, until their grace period is over. */
export function countedPods({ serving, added, ending }: RolloutPods): number {
  return serving + added + ending;
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
