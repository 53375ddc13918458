import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import type { FieldFacts } from '../../../lib/specs/fields/field';
import type { Holder } from './locate';

/** Changes the holder of a property, together with everything that rules couple with the property. */
export type Change = (holder: Holder, environment: EnvironmentInput) => void;

/** An edit of a property: another value, or a function where rules couple several properties. */
export type Edit = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>> | Change;

/** Edits by the path of their property. {@link Several} holds several edits of one property, whose most severe effect counts. */
export type EditTable = Readonly<Record<string, Edit | Several>>;

/** Several edits of one property, because the effect of an edit may depend on other properties. */
export class Several {
  constructor(readonly edits: readonly Edit[]) {}
}

/** Combines several edits of one property. */
export function several(...edits: readonly Edit[]): Several {
  return new Several(edits);
}

/** Another value of a field, derived from its facts alone; undefined where the facts do not give one. */
export function otherValue(facts: FieldFacts, value: unknown): unknown {
  switch (facts.kind) {
    case 'flag':
      return !value;
    case 'choice':
      return facts.choices?.find((choice) => choice !== value);
    case 'number':
      return facts.range === undefined ? undefined : otherNumber(facts.range, Number(value));
    default:
      return undefined;
  }
}

function otherNumber({ max }: { readonly max: number }, value: number): number {
  return value < max ? value + 1 : value - 1;
}

/** States several members of the holder at once, and removes members whose value is undefined. */
export function together(values: object): Change {
  return (holder) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete holder[name];
      else holder[name] = value;
    }
  };
}

/** Replaces all members of the holder by the stated ones. */
export function only(values: object): Change {
  return (holder) => {
    for (const name of Object.keys(holder)) delete holder[name];
    Object.assign(holder, values);
  };
}

/** Changes a cluster, whichever object holds the property. */
export function inCluster(name: string, change: (cluster: Holder) => void): Change {
  return (_, environment) => {
    const cluster = environment.clusters.find((each) => each.name === name);
    if (cluster === undefined) throw new Error(`no cluster '${name}'`);
    change(cluster as unknown as Holder);
  };
}

/** Changes the first pool of a name, whichever object holds the property. */
export function inPool(name: string, change: (pool: Holder) => void): Change {
  return (_, { clusters }) => {
    const pools = clusters.flatMap((cluster) => [...cluster.pools]);
    const pool = pools.find((each) => each.name === name);
    if (pool === undefined) throw new Error(`no pool '${name}'`);
    change(pool as unknown as Holder);
  };
}

/** Changes the first group of machines of a name, whichever object holds the property. */
export function inGroup(name: string, change: (group: Holder) => void): Change {
  return (_, { clusters }) => {
    const groups = clusters.flatMap((cluster) => [...(cluster.groups ?? [])]);
    const group = groups.find((each) => each.name === name);
    if (group === undefined) throw new Error(`no group '${name}'`);
    change(group as unknown as Holder);
  };
}

/** States members of the part at a path of names. */
export function stating(path: string, values: object): (part: Holder) => void {
  return (part) => {
    Object.assign(path.split('.').reduce(memberOf, part), values);
  };
}

/** Replaces one text by another everywhere in a part, because a region appears in many places. */
export function respelling(from: string, to: string): (part: Holder) => void {
  return (part) => {
    Object.assign(part, JSON.parse(JSON.stringify(part).replaceAll(from, to)));
  };
}

/** A member that is an object; an empty object where the member was left out. */
function memberOf(part: Holder, name: string): Holder {
  part[name] ??= {};
  return part[name] as Holder;
}
