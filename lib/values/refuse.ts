import { ConfigError } from './config-error';

/**
 * Throws the problem of a bare value without a subject, because only the caller knows the subject: `Problems.capture` adds it.
 *
 * @param property general name of the value, where the caller gives no other: `name`, `cidr`.
 */
export function refuse(property: string, rule: string, value: unknown, remedy: string): never {
  throw new ConfigError([{ subject: '', property, rule, value, remedy }]);
}
