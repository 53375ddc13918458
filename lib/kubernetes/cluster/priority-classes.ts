import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/** What a pod is for, as far as preemption goes. Pods without a class have priority 0: ordinary services. */
export type PriorityPurpose = 'traffic' | 'platform' | 'batch';

/**
 * Names of the priority classes. Value and preemption policy of a class are immutable, so the names carry a version:
 * a new value takes a new name, and pods move over with their next rollout.
 */
export const PRIORITY_CLASS_NAMES: Readonly<Record<PriorityPurpose, string>> = {
  traffic: 'keelson-traffic-v1',
  platform: 'keelson-platform-v1',
  batch: 'keelson-batch-v1',
};

/** Classes of Kubernetes itself; a quota must admit them on GKE, and teams must not have them. */
export const SYSTEM_CRITICAL_CLASS_NAMES: readonly string[] = ['system-cluster-critical', 'system-node-critical'];

interface PriorityClassFacts {
  /** Below 1 000 000 000: higher values are kept for the two system classes. */
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
    // Above -10, below which the cluster autoscaler neither adds nodes for a pod nor keeps one.
    value: -5,
    preemptionPolicy: 'Never',
    description: 'Work that waits for room and gives way to services',
  },
};

/**
 * The priority classes of a cluster.
 *
 * None is the global default: pods without a class have 0, which is what services should have, and Kubernetes accepts
 * one default only, so that a versioned name could not be replaced without a gap.
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
