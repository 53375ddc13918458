import { refuse } from './refuse';

/** Longest DNS label, and so the longest name of a namespace or a Service. */
export const MAX_DNS_LABEL = 63;

const DNS_LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/**
 * A DNS label that starts with a letter: Kubernetes, AWS and Google all accept it as a name.
 *
 * @param maxLength most characters; a name from which longer names are derived must be shorter than 63.
 * @throws ConfigError when the text is not such a label, or is longer.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names
 */
export function parseName(text: string, maxLength: number = MAX_DNS_LABEL): string {
  if (!DNS_LABEL.test(text)) {
    refuse(
      'name',
      'be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash',
      text,
      'choose such a name',
    );
  }
  if (text.length > maxLength) {
    refuse('name', `have at most ${maxLength} characters`, text, `shorten it by ${text.length - maxLength}`);
  }
  return text;
}
