/**
 * A member of a record by a name that somebody chose; undefined where the record has none of its own.
 *
 * A bare lookup finds what every object inherits: `constructor` is a sound name of an environment, a cluster or a pool.
 */
export function ownMember<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
