import { type ArgumentFact, argumentFacts } from '../../fixtures/provider-facts';

/** A resource in the synthesised file of its stack. */
export type Resource = Readonly<Record<string, unknown>>;

/** An argument that differs between two versions of a resource. */
export interface ArgumentChange {
  /** Dotted path without the indexes of blocks. */
  readonly path: string;
  /** Whether the provider replaces the resource when the argument changes. */
  readonly replaces: boolean;
}

/** Arguments of Terraform itself. */
const META = [
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
  'timeouts',
  '//',
];

type Facts = ReadonlyMap<string, ArgumentFact>;

/**
 * What a plan would show of two versions of a resource: what the later one ignores, and what it only leaves out of what the cloud
 * keeps, is no change.
 *
 * @throws Error for an argument that neither the providers' facts nor our table hold.
 */
export function compareResources(type: string, before: Resource, after: Resource): readonly ArgumentChange[] {
  const facts = argumentFacts(type);
  if (facts === undefined) throw new Error(`nobody has looked up ${type}`);
  const changes = compareBlock({ facts, path: '' }, withoutMeta(before), withoutMeta(after));
  const ignored = ignoredOf(after);
  const shown = changes.filter(({ path }) => !ignored.some((each) => path === each || path.startsWith(`${each}.`)));
  const hasMeta = META.filter((name) => name !== '//' && !isSame(before[name], after[name]));
  return [...shown, ...hasMeta.map((path) => ({ path, replaces: false }))];
}

interface Place {
  readonly facts: Facts;
  /** Dotted path with a dot at its end; empty for the resource itself. */
  readonly path: string;
}

function compareBlock(place: Place, before: Resource, after: Resource): readonly ArgumentChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => compareArgument(place, name, [before[name], after[name]]));
}

function compareArgument(
  { facts, path }: Place,
  name: string,
  [before, after]: readonly [unknown, unknown],
): readonly ArgumentChange[] {
  const inner = `${path}${name}`;
  if (isSame(before, after)) return [];
  const fact = facts.get(inner);
  if (fact === undefined) throw new Error(`nobody has looked up the argument ${inner}`);
  const [old, now] = [blocksOf(before), blocksOf(after)];
  const isBlock = old !== undefined && now !== undefined && hasMembers(facts, inner);
  if (!isBlock) return after === undefined && fact.kind === 'kept' ? [] : [{ path: inner, replaces: fact.replaces }];
  const below = { facts, path: `${inner}.` };
  const counted = old.length === now.length ? [] : [{ path: inner, replaces: fact.replaces }];
  const longest = Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index);
  return [...counted, ...longest.flatMap((index) => compareBlock(below, old[index] ?? {}, now[index] ?? {}))];
}

/** Blocks of an argument; empty where the argument is left out, undefined where it is a plain value. */
function blocksOf(value: unknown): readonly Resource[] | undefined {
  if (value === undefined) return [];
  const all = [value].flat();
  return all.every((each) => typeof each === 'object' && each !== null) ? (all as Resource[]) : undefined;
}

function hasMembers(facts: Facts, path: string): boolean {
  return [...facts.keys()].some((argument) => argument.startsWith(`${path}.`));
}

function withoutMeta(resource: Resource): Resource {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !META.includes(name)));
}

function ignoredOf({ lifecycle }: Resource): readonly string[] {
  const { ignore_changes: ignored } = (lifecycle ?? {}) as { readonly ignore_changes?: readonly string[] };
  return (ignored ?? []).map((path) => path.replaceAll(/\[\d+\]/g, ''));
}

/** Whether two values are written in the same way. */
export function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
