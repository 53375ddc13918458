/**
 * A member of a record by a name that a user chose; undefined where the record itself has no such member.
 *
 * A bare lookup also finds what every object inherits: a pool may be called `constructor`, and the lookup would answer a function.
 */
export function ownMember<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
