import { likelyText } from '../../../values/nearest-text';
import type { Problems } from '../../../values/problems';
import { parseQuantity } from '../../../values/quantity';
import { POD_FIELDS_RELEASE, POD_TYPES, type PodField, type PodType } from './pod-field-names';

/** Fields of the metadata of a pod that a team may state; the cluster writes the others. */
const METADATA: PodType = new Map([
  ['name', { kind: 'text', holds: 'one' }],
  ['namespace', { kind: 'text', holds: 'one' }],
  ['labels', { kind: 'text', holds: 'map' }],
  ['annotations', { kind: 'text', holds: 'map' }],
]);

/** A value with its place in messages. */
interface Placed {
  readonly value: unknown;
  readonly path: string;
}

/** Name of a kind of single value, its test, and the remedy for a wrong value. */
interface SingleKind {
  readonly rule: string;
  readonly holds: (value: unknown) => boolean;
  readonly remedy: (value: unknown) => string;
}

const SINGLE: Readonly<Record<string, SingleKind>> = {
  text: {
    rule: 'be text',
    holds: (value) => typeof value === 'string',
    remedy: (value) => (typeof value === 'object' ? 'write text' : 'write it in quotes'),
  },
  number: {
    rule: 'be a whole number',
    holds: Number.isInteger,
    remedy: (value) => (typeof value === 'string' ? 'write it without quotes' : 'write a whole number'),
  },
  flag: {
    rule: 'be true or false',
    holds: (value) => typeof value === 'boolean',
    remedy: () => "write true or false, without quotes; YAML 1.2 reads 'yes' and 'on' as text",
  },
  numberOrText: {
    rule: 'be a whole number or text',
    holds: (value) => Number.isInteger(value) || typeof value === 'string',
    remedy: () => 'write a number, or a name in quotes',
  },
};

/**
 * Judges the names and kinds of all fields of a pod, because the API server would refuse a wrong kind, and readers that are not strict
 * drop an unknown field without a message.
 */
export function judgePodShape(pod: Readonly<Record<'metadata' | 'spec', unknown>>, problems: Problems): void {
  const { metadata, spec } = pod;
  if (isObject({ value: metadata, path: 'podYaml.metadata' }, problems)) {
    const rule = 'be a field of metadata that people write, not the cluster';
    judgeFields({ value: metadata, path: 'podYaml.metadata' }, { type: METADATA, rule }, problems);
  }
  judgeKind({ value: spec, path: 'podYaml.spec' }, 'PodSpec', problems);
}

function judgeFields(
  { value, path }: Placed,
  { type, rule }: { readonly type: PodType; readonly rule: string },
  problems: Problems,
): void {
  for (const [key, member] of Object.entries(value as object)) {
    const field = type.get(key);
    if (field !== undefined) judgeField({ value: member, path: `${path}.${key}` }, field, problems);
    else {
      const known = [...type.keys()];
      const likely = likelyText(key, known);
      const remedy =
        likely === undefined ? `remove it; the known fields are ${known.join(', ')}` : `did you mean '${likely}'?`;
      problems.add(`${path}.${key}`, rule, member, remedy);
    }
  }
}

function judgeField({ value, path }: Placed, { kind, holds }: PodField, problems: Problems): void {
  if (kind === 'any') return;
  if (holds === 'one') {
    judgeKind({ value, path }, kind, problems);
  } else if (holds === 'list') {
    if (!problems.require(Array.isArray(value), path, 'be a list', value, "begin each item with '- '")) return;
    (value as readonly unknown[]).forEach((item, index) => {
      judgeKind({ value: item, path: `${path}[${index}]` }, kind, problems);
    });
  } else if (isObject({ value, path }, problems)) {
    for (const [key, each] of Object.entries(value as object)) {
      judgeKind({ value: each, path: `${path}.${key}` }, kind, problems);
    }
  }
}

function judgeKind({ value, path }: Placed, kind: string, problems: Problems): void {
  const single = SINGLE[kind];
  const type = POD_TYPES.get(kind);
  if (single !== undefined) problems.require(single.holds(value), path, single.rule, value, single.remedy(value));
  else if (kind === 'quantity') judgeQuantity({ value, path }, problems);
  else if (type === undefined) throw new Error(`no kind ${kind}`);
  else if (isObject({ value, path }, problems)) {
    judgeFields({ value, path }, { type, rule: `be a field of ${kind} in Kubernetes ${POD_FIELDS_RELEASE}` }, problems);
  }
}

/** A quantity may be a number too: YAML reads `cpu: 2` as one, and the API server takes it. */
function judgeQuantity({ value, path }: Placed, problems: Problems): void {
  if (typeof value === 'string' || typeof value === 'number') {
    problems.capture(path, () => parseQuantity(String(value)));
    return;
  }
  problems.add(path, 'be a Kubernetes quantity', value, "write cores as '500m' or '2', bytes as '256Mi' or '16Gi'");
}

function isObject({ value, path }: Placed, problems: Problems): boolean {
  const holds = typeof value === 'object' && value !== null && !Array.isArray(value);
  return problems.require(holds, path, 'be an object', value, 'write its fields below it, indented');
}
