import type { KubernetesObject } from '../values/kubernetes-object';
import { readAt, readInteger, readText } from './read-fields';

/** An object that sets the number of another object's pods: a HorizontalPodAutoscaler, or a ScaledObject of KEDA. */
export interface AutoscalerFacts {
  readonly object: KubernetesObject;
  /** `<kind> <namespace>/<name>` of the object whose number of pods it sets. */
  readonly target: string;
  /** Least number of pods that it sets, with the autoscaler's own default filled in. */
  readonly least: number;
  /** Most pods that it sets, with the autoscaler's own default filled in. */
  readonly most: number;
}

/** Least number of pods of a HorizontalPodAutoscaler that states none. */
const DEFAULT_LEAST = 1;

/** Numbers of pods of a ScaledObject that states none. */
const KEDA_DEFAULTS = { least: 0, most: 100 };

/**
 * Reads a HorizontalPodAutoscaler or a ScaledObject.
 *
 * @param namespace to which the object is applied.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export function readAutoscaler(object: KubernetesObject, namespace: string): AutoscalerFacts {
  const target = readAt(object, 'spec', 'scaleTargetRef');
  const kind = readText(readAt(target, 'kind')) ?? 'Deployment';
  const name = readText(readAt(target, 'name')) ?? '';
  const bounds = object.kind === 'ScaledObject' ? kedaBounds(object) : hpaBounds(object);
  return { object, target: targetKey(kind, namespace, name), ...bounds };
}

/** Key by which an autoscaler finds its target: `<kind> <namespace>/<name>`. */
export function targetKey(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}

/**
 * Whether an autoscaler leaves its target alone because the target's manifest states 0 replicas. A HorizontalPodAutoscaler whose own
 * minimum is 0 does not, nor does a ScaledObject.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation
 */
export function isDormant(autoscaler: AutoscalerFacts, target: KubernetesObject): boolean {
  return (
    autoscaler.object.kind === 'HorizontalPodAutoscaler' &&
    autoscaler.least > 0 &&
    readAt(target, 'spec', 'replicas') === 0
  );
}

function hpaBounds(object: KubernetesObject): { readonly least: number; readonly most: number } {
  const least = readInteger(readAt(object, 'spec', 'minReplicas')) ?? DEFAULT_LEAST;
  return { least, most: readInteger(readAt(object, 'spec', 'maxReplicas')) ?? least };
}

function kedaBounds(object: KubernetesObject): { readonly least: number; readonly most: number } {
  const least = readInteger(readAt(object, 'spec', 'minReplicaCount')) ?? KEDA_DEFAULTS.least;
  const idle = readInteger(readAt(object, 'spec', 'idleReplicaCount')) ?? least;
  const most = readInteger(readAt(object, 'spec', 'maxReplicaCount')) ?? KEDA_DEFAULTS.most;
  return { least: Math.min(least, idle), most };
}
