import { IPv4 } from 'ipaddr.js';
import { Cidr } from './cidr';
import { refuse } from './refuse';
import { specialPurposeOf } from './special-purpose';

/**
 * An IPv4 address that is reached over the internet.
 *
 * @throws ConfigError when the text is not an IPv4 address, or when its block is not routed on the internet.
 */
export function parsePublicAddress(text: string): string {
  if (!IPv4.isValidFourPartDecimal(text)) refuse('address', 'be an IPv4 address', text, "write it as '203.0.113.10'");
  const special = specialPurposeOf(Cidr.parse(`${text}/32`));
  if (special !== undefined) {
    const rule = `be a public address outside of ${special.block}, which is reserved for ${special.purpose}`;
    refuse('address', rule, text, 'use the address at which it is reached over the internet');
  }
  return text;
}
