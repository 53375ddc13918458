import { IPv4 } from 'ipaddr.js';
import { refuse } from './refuse';

/** Ranges of ipaddr.js that somebody on the internet may have; `reserved` holds those of documentation too. */
const PUBLIC_RANGES: readonly string[] = ['unicast', 'reserved'];

/**
 * An IPv4 address that is reached over the internet.
 *
 * @throws ConfigError when it is none, or is private.
 */
export function parsePublicAddress(text: string): string {
  if (!IPv4.isValidFourPartDecimal(text)) refuse('address', 'be an IPv4 address', text, "write it as '203.0.113.10'");
  if (!PUBLIC_RANGES.includes(IPv4.parse(text).range())) {
    refuse('address', 'be a public address', text, 'it must be reached over the internet');
  }
  return text;
}
