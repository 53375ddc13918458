import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/** Purpose of a pod with regard to preemption. Ordinary services have no class and therefore priority 0. */
export type PriorityPurpose = 'traffic' | 'platform' | 'batch';

/**
 * Names of the priority classes. Value and preemption policy of a class are immutable, therefore the names carry a version: a new
 * value needs a new name, and pods adopt it with their next rollout.
 */
export const PRIORITY_CLASS_NAMES: Readonly<Record<PriorityPurpose, string>> = {
  traffic: 'keelson-traffic-v1',
  platform: 'keelson-platform-v1',
  batch: 'keelson-batch-v1',
};

/** Priority classes of Kubernetes itself; a quota must allow them on GKE, and teams must not use them. */
export const SYSTEM_CRITICAL_CLASS_NAMES: readonly string[] = ['system-cluster-critical', 'system-node-critical'];

interface PriorityClassFacts {
  /** Below 1 000 000 000, because Kubernetes reserves higher values for the two system classes. */
  readonly value: number;
  readonly preemptionPolicy: 'PreemptLowerPriority' | 'Never';
  readonly description: string;
}

const FACTS: Readonly<Record<PriorityPurpose, PriorityClassFacts>> = {
  traffic: {
    value: 900_000_000,
    preemptionPolicy: 'PreemptLowerPriority',
    description:
      'Proxies and other pods that every request passes. Not system-critical: those are stopped last, after their drain',
  },
  platform: {
    value: 800_000_000,
    preemptionPolicy: 'PreemptLowerPriority',
    description: 'Controllers that services rely on',
  },
  batch: {
    // The value stays above -10, because below it the cluster autoscaler adds no node for a pod and keeps none.
    value: -5,
    preemptionPolicy: 'Never',
    description: 'Work that waits for room and gives way to services',
  },
};

/**
 * The priority classes of a cluster.
 *
 * None of them is the global default. Pods without a class have priority 0, as services should, and Kubernetes accepts only one
 * default, so that a versioned default could not be replaced without a gap.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export class PriorityClasses extends Construct {
  /** The objects by purpose. */
  readonly resources: Readonly<Record<PriorityPurpose, k8s.KubePriorityClass>>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.resources = {
      traffic: this.addClass('traffic'),
      platform: this.addClass('platform'),
      batch: this.addClass('batch'),
    };
  }

  private addClass(purpose: PriorityPurpose): k8s.KubePriorityClass {
    return new k8s.KubePriorityClass(this, purpose, {
      metadata: { name: PRIORITY_CLASS_NAMES[purpose] },
      globalDefault: false,
      ...FACTS[purpose],
    });
  }
}
