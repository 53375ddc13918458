import type { Problems } from '../../values/problems';

/** Whether the fields of a part recorded no problem, so that rules may judge the part further. */
export type Soundness = (part: Problems) => boolean;

/**
 * Remembers by subject which parts have a problem at this moment, after the fields and before the rules.
 *
 * A part whose own fields failed is not judged further, because its rules would report values that nobody wrote.
 */
export function soundnessOf(problems: Problems): Soundness {
  const failed = new Set(problems.all().map(({ subject }) => subject));
  return (part) => !failed.has(part.subject);
}
