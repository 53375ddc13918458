import { type ChangeEffect, weightiest } from '../../../lib/specs/fields/change-effect';
import type { TerraformJson } from '../../../lib/testing/synthesize-stacks';
import type { KubernetesObject } from '../../../lib/values/kubernetes-object';
import { compareResources, isSame, type Resource } from './compare-resources';
import { isListed, NOT_ROLLING, PARTS, ROLLED_TO, ROLLING } from './provider-reality';
import type { Trees } from './synthesized-trees';

/** Effect of a change on one deployed resource or object. */
export interface DerivedChange {
  /** Address of a resource and argument, or kind and name of an object. */
  readonly what: string;
  readonly effect: ChangeEffect;
}

/** Derives the effects of a change between two trees, one for each resource or object that differs. */
export function deriveChanges(before: Trees, after: Trees): readonly DerivedChange[] {
  return [
    ...resourceChanges(resourcesOf(before), resourcesOf(after)),
    ...otherBlocks(before, after),
    ...objectChanges(objectsOf(before), objectsOf(after)),
  ];
}

/** The most severe effect among changes; `none` where there is no change. */
export function effectOfChanges(changes: readonly DerivedChange[]): ChangeEffect {
  return weightiest(changes.map(({ effect }) => effect));
}

/** A deployed thing: a resource by its address, an object by its name. */
interface Deployed<T> {
  readonly type: string;
  readonly value: T;
}

type All<T> = ReadonlyMap<string, Deployed<T>>;

function resourceChanges(before: All<Resource>, after: All<Resource>): readonly DerivedChange[] {
  const touched = [...after].flatMap(([address, { type, value }]) => {
    const former = before.get(address);
    if (former === undefined) return [];
    return compareResources(type, former.value, value).map(({ path, replaces }): DerivedChange => {
      const rolls = isListed(ROLLING, type, path) && !isListed(NOT_ROLLING, type, path);
      if (replaces && isListed(ROLLED_TO, type, path)) return { what: `${address} ${path}`, effect: 'rolls' };
      return {
        what: `${address} ${path}`,
        effect: replaces && !isPart(type) ? 'replaces' : rolls ? 'rolls' : 'in place',
      };
    });
  });
  return [...touched, ...comeAndGone(before, after, (type) => !isPart(type))];
}

const isPart = (type: string): boolean => isListed(PARTS, type, '');

/** A resource that is removed while another of its type is added counts as replaced; otherwise it is only added or only removed. */
function comeAndGone<T>(before: All<T>, after: All<T>, counts: (type: string) => boolean): readonly DerivedChange[] {
  const [gone, come] = [lacking(before, after), lacking(after, before)];
  const both = new Set(gone.filter(({ type }) => come.some((each) => each.type === type)).map(({ type }) => type));
  return [...gone, ...come].map(({ type, address }) => ({
    what: address,
    effect: both.has(type) && counts(type) ? 'replaces' : 'in place',
  }));
}

function lacking<T>(of: All<T>, others: All<T>): readonly { readonly type: string; readonly address: string }[] {
  return [...of].filter(([address]) => !others.has(address)).map(([address, { type }]) => ({ type, address }));
}

/** Resources by stack and address, with data sources written out inside them. */
function resourcesOf({ stacks }: Trees): All<Resource> {
  return new Map(
    Object.entries(stacks).flatMap(([name, stack]) => {
      const written = withData(stack);
      return Object.entries(written['resource'] ?? {}).flatMap(([type, byId]) =>
        Object.entries(byId).map(([id, value]) => [`${name}/${type}.${id}`, { type, value }] as const),
      );
    }),
  );
}

/**
 * Writes data sources out, because a changed data source changes all that refers to it; remote state is left out, because the
 * other stack has the same values wherever its state is stored.
 */
function withData(stack: TerraformJson): TerraformJson {
  const sources = Object.entries(stack['data'] ?? {})
    .filter(([type]) => type !== 'terraform_remote_state')
    .flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, value]) => [`data.${type}.${id}.`, `data(${JSON.stringify(value)}).`] as const),
    );
  const inResources = sources.reduce(
    (text, [reference, value]) => text.replaceAll(reference, JSON.stringify(value).slice(1, -1)),
    JSON.stringify(stack['resource'] ?? {}),
  );
  return { resource: JSON.parse(inResources) } as TerraformJson;
}

/** Changes of providers, backends and outputs, which replace and roll nothing. */
function otherBlocks(before: Trees, after: Trees): readonly DerivedChange[] {
  return Object.entries(after.stacks).flatMap(([name, stack]) => {
    const former = before.stacks[name];
    if (former === undefined) return [];
    const blocks = ['locals', 'output', 'provider', 'terraform'].filter(
      (block) => !isSame(former[block], stack[block]),
    );
    return blocks.map((block): DerivedChange => ({ what: `${name} ${block}`, effect: 'in place' }));
  });
}

/** Kinds whose pods are replaced when the template changes. */
const WITH_PODS = ['DaemonSet', 'Deployment', 'StatefulSet'];

function objectChanges(before: All<KubernetesObject>, after: All<KubernetesObject>): readonly DerivedChange[] {
  const touched = [...after].flatMap(([address, { type, value }]): DerivedChange[] => {
    const former = before.get(address);
    if (former === undefined || isSame(former.value, value)) return [];
    const rolls = WITH_PODS.includes(type) && !isSame(templateOf(former.value), templateOf(value));
    return [{ what: address, effect: rolls ? 'rolls' : 'in place' }];
  });
  return [...touched, ...comeAndGone(before, after, (type) => type === 'Namespace' || WITH_PODS.includes(type))];
}

function templateOf(object: KubernetesObject): unknown {
  return (object as { readonly spec?: { readonly template?: unknown } }).spec?.template;
}

function objectsOf({ objects }: Trees): All<KubernetesObject> {
  return new Map(
    objects.map((value) => {
      const { namespace, name } = value.metadata;
      return [`${value.kind} ${namespace ?? ''}/${name}`, { type: value.kind, value }] as const;
    }),
  );
}
