import type { Problem } from '../../../values/config-error';
import { deepFreeze } from '../../../values/deep-freeze';
import { Problems } from '../../../values/problems';
import { patchPod } from './patch-pod';
import type { JsonObject, JsonValue, PodObject } from './pod-object';
import { judgePodShape } from './pod-shape-rules';
import type { PodYamlMembers } from './pod-yaml-fields';
import { readPodText } from './read-pod-text';

/** The pod of a text, or the problems that keep the text from being one. */
export interface PodReading {
  readonly pod: PodObject | undefined;
  readonly problems: readonly Problem[];
}

/** Readings by the members that were read, because the resolver and the rules read the same text. */
const READINGS = new WeakMap<PodYamlMembers, PodReading>();

/**
 * Reads a team's pod and applies its patches. The pod has containers, and every field of it is known and of the right kind; what the
 * fields say is judged later. The problems are those of the first step that fails: the text, its form, the patches, the fields.
 */
export function readPod(podYaml: PodYamlMembers): PodReading {
  const reading = READINGS.get(podYaml) ?? read(podYaml);
  READINGS.set(podYaml, reading);
  return reading;
}

function read(podYaml: PodYamlMembers): PodReading {
  const problems = new Problems();
  const text = readPodText(podYaml.text, problems);
  const pod = text && podOf(text, problems);
  const patched = pod && patchPod(pod, podYaml.patches, problems);
  const stated = patched && withoutNothing(patched);
  if (stated !== undefined) judgePodShape({ metadata: stated['metadata'], spec: stated['spec'] }, problems);
  if (stated !== undefined && problems.count === 0) judgeContainers(stated, problems);
  const isPod = stated !== undefined && problems.count === 0;
  return { pod: isPod ? deepFreeze(stated as unknown as PodObject) : undefined, problems: problems.all() };
}

function judgeContainers({ spec }: JsonObject, problems: Problems): void {
  const { containers } = spec as JsonObject;
  const remedy = 'add the container that serves';
  problems.require(containers !== undefined, 'podYaml.spec.containers', 'hold a container', containers, remedy);
}

/** The pod as an object with `metadata` and `spec`, whichever form the text has. */
function podOf(text: JsonObject, problems: Problems): JsonObject | undefined {
  const { apiVersion, kind, metadata, spec, status, ...others } = text;
  if (kind === undefined && Array.isArray(text['containers'])) return { metadata: withLabels({}), spec: text };
  const isPod = apiVersion === 'v1' && kind === 'Pod';
  const shown = kind === undefined ? 'neither' : `${String(apiVersion)} ${String(kind)}`;
  const remedy = isTemplated(spec)
    ? "keep what stands below 'spec.template', with 'apiVersion: v1' and 'kind: Pod'"
    : "begin with 'apiVersion: v1' and 'kind: Pod', or write the spec alone";
  if (!problems.require(isPod, 'podYaml.text', "be a Pod of 'v1', or its spec with 'containers'", shown, remedy))
    return;
  for (const name of Object.keys(others)) {
    problems.add(`podYaml.${name}`, "be 'metadata' or 'spec'", others[name], 'remove it, or correct its indentation');
  }
  const hasStatus = isObject(status) && Object.keys(status).length > 0;
  problems.require(!hasStatus, 'podYaml.status', 'be absent', status, 'remove it: the cluster writes the status');
  const stated = metadata ?? {};
  return { metadata: isObject(stated) ? withLabels(stated) : stated, spec: spec ?? null };
}

function isTemplated(spec: JsonValue | undefined): boolean {
  return isObject(spec) && spec['template'] !== undefined;
}

/** Labels and annotations are always there for patches, which may only add to an object that the pod has. */
function withLabels(metadata: JsonObject): JsonObject {
  return { ...metadata, labels: metadata['labels'] ?? {}, annotations: metadata['annotations'] ?? {} };
}

/**
 * A copy without members that state nothing: `null` and empty lists. The API server does not store them, so that each apply would be a
 * write. Empty objects stay, because `emptyDir: {}` says something.
 */
function withoutNothing(value: JsonObject): JsonObject {
  const stated = Object.entries(value).flatMap(([name, member]) => {
    const isNothing = member === undefined || member === null || (Array.isArray(member) && member.length === 0);
    return isNothing ? [] : [[name, withoutNothingIn(member as JsonValue)] as const];
  });
  return Object.fromEntries(stated);
}

function withoutNothingIn(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item) => withoutNothingIn(item as JsonValue));
  return isObject(value) ? withoutNothing(value) : value;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
