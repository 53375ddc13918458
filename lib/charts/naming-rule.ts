import type { ApiObject } from 'cdk8s';
import type { KubernetesObject } from '../values/kubernetes-object';
import type { Problems } from '../values/problems';

/** Prefix of the labels that selectors of generated objects may use. */
const OWN_LABELS = 'keelson.dev/';

/** Prefix of the labels that cdk8s derives from a construct's path. */
const PATH_LABELS = 'cdk8s.io/';

const REMEDY = 'select on keelson.dev/workload, which renderPlacement sets';

/** Higher-level constructs of cdk8s-plus select by the construct's path unless they are told otherwise. */
const CDK8S_PLUS =
  "in cdk8s-plus give a workload 'select: false' and call its select(), give a Service no workload and call its selectLabel(), or replace the selector by addJsonPatch()";

/** Matches a name that may end in the first eight digits of a construct's address. */
const HASHED_NAME = /-c8[0-9a-f]{6}$/;

/** Places where objects of a kind select pods: paths of a label map, or of a label selector. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec.selector'],
  Deployment: ['spec.selector', 'spec.template.spec.topologySpreadConstraints[].labelSelector'],
  StatefulSet: ['spec.selector', 'spec.template.spec.topologySpreadConstraints[].labelSelector'],
  DaemonSet: ['spec.selector'],
  ReplicaSet: ['spec.selector'],
  Job: ['spec.selector'],
  PodDisruptionBudget: ['spec.selector'],
  NetworkPolicy: ['spec.podSelector'],
};

/** An object as it would be written, and its origin. */
export interface RenderedObject {
  /** The construct that the object comes from. */
  readonly source: ApiObject;
  /** The object that cdk8s renders for the construct. */
  readonly object: KubernetesObject;
  /** Whether the object was read from a file instead of written as code. */
  readonly vendored: boolean;
}

/**
 * Refuses names and selectors that cdk8s derives from a construct's path.
 *
 * The path contains the chart's id and thus its band. A chart that moves to another band would therefore rename its objects, so
 * that new ones appear beside the old, and change selectors, most of which are immutable. Vendored manifests keep their own
 * labels.
 */
export function refusePathNames({ source, object, vendored }: RenderedObject, problems: Problems): void {
  const { name } = object.metadata;
  if (isGenerated(source, name)) {
    problems.add(
      'metadata.name',
      'be stated',
      name,
      "set metadata.name: cdk8s derived this name from the construct's path",
    );
  }
  const foreign = vendored ? isPathKey : isForeignKey;
  const rule = vendored ? `use no label of the construct's path` : `use labels under ${OWN_LABELS} only`;
  for (const path of SELECTORS[object.kind] ?? []) {
    for (const key of selectorKeys(object, path).filter(foreign)) {
      problems.add(path, rule, key, isPathKey(key) ? `${REMEDY}; ${CDK8S_PLUS}` : REMEDY);
    }
  }
}

/** Whether a name ends in the hash of a path that cdk8s appends, or, in a chart without hashes, begins with the chart's id. */
function isGenerated(source: ApiObject, name: string): boolean {
  if (name.startsWith(`${source.chart.node.id}-`)) return true;
  // The pattern is tested first, because computing the hash costs more than the rest of the rule and few stated names match the
  // pattern.
  return HASHED_NAME.test(name) && name.endsWith(source.node.addr.slice(0, 8));
}

function isPathKey(key: string): boolean {
  return key.startsWith(PATH_LABELS);
}

function isForeignKey(key: string): boolean {
  return !key.startsWith(OWN_LABELS);
}

function selectorKeys(object: KubernetesObject, path: string): string[] {
  return valuesAt(object, path.split('.')).flatMap((selector) => {
    const { matchLabels, matchExpressions, ...plain } = selector;
    const expressions = Array.isArray(matchExpressions) ? matchExpressions.filter(isRecord) : [];
    return [
      ...Object.keys(isRecord(matchLabels) ? matchLabels : {}),
      ...expressions.map((expression) => String(expression['key'])),
      ...Object.keys(plain),
    ];
  });
}

function valuesAt(value: unknown, [segment, ...rest]: readonly string[]): Record<string, unknown>[] {
  if (segment === undefined) return isRecord(value) ? [value] : [];
  if (!isRecord(value)) return [];
  if (!segment.endsWith('[]')) return valuesAt(value[segment], rest);
  const items = value[segment.slice(0, -2)];
  return Array.isArray(items) ? items.flatMap((item) => valuesAt(item, rest)) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
