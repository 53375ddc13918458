import type { WorkloadFacts } from '../model/workload-facts';
import type { ReplicaRange } from '../specs/workload/replicas/replicas-fields';
import type { WorkloadSpec } from '../specs/workload/workload-spec';
import { type Breach, describeObject } from './check';

/**
 * Differences between the declared number of pods and the manifests. A workload may have several sets of pods: two colours, of
 * which one is idle, or a canary beside the stable set. One of them must have the declared number, or all together; none may have more.
 *
 * @param sets Deployments and StatefulSets of the workload.
 */
export function replicaBreaches(sets: readonly WorkloadFacts[], { replicas }: WorkloadSpec): readonly Breach[] {
  return typeof replicas === 'number' ? judgeNumber(sets, replicas) : judgeRange(sets, replicas);
}

const REMEDY = "take the number from the workload's spec";

function judgeNumber(sets: readonly WorkloadFacts[], declared: number): readonly Breach[] {
  const scaled = sets.filter(isScaled);
  if (scaled.length > 0) return scaled.flatMap((set) => judgeScaled(set, declared));
  const tooMany = sets.filter((set) => podsOf(set) > declared);
  if (tooMany.length > 0) return tooMany.map((set) => wrongNumber(set, declared));
  const total = sets.reduce((sum, set) => sum + podsOf(set), 0);
  if (total === declared || sets.some((set) => podsOf(set) === declared)) return [];
  const [first, ...others] = sets;
  if (first === undefined) return [];
  if (others.length === 0) return [wrongNumber(first, declared)];
  const names = others.map((set) => describeObject(set.object)).join(', ');
  const sum = `${sets.map(podsOf).join(' + ')} = ${total}`;
  return [breach(first, `it and ${names} have ${sum} replicas, but ${declared} are declared; ${REMEDY}`)];
}

/** An autoscaler is accepted for a fixed number as long as it keeps that number: availability is computed with it. */
function judgeScaled(set: WorkloadFacts, declared: number): readonly Breach[] {
  const least = set.leastReplicas ?? 0;
  if (least >= declared) return [];
  const message = `${autoscalersOf(set)} sets ${least} to ${set.mostReplicas} pods, but ${declared} are declared, with which availability is computed; declare the range, or raise the autoscaler's minimum to ${declared}`;
  return [{ ...breach(set, message), severity: 'warning' }];
}

function judgeRange(sets: readonly WorkloadFacts[], { min, max }: ReplicaRange): readonly Breach[] {
  const declared = `${min} to ${max} are declared`;
  const tooMany = sets.filter((set) => (set.mostReplicas ?? 0) > max);
  const isExact = sets.some((set) => isScaled(set) && set.leastReplicas === min && set.mostReplicas === max);
  const wrong = isExact ? tooMany : sets;
  return wrong.map((set) => {
    if (isScaled(set)) {
      const range = `${autoscalersOf(set)} sets ${set.leastReplicas} to ${set.mostReplicas} pods`;
      return breach(set, `${range}, but ${declared}; take both numbers from 'replicas' of the workload's spec`);
    }
    const remedy = "add a HorizontalPodAutoscaler with the numbers of the workload's spec, and state no 'replicas'";
    return breach(set, `no autoscaler sets its replicas, which are ${podsOf(set)}, but ${declared}; ${remedy}`);
  });
}

function wrongNumber(set: WorkloadFacts, declared: number): Breach {
  return breach(set, `it has ${podsOf(set)} replicas, but ${declared} are declared; ${REMEDY}`);
}

function breach({ object }: WorkloadFacts, message: string): Breach {
  return { subject: describeObject(object), message, object };
}

function isScaled({ autoscalers }: WorkloadFacts): boolean {
  return autoscalers.length > 0;
}

function podsOf({ replicas }: WorkloadFacts): number {
  return replicas ?? 0;
}

function autoscalersOf({ autoscalers }: WorkloadFacts): string {
  return autoscalers.map(({ object }) => describeObject(object)).join(' and ');
}
