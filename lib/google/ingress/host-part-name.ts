import { boundedName } from '../../values/bounded-name';
import { MAX_DNS_LABEL } from '../../values/name';
import { shortHash } from '../../values/short-hash';

/**
 * Physical name of a part that a host has: `host-chat-stream-example-com-6f3a1c`. The hash tells apart what the dashes make alike, `a.b-c`
 * and `a-b.c`; of a long name the end is left out, because the labels that differ come first.
 */
export function hostPartName(prefix: string, host: string): string {
  const readable = host.replace('*', 'any').replaceAll('.', '-');
  return boundedName(`${prefix}-${readable}-${shortHash(host)}`, MAX_DNS_LABEL);
}
