import type { Problems } from '../../values/problems';

/** A list in which no value may occur twice. */
export interface UniqueList {
  readonly property: string;
  readonly values: readonly string[];
  /** Noun for one value in messages: `zone`. */
  readonly what: string;
}

/** Refuses every value that occurs twice in a list; returns whether none does. */
export function requireUnique(problems: Problems, list: UniqueList): boolean {
  const { values } = list;
  const twice = [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
  for (const value of twice) {
    problems.add(list.property, `name every ${list.what} once`, value, 'remove or rename one of them');
  }
  return twice.length === 0;
}
