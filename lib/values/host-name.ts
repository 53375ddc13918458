import { refuse } from './refuse';

const MAX_LENGTH = 253;
const MAX_LABEL = 63;

const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * A host name that clients ask for: at least two DNS labels, `chat.example.com`.
 *
 * @throws ConfigError for a text that is no such name: a wildcard, an address, a URL, a name with a port or a dot at its end.
 * @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1
 */
export function parseHostName(text: string): string {
  const labels = text.split('.');
  const isNumber = /^\d*$/.test(labels.at(-1) ?? '');
  const holds =
    text.length <= MAX_LENGTH &&
    labels.length >= 2 &&
    !isNumber &&
    labels.every((label) => label.length <= MAX_LABEL && LABEL.test(label));
  if (!holds) {
    const rule = `be a host name: two or more labels with dots between them, of lower-case letters, digits and dashes, each at most ${MAX_LABEL} characters and ${MAX_LENGTH} together`;
    refuse('host', rule, text, remedyFor(text));
  }
  return text;
}

function remedyFor(text: string): string {
  if (text.includes('/')) return 'write the name alone, without scheme and path';
  if (text.includes('*')) return 'state each host by its name; wildcards are for certificates';
  if (text.includes(':')) return 'leave the port out; clients use the port of their scheme';
  if (text.endsWith('.')) return 'leave out the dot at the end';
  if (text !== text.toLowerCase()) return 'write it in lower case';
  if (/^[\d.]+$/.test(text)) return 'use a name; a certificate covers names and no addresses';
  return "write it as 'chat.example.com'";
}

/** Whether a host name is a DNS name itself or below it: `chat.example.com` is within `example.com`. */
export function isWithinZone(host: string, zone: string): boolean {
  return host === zone || host.endsWith(`.${zone}`);
}
