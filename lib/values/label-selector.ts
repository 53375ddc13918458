import { parseLabelKey, parseLabelValue } from './label';
import { refuse } from './refuse';

/**
 * A label selector in its short form: `app=migration,tier!=test`, or a bare key for whatever value.
 *
 * @throws ConfigError when the text is not such a selector; the empty text, which would select everything, is refused too.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#equality-based-requirement
 */
export function parseLabelSelector(text: string): string {
  for (const part of text.split(',')) {
    const match = /^([^=!]+)(?:(?:!=|==?)([^=!]*))?$/.exec(part);
    if (match === null) {
      refuse(
        'selector',
        "be a label selector of the form 'key=value', 'key!=value' or 'key'",
        text,
        "write it as 'app=migration', with commas between several",
      );
    }
    parseLabelKey(match[1] ?? '');
    parseLabelValue(match[2] ?? '');
  }
  return text;
}
