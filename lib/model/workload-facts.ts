import { WORKLOAD_LABEL } from '../specs/labels';
import type { KubernetesObject } from '../values/kubernetes-object';
import { type PodFacts, podTemplateOf, readPod } from './pod-facts';
import type { ContainerDefaults } from './pod-requests';
import { readAt, readInteger } from './read-fields';

/** An object that starts pods, as its manifest has it. */
export interface WorkloadFacts {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The value of our label on its pods, which ties it to a WorkloadSpec; undefined for vendored and foreign objects. */
  readonly workload: string | undefined;
  /** Pods wanted at once; for a DaemonSet undefined: one per node. */
  readonly replicas: number | undefined;
  readonly pod: PodFacts;
  readonly object: KubernetesObject;
}

/** Namespace of objects that name none: `kubectl apply` puts them there. */
const UNNAMED_NAMESPACE = 'default';

/** The namespace an object is applied to. */
export function namespaceOf(object: KubernetesObject): string {
  return object.metadata.namespace ?? UNNAMED_NAMESPACE;
}

/** Reads an object that starts pods; undefined for all others. */
export function readWorkload(
  object: KubernetesObject,
  defaultsOf: (namespace: string) => ContainerDefaults,
): WorkloadFacts | undefined {
  const template = podTemplateOf(object);
  if (template === undefined) return undefined;
  const namespace = namespaceOf(object);
  const pod = readPod(template, defaultsOf(namespace));
  const { kind } = object;
  return {
    kind,
    namespace,
    name: object.metadata.name,
    workload: pod.labels[WORKLOAD_LABEL],
    replicas: readReplicas(object),
    pod,
    object,
  };
}

function readReplicas(object: KubernetesObject): number | undefined {
  switch (object.kind) {
    case 'DaemonSet':
      return undefined;
    case 'Job':
      return readInteger(readAt(object, 'spec', 'parallelism')) ?? 1;
    case 'CronJob':
      return readInteger(readAt(object, 'spec', 'jobTemplate', 'spec', 'parallelism')) ?? 1;
    case 'Pod':
      return 1;
    default:
      return readInteger(readAt(object, 'spec', 'replicas')) ?? 1;
  }
}
