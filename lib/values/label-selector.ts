import { parseLabelKey, parseLabelValue } from './label';
import { refuse } from './refuse';

/**
 * A label selector in its short form: `app=migration,tier!=test`, or a bare key for whatever value.
 *
 * @throws ConfigError when it is not one; a selector that selects everything is none.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#equality-based-requirement
 */
export function parseLabelSelector(text: string): string {
  for (const part of text.split(',')) {
    const match = /^([^=!]+)(?:(?:!=|==?)([^=!]*))?$/.exec(part);
    if (match === null) {
      refuse('selector', 'be a label selector by equality', text, "write it as 'app=migration', several with commas");
    }
    parseLabelKey(match[1] ?? '');
    parseLabelValue(match[2] ?? '');
  }
  return text;
}
