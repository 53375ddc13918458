import { refuse } from './refuse';

const MAX_LENGTH = 253;

const LABELS = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/**
 * Name of a Secret or another object whose name may hold dots: DNS labels with dots between them, at most 253 characters.
 *
 * @throws ConfigError when the text is not such a name.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function parseDnsName(text: string): string {
  if (text.length > MAX_LENGTH || !LABELS.test(text)) {
    const rule = `be lower-case letters, digits, dashes and dots, at most ${MAX_LENGTH}, first and last a letter or digit`;
    refuse('name', rule, text, 'write the name of the object as it is in the cluster');
  }
  return text;
}
