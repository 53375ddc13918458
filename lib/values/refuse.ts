import { ConfigError } from './config-error';

/**
 * Throws the problem of a bare value, whose subject only the caller knows; `Problems.capture` puts it in.
 *
 * @param property what the value is when nobody renames it: `name`, `cidr`.
 */
export function refuse(property: string, rule: string, value: unknown, remedy: string): never {
  throw new ConfigError([{ subject: '', property, rule, value, remedy }]);
}
