import type { Problems } from '../../values/problems';

/** Whether the fields of a part hold, so that rules may judge it further. */
export type Soundness = (part: Problems) => boolean;

/**
 * What the fields said of each part, by its subject, as it stands at this moment.
 *
 * A part whose own fields fail is not judged further: its rules would speak of values that nobody meant.
 */
export function soundnessOf(problems: Problems): Soundness {
  const failed = new Set(problems.all().map(({ subject }) => subject));
  return (part) => !failed.has(part.subject);
}
