import { unwritableText } from '../../../values/manifest-text';
import type { Problems } from '../../../values/problems';

/** Judges a text that gets into a manifest as it is. */
export function judgeWrittenText(at: string, text: string, problems: Problems): void {
  const unwritable = unwritableText(text);
  if (unwritable !== undefined) problems.add(at, unwritable.rule, text, unwritable.remedy);
}
