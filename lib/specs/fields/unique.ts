import type { Problems } from '../../values/problems';

/** A list in which nothing may stand twice. */
export interface UniqueList {
  readonly property: string;
  readonly values: readonly string[];
  /** What one of them is: `zone`. */
  readonly what: string;
}

/** Refuses what stands twice in a list; answers whether nothing does. */
export function requireUnique(problems: Problems, list: UniqueList): boolean {
  const { values } = list;
  const twice = [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
  for (const value of twice) {
    problems.add(list.property, `name every ${list.what} once`, value, 'remove or rename one of them');
  }
  return twice.length === 0;
}
