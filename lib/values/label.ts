import { refuse } from './refuse';

const NAME_PART = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const PREFIX_PART = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const MAX_PREFIX = 253;

/**
 * Key of a label, annotation or taint: a name of at most 63 characters with an optional DNS prefix.
 *
 * @throws ConfigError when the text is not such a key.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function parseLabelKey(text: string): string {
  const slash = text.indexOf('/');
  const prefix = slash < 0 ? undefined : text.slice(0, slash);
  const name = text.slice(slash + 1);
  const prefixHolds = prefix === undefined || (prefix.length <= MAX_PREFIX && PREFIX_PART.test(prefix));
  if (!prefixHolds || !NAME_PART.test(name)) {
    refuse(
      'key',
      'be a label key: at most 63 letters, digits, dashes, dots or underscores, with an optional DNS prefix and a slash',
      text,
      "write it as 'name' or 'example.com/name'",
    );
  }
  return text;
}

/**
 * Value of a label or taint: empty, or at most 63 characters.
 *
 * @throws ConfigError when the text is not such a value.
 */
export function parseLabelValue(text: string): string {
  if (text !== '' && !NAME_PART.test(text)) {
    refuse(
      'value',
      'be a label value: at most 63 letters, digits, dashes, dots or underscores, first and last a letter or digit',
      text,
      'choose such a value, or the empty one',
    );
  }
  return text;
}
