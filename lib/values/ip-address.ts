import { IPv4 } from 'ipaddr.js';
import { Cidr } from './cidr';
import { refuse } from './refuse';
import { specialPurposeOf } from './special-purpose';

/**
 * An IPv4 address that is reached over the internet.
 *
 * @throws ConfigError when it is none, or is of a block that nobody on the internet has.
 */
export function parsePublicAddress(text: string): string {
  if (!IPv4.isValidFourPartDecimal(text)) refuse('address', 'be an IPv4 address', text, "write it as '203.0.113.10'");
  const special = specialPurposeOf(Cidr.parse(`${text}/32`));
  if (special !== undefined) {
    const rule = `be a public address, and not of ${special.block}, which is kept for ${special.purpose}`;
    refuse('address', rule, text, 'it must be reached over the internet');
  }
  return text;
}
