import { ConfigError } from '../values/config-error';

/** Variable by which both programs choose environments: names separated by commas; unset or empty means all. */
export const ENVIRONMENTS_VARIABLE = 'KEELSON_ENVIRONMENTS';

/**
 * The chosen names, in the order of `known`.
 *
 * @param wanted names that the caller gave; an empty list means all.
 * @throws ConfigError with a problem for every unknown name.
 */
export function selectEnvironments(known: readonly string[], wanted: readonly string[]): readonly string[] {
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ConfigError(
      unknown.map((name) => ({
        subject: '',
        property: 'environment',
        rule: `be one of ${known.map((each) => `'${each}'`).join(', ')}`,
        value: name,
        remedy: 'correct the name, or list the environment in the platform',
      })),
    );
  }
  return wanted.length === 0 ? known : known.filter((name) => wanted.includes(name));
}

/** The names in a value of {@link ENVIRONMENTS_VARIABLE}. */
export function parseEnvironmentNames(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
