import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import type { FieldFacts } from '../../../lib/specs/fields/field';
import type { Holder } from './locate';

/** Changes what holds a property, and whatever rules couple with it. */
export type Change = (holder: Holder, environment: EnvironmentInput) => void;

/** One edit: another value, or a change where rules couple properties. */
export type Edit = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>> | Change;

/** Edits by the path of their property. A list of several edits stands in {@link Several}: the weightiest effect is the property's. */
export type EditTable = Readonly<Record<string, Edit | Several>>;

/** What a change does may depend on what stands beside it. */
export class Several {
  constructor(readonly edits: readonly Edit[]) {}
}

/** Several edits of one property. */
export function several(...edits: readonly Edit[]): Several {
  return new Several(edits);
}

/** Another value of a field by its facts alone; undefined where they do not tell one. */
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

/** States several members of the holder at once, and leaves out those that are undefined. */
export function together(values: object): Change {
  return (holder) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete holder[name];
      else holder[name] = value;
    }
  };
}

/** Leaves of the holder only what is stated here. */
export function only(values: object): Change {
  return (holder) => {
    for (const name of Object.keys(holder)) delete holder[name];
    Object.assign(holder, values);
  };
}

/** Changes a cluster, whatever holds the property. */
export function inCluster(name: string, change: (cluster: Holder) => void): Change {
  return (_, environment) => {
    const cluster = environment.clusters.find((each) => each.name === name);
    if (cluster === undefined) throw new Error(`no cluster '${name}'`);
    change(cluster as unknown as Holder);
  };
}

/** Changes the first pool of a name, whatever holds the property. */
export function inPool(name: string, change: (pool: Holder) => void): Change {
  return (_, { clusters }) => {
    const pools = clusters.flatMap((cluster) => [...cluster.pools]);
    const pool = pools.find((each) => each.name === name);
    if (pool === undefined) throw new Error(`no pool '${name}'`);
    change(pool as unknown as Holder);
  };
}

/** States members of a part that a path of names leads to. */
export function stating(path: string, values: object): (part: Holder) => void {
  return (part) => {
    Object.assign(path.split('.').reduce(memberOf, part), values);
  };
}

/** Writes one text as another everywhere in a part: a region stands in many places. */
export function respelling(from: string, to: string): (part: Holder) => void {
  return (part) => {
    Object.assign(part, JSON.parse(JSON.stringify(part).replaceAll(from, to)));
  };
}

/** A member that is an object; an empty one where it was left out. */
function memberOf(part: Holder, name: string): Holder {
  part[name] ??= {};
  return part[name] as Holder;
}
