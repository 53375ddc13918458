import type { Problems } from '../../../values/problems';
import type { JsonObject } from './pod-object';

/** An object of which one of several members decides what it is. */
interface Choice {
  /** Place of the object in messages. */
  readonly at: string;
  readonly value: JsonObject;
  /** Members of which exactly one is stated. */
  readonly names: readonly string[];
  /** What such a member is called. */
  readonly what: string;
}

/** Refuses an object that states none of several members, or more than one, as the API server does. */
export function requireOneOf({ at, value, names, what }: Choice, problems: Problems): void {
  const stated = names.filter((name) => value[name] !== undefined);
  const rule = `have exactly one ${what}: ${names.join(', ')}`;
  const remedy = stated.length === 0 ? 'state one' : 'keep one of them';
  problems.require(stated.length === 1, at, rule, stated.length === 0 ? undefined : stated.join(', '), remedy);
}
