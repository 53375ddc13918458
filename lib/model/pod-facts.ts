import type { KubernetesObject } from '../values/kubernetes-object';
import { type ContainerDefaults, extendedRequests, podRequests, type Resources } from './pod-requests';
import { readAt, readInteger, readMap, readMaps, readText, readTexts } from './read-fields';

/** One container of a pod, init containers included. */
export interface ContainerFacts {
  readonly name: string;
  /** `init` ends before the pod's containers start; a `sidecar` is an init container that runs beside them until the pod ends. */
  readonly role: 'init' | 'sidecar' | 'main';
  readonly image: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** A toleration with its defaults filled in. */
export interface TolerationFacts {
  /** Undefined where every key is tolerated. */
  readonly key: string | undefined;
  readonly operator: string;
  readonly value: string;
  /** Undefined where every effect is tolerated. */
  readonly effect: string | undefined;
}

/** A condition on a label of a node, with Kubernetes' operators. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** The properties of a pod that decide where it may run, and those that checks read. */
export interface PodFacts {
  readonly labels: Readonly<Record<string, string>>;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Terms of the required node affinity: all requirements of one term must hold. Undefined without required node affinity. */
  readonly affinityTerms: readonly (readonly Requirement[])[] | undefined;
  readonly tolerations: readonly TolerationFacts[];
  readonly requests: Resources;
  /** Devices and other extended resources that one pod asks for, by name. */
  readonly extendedRequests: Readonly<Record<string, number>>;
  readonly containers: readonly ContainerFacts[];
  readonly priorityClassName: string | undefined;
  /** Seconds that the pod may take to end, with the default of Kubernetes filled in. */
  readonly graceSeconds: number;
  /** Node that the manifest itself names, past the scheduler. */
  readonly nodeName: string | undefined;
  /** Whether another scheduler places the pod, or the pod names its node: its node cannot be derived then. */
  readonly isPlacedElsewhere: boolean;
}

/** Grace in seconds of a pod that states none, by Kubernetes' default. */
export const DEFAULT_GRACE_SECONDS = 30;

/** Reads a pod template, or a Pod. */
export function readPod(template: unknown, defaults: ContainerDefaults): PodFacts {
  const spec = readMap(readAt(template, 'spec'));
  const required = readAt(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const scheduler = readText(spec['schedulerName']);
  const nodeName = readText(spec['nodeName']) || undefined;
  return {
    labels: readTexts(readAt(template, 'metadata', 'labels')),
    nodeSelector: readTexts(spec['nodeSelector']),
    affinityTerms: required === undefined ? undefined : readMaps(readAt(required, 'nodeSelectorTerms')).map(readTerm),
    tolerations: readMaps(spec['tolerations']).map(readToleration),
    requests: podRequests(spec, defaults),
    extendedRequests: extendedRequests(spec),
    containers: [
      ...readMaps(spec['initContainers']).map((each) => readContainer(each, isSidecar(each) ? 'sidecar' : 'init')),
      ...readMaps(spec['containers']).map((each) => readContainer(each, 'main')),
    ],
    priorityClassName: readText(spec['priorityClassName']),
    graceSeconds: readInteger(spec['terminationGracePeriodSeconds']) ?? DEFAULT_GRACE_SECONDS,
    nodeName,
    isPlacedElsewhere: nodeName !== undefined || (scheduler !== undefined && scheduler !== 'default-scheduler'),
  };
}

/** The pod template of an object, by its kind; undefined for kinds that start no pods. */
export function podTemplateOf(object: KubernetesObject): unknown {
  switch (object.kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'Job':
      return readAt(object, 'spec', 'template');
    case 'CronJob':
      return readAt(object, 'spec', 'jobTemplate', 'spec', 'template');
    case 'Pod':
      return object;
    default:
      return undefined;
  }
}

/** Requirements of a term; `matchFields` (names of nodes) are among them, and count as met because no node has a name at synthesis. */
function readTerm(term: Readonly<Record<string, unknown>>): readonly Requirement[] {
  return [...readMaps(term['matchExpressions']), ...readMaps(term['matchFields'])].map((expression) => ({
    key: String(expression['key']),
    operator: String(expression['operator']),
    values: Array.isArray(expression['values']) ? expression['values'].map(String) : [],
  }));
}

function readToleration(toleration: Readonly<Record<string, unknown>>): TolerationFacts {
  return {
    key: readText(toleration['key']) || undefined,
    operator: readText(toleration['operator']) ?? 'Equal',
    value: readText(toleration['value']) ?? '',
    effect: readText(toleration['effect']) || undefined,
  };
}

function isSidecar(initContainer: Readonly<Record<string, unknown>>): boolean {
  return readText(initContainer['restartPolicy']) === 'Always';
}

function readContainer(container: Readonly<Record<string, unknown>>, role: ContainerFacts['role']): ContainerFacts {
  return {
    name: readText(container['name']) ?? '',
    role,
    image: readText(container['image']) ?? '',
    manifest: container,
  };
}
