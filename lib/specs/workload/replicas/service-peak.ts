import { type RolloutPods, rolloutPods, surgePods } from '../../../analysis/rollout-pods';
import type { Tier } from '../../tier';
import type { PodNeeds } from '../pod-needs';
import type { ServiceSpec } from '../workload-spec';
import { mostReplicas } from './replica-counts';
import { serviceNeeds } from './service-needs';

/** Pods that a rollout of a service adds at most, in percent of its pods: the `maxSurge` of its Deployment. */
export const SURGE_PERCENT = 25;

/** A service at its largest number of pods, while a rollout replaces them. */
export interface PeakOfService {
  readonly workload: ServiceSpec;
  /** Property that states the number. */
  readonly property: 'replicas' | 'replicas.max';
  readonly pods: RolloutPods;
  /** Least number that the property may have. */
  readonly least: number;
  readonly needs: PodNeeds;
}

/** Pods of a rollout of a service of a size. */
export function peakPods(serving: number): RolloutPods {
  return rolloutPods(serving, { maxSurge: surgePods(serving, SURGE_PERCENT) });
}

/** A service at its largest number of pods, while a rollout replaces them. */
export function peakOf(workload: ServiceSpec, tier: Tier): PeakOfService {
  const property = typeof workload.replicas === 'number' ? 'replicas' : 'replicas.max';
  const least = typeof workload.replicas === 'number' ? leastFixed(workload, tier) : workload.replicas.min + 1;
  return { workload, property, least, pods: peakPods(mostReplicas(workload)), needs: serviceNeeds(workload) };
}

/** Least fixed number of pods that the rules of a service accept. */
export function leastFixed({ singleBecause }: Pick<ServiceSpec, 'singleBecause'>, tier: Tier): number {
  return tier === 'production' && singleBecause === undefined ? 2 : 1;
}
