import { WORKLOAD_LABEL } from '../specs/labels';
import type { KubernetesObject } from '../values/kubernetes-object';
import { type AutoscalerFacts, isDormant, targetKey } from './autoscaler-facts';
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
  /**
   * Number of pods that the manifest asks for, with the default of Kubernetes filled in, whatever an autoscaler makes of it; undefined
   * for a DaemonSet, which runs one pod per node.
   */
  readonly replicas: number | undefined;
  /** Least number of pods, with which availability is judged: an autoscaler's minimum, otherwise `replicas`. */
  readonly leastReplicas: number | undefined;
  /** Most pods, with which capacity is judged: an autoscaler's maximum, otherwise `replicas`; pods that a rollout adds are not counted. */
  readonly mostReplicas: number | undefined;
  /** Autoscalers that set its number of pods; one that sleeps because the manifest states 0 replicas is left out. */
  readonly autoscalers: readonly AutoscalerFacts[];
  readonly pod: PodFacts;
  readonly object: KubernetesObject;
}

/** Facts about other objects that reading a workload needs. */
export interface WorkloadSurroundings {
  readonly containerDefaultsOf: (namespace: string) => ContainerDefaults;
  /** Autoscalers by the key of their target. */
  readonly autoscalersOf: (target: string) => readonly AutoscalerFacts[];
}

/** Kinds whose pods run until somebody removes them, as many as the object states. */
export const LASTING_KINDS: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'Pod',
];

/** Namespace in which `kubectl apply` puts objects without a namespace. */
const UNNAMED_NAMESPACE = 'default';

/** The namespace an object is applied to. */
export function namespaceOf(object: KubernetesObject): string {
  return object.metadata.namespace ?? UNNAMED_NAMESPACE;
}

/** Reads an object that starts pods; undefined for all others. */
export function readWorkload(object: KubernetesObject, surroundings: WorkloadSurroundings): WorkloadFacts | undefined {
  const template = podTemplateOf(object);
  if (template === undefined) return undefined;
  const { kind } = object;
  const { name } = object.metadata;
  const namespace = namespaceOf(object);
  const pod = readPod(template, surroundings.containerDefaultsOf(namespace));
  const replicas = readReplicas(object);
  const autoscalers = surroundings
    .autoscalersOf(targetKey(kind, namespace, name))
    .filter((autoscaler) => !isDormant(autoscaler, object));
  return {
    ...{ kind, namespace, name, workload: pod.labels[WORKLOAD_LABEL], replicas },
    ...boundsOf(replicas, autoscalers),
    ...{ autoscalers, pod, object },
  };
}

function boundsOf(
  replicas: number | undefined,
  autoscalers: readonly AutoscalerFacts[],
): Pick<WorkloadFacts, 'leastReplicas' | 'mostReplicas'> {
  if (replicas === undefined || autoscalers.length === 0) return { leastReplicas: replicas, mostReplicas: replicas };
  return {
    leastReplicas: Math.min(...autoscalers.map(({ least }) => least)),
    mostReplicas: Math.max(...autoscalers.map(({ most }) => most)),
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
