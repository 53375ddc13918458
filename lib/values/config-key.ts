import { refuse } from './refuse';

const MAX_LENGTH = 253;

const CHARACTERS = /^[-._a-zA-Z0-9]+$/;

/**
 * Key of a ConfigMap or a Secret, which is the name of a file too.
 *
 * @throws ConfigError when the text is not such a key.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go
 */
export function parseConfigKey(text: string): string {
  // Two dots at the beginning would be the parent folder, or a name that the kubelet keeps for itself.
  const holds = text.length <= MAX_LENGTH && CHARACTERS.test(text) && text !== '.' && !text.startsWith('..');
  if (!holds) {
    const rule = `be letters, digits, dashes, dots and underscores, at most ${MAX_LENGTH}, and not begin with two dots`;
    refuse('key', rule, text, 'write it like the name of a file: app.properties');
  }
  return text;
}
