import { WORKLOAD_LABEL } from '../specs/labels';
import type { KubernetesObject } from '../values/kubernetes-object';
import { type PodFacts, podTemplateOf, readPod } from './pod-facts';
import type { ContainerDefaults } from './pod-requests';
import { readAt, readInteger } from './read-fields';

/** An object of the manifests that starts pods. */
export interface WorkloadFacts {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Value of the workload label on its pods, by which a WorkloadSpec is found; undefined for objects that keelson did not render. */
  readonly workload: string | undefined;
  /** Wanted number of pods; undefined for a DaemonSet, which runs one pod per node. */
  readonly replicas: number | undefined;
  readonly pod: PodFacts;
  readonly object: KubernetesObject;
}

/** Namespace in which `kubectl apply` puts objects without a namespace. */
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
