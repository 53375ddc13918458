import type { KubernetesObject } from '../values/kubernetes-object';
import { type ContainerDefaults, extendedRequests, podRequests, type Resources } from './pod-requests';
import { readAt, readMap, readMaps, readText, readTexts } from './read-fields';

/** One container of a pod, init containers included. */
export interface ContainerFacts {
  readonly name: string;
  readonly image: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** A toleration with its defaults filled in. */
export interface TolerationFacts {
  /** Undefined tolerates every key. */
  readonly key: string | undefined;
  readonly operator: string;
  readonly value: string;
  /** Undefined tolerates every effect. */
  readonly effect: string | undefined;
}

/** A condition on a node's label; Kubernetes' operators. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Everything of a pod that decides where it may run. */
export interface PodFacts {
  readonly labels: Readonly<Record<string, string>>;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Terms of the required node affinity: one of them must hold, with all its requirements. Undefined when there is none. */
  readonly affinityTerms: readonly (readonly Requirement[])[] | undefined;
  readonly tolerations: readonly TolerationFacts[];
  readonly requests: Resources;
  /** Devices and other extended resources that one pod asks for, by name. */
  readonly extendedRequests: Readonly<Record<string, number>>;
  readonly containers: readonly ContainerFacts[];
  readonly priorityClassName: string | undefined;
  /** Whether another than the default scheduler, or nobody, places it: nothing can be said of its node then. */
  readonly isPlacedElsewhere: boolean;
}

/** Reads a pod template, or a Pod. */
export function readPod(template: unknown, defaults: ContainerDefaults): PodFacts {
  const spec = readMap(readAt(template, 'spec'));
  const required = readAt(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const scheduler = readText(spec['schedulerName']);
  return {
    labels: readTexts(readAt(template, 'metadata', 'labels')),
    nodeSelector: readTexts(spec['nodeSelector']),
    affinityTerms: required === undefined ? undefined : readMaps(readAt(required, 'nodeSelectorTerms')).map(readTerm),
    tolerations: readMaps(spec['tolerations']).map(readToleration),
    requests: podRequests(spec, defaults),
    extendedRequests: extendedRequests(spec),
    containers: [...readMaps(spec['initContainers']), ...readMaps(spec['containers'])].map(readContainer),
    priorityClassName: readText(spec['priorityClassName']),
    isPlacedElsewhere:
      readText(spec['nodeName']) !== undefined || (scheduler !== undefined && scheduler !== 'default-scheduler'),
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

/** Fields of nodes (their names) stand among the labels: neither value is known at synthesis, so they are taken as met. */
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

function readContainer(container: Readonly<Record<string, unknown>>): ContainerFacts {
  return {
    name: readText(container['name']) ?? '',
    image: readText(container['image']) ?? '',
    manifest: container,
  };
}
