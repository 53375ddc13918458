import { ownMember } from '../values/own-member';
import { isRepelling } from '../values/taint';
import type { PodFacts, Requirement, TolerationFacts } from './pod-facts';
import { isUnknowable, type PoolFacts, ZONE_LABELS } from './pool-facts';
import type { WorkloadFacts } from './workload-facts';

/**
 * Why the scheduler would place a pod on no node of a pool, apart from its size; empty where it would place the pod.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export function placementRefusals(pod: PodFacts, pool: PoolFacts): readonly string[] {
  if (pod.isPlacedElsewhere) return [];
  const perZone = pool.spec.zones.map((zone) => labelRefusals(pod, pool, zone));
  const best = perZone.reduce<readonly string[] | undefined>(
    (fewest, each) => (fewest === undefined || each.length < fewest.length ? each : fewest),
    undefined,
  );
  return [...(best ?? []), ...taintRefusals(pod, pool)];
}

/** Whether a pod may be on nodes of a pool; of a pod that another scheduler places, nobody knows. */
export function mayBeOn(pod: PodFacts, pool: PoolFacts): boolean {
  return !pod.isPlacedElsewhere && placementRefusals(pod, pool).length === 0;
}

/** Whether a drain of a node of the pool may meet pods that it moves: those of a workload that runs, and is no daemon. */
export function mayBeDrainedFrom({ kind, pod, mostReplicas }: WorkloadFacts, pool: PoolFacts): boolean {
  return kind !== 'DaemonSet' && mostReplicas !== 0 && mayBeOn(pod, pool);
}

/** Whether a set of tolerations tolerates a taint. */
export function tolerates(
  tolerations: readonly TolerationFacts[],
  taint: { readonly key: string; readonly value?: string; readonly effect: string },
): boolean {
  return tolerations.some(({ key, operator, value, effect }) => {
    if (effect !== undefined && effect !== taint.effect) return false;
    if (key === undefined) return operator === 'Exists';
    return key === taint.key && (operator === 'Exists' || value === (taint.value ?? ''));
  });
}

function taintRefusals(pod: PodFacts, pool: PoolFacts): string[] {
  return pool.taints
    .filter((taint) => isRepelling(taint) && !tolerates(pod.tolerations, taint))
    .map(({ key, value, effect }) => {
      return `taint '${key}${value === undefined ? '' : `=${value}`}:${effect}' is not tolerated`;
    });
}

function labelRefusals(pod: PodFacts, pool: PoolFacts, zone: string): string[] {
  const selected = Object.entries(pod.nodeSelector)
    .map(([key, value]) => ({ key, operator: 'In', values: [value] }))
    .filter((requirement) => !meets(pool, zone, requirement))
    .map(
      (requirement) =>
        `${describeLabel(pool, zone, requirement.key)}, but the node selector needs '${requirement.values[0]}'`,
    );
  const terms = pod.affinityTerms;
  // By the API a term without requirements matches no node, and the API server refuses a list without terms.
  if (terms?.some((term) => term.length > 0 && term.every((each) => meets(pool, zone, each)))) return selected;
  return terms === undefined ? selected : [...selected, describeTerms(pool, zone, terms)];
}

function describeTerms(pool: PoolFacts, zone: string, terms: readonly (readonly Requirement[])[]): string {
  const missed = terms.map((term) => term.find((requirement) => !meets(pool, zone, requirement)));
  const wanted = missed.map((each) => {
    if (each === undefined) return 'a term without requirements matches no node';
    return `${describeLabel(pool, zone, each.key)}, but the node affinity needs ${each.operator} [${each.values.join(', ')}]`;
  });
  return wanted.length === 0 ? 'the node affinity has no terms' : wanted.join(' and ');
}

function describeLabel(pool: PoolFacts, zone: string, key: string): string {
  const value = labelOf(pool, zone, key);
  return value === undefined ? `label '${key}' is absent` : `label '${key}' is '${value}'`;
}

function labelOf(pool: PoolFacts, zone: string, key: string): string | undefined {
  return ZONE_LABELS.includes(key) ? zone : ownMember(pool.labels, key);
}

function meets(pool: PoolFacts, zone: string, { key, operator, values }: Requirement): boolean {
  if (isUnknowable(pool, key)) return true;
  const value = labelOf(pool, zone, key);
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return compares(value, values, (left, right) => left > right);
    case 'Lt':
      return compares(value, values, (left, right) => left < right);
    default:
      return false;
  }
}

function compares(
  value: string | undefined,
  [bound]: readonly string[],
  holds: (left: number, right: number) => boolean,
): boolean {
  if (value === undefined || bound === undefined || !/^-?\d+$/.test(value) || !/^-?\d+$/.test(bound)) return false;
  return holds(Number(value), Number(bound));
}
