import { printableLine } from '../config-text';

/**
 * A word of HAProxy's configuration in strong quotes, within which no character has a meaning; a quote of the text itself ends them, stands
 * behind a backslash, and begins them anew.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#2.2
 */
export function haproxyWord(property: string, text: string): string {
  return `'${printableLine(property, text).replaceAll("'", "'\\''")}'`;
}

/** A word that HAProxy reads as a log format, in which a single percent sign begins an expression. */
export function haproxyFormat(property: string, text: string): string {
  return haproxyWord(property, text.replaceAll('%', '%%'));
}
