import { podTemplateOf } from './pod-facts';
import { ZONE_LABELS } from './pool-facts';
import { readAt, readInteger, readMap, readMaps, readText } from './read-fields';
import { selects } from './selector-match';
import type { WorkloadFacts } from './workload-facts';

/** Part of a cluster over which pods are spread. */
export type SpreadDomain = 'node' | 'zone';

/** Rules by which the pods of one workload keep away from each other, as far as the scheduler enforces them. */
export interface PodSpread {
  /** Domains that hold one pod of the workload at most, by required anti-affinity. */
  readonly apart: readonly SpreadDomain[];
  /**
   * Least `maxSkew` over nodes that a constraint with `DoNotSchedule` states, of those that count a node which is drained; undefined where
   * there is none.
   */
  readonly nodeSkew: number | undefined;
}

/**
 * Reads how the pods of a workload keep away from each other. Rules that look at other namespaces or at single revisions are left out.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function readSpread({ object, pod }: WorkloadFacts): PodSpread {
  const spec = readMap(readAt(podTemplateOf(object), 'spec'));
  const required = readAt(spec, 'affinity', 'podAntiAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const own = readMaps(required).filter((term) => isOwn(term, pod.labels));
  const skews = readMaps(spec['topologySpreadConstraints'])
    .filter((constraint) => isOwn(constraint, pod.labels) && countsDrained(constraint))
    .map(({ maxSkew }) => readInteger(maxSkew) ?? 1);
  return {
    apart: own.flatMap(({ topologyKey }) => domainOf(topologyKey) ?? []),
    nodeSkew: skews.length === 0 ? undefined : Math.min(...skews),
  };
}

function isOwn(term: Readonly<Record<string, unknown>>, labels: Readonly<Record<string, string>>): boolean {
  const { labelSelector, namespaces, namespaceSelector, matchLabelKeys, mismatchLabelKeys } = term;
  const isNarrowed = [namespaces, namespaceSelector, matchLabelKeys, mismatchLabelKeys].some(
    (each) => each !== undefined,
  );
  return labelSelector !== undefined && !isNarrowed && selects(labelSelector, labels);
}

/** By default a node that is drained counts as a domain, although it takes no pods. */
function countsDrained(constraint: Readonly<Record<string, unknown>>): boolean {
  const { topologyKey, whenUnsatisfiable, nodeTaintsPolicy } = constraint;
  const isHard = whenUnsatisfiable === undefined || readText(whenUnsatisfiable) === 'DoNotSchedule';
  return isHard && domainOf(topologyKey) === 'node' && readText(nodeTaintsPolicy) !== 'Honor';
}

function domainOf(topologyKey: unknown): SpreadDomain | undefined {
  const key = readText(topologyKey) ?? '';
  if (key === 'kubernetes.io/hostname') return 'node';
  return ZONE_LABELS.includes(key) ? 'zone' : undefined;
}
