import type { Problems } from '../../../values/problems';

/** Headers of a host at most. */
const MAX_HEADERS = 20;

/** Characters of a value at most. */
const MAX_VALUE = 1024;

/** Name of a header, without the characters that have a meaning in the configuration of a proxy. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/;

/**
 * Values on one line: printable ASCII without quotes, backslashes and dollar and percent signs, which a proxy would read as the end of the
 * text, an escape or a variable.
 */
const VALUE = /^[ !#&'()*+,./0-9:;<=>?@A-Z[\]^_`a-z{|}~-]*$/;

/**
 * Headers that belong to one connection or to the framing of a message; a proxy that sets one breaks the connection.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const OWNED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Rules of the headers that the proxy sets in every response of a host. */
export function judgeResponseHeaders(at: string, headers: Readonly<Record<string, string>>, problems: Problems): void {
  const names = Object.keys(headers);
  const many = `hold at most ${MAX_HEADERS} headers`;
  problems.require(names.length <= MAX_HEADERS, at, many, names.length, 'let the service set the others');
  for (const [name, value] of Object.entries(headers)) judgeHeader(`${at}.${name}`, { name, value }, problems);
  names.forEach((name, index) => {
    const earlier = names.slice(0, index).find((other) => other.toLowerCase() === name.toLowerCase());
    const rule = `differ from '${earlier}' in more than case`;
    problems.require(earlier === undefined, `${at}.${name}`, rule, name, 'keep one of the two; headers have no case');
  });
}

interface Header {
  readonly name: string;
  readonly value: string;
}

function judgeHeader(at: string, { name, value }: Header, problems: Problems): void {
  const form = 'be named with 1 to 64 letters, digits and dashes, first and last a letter or digit';
  if (!problems.require(NAME.test(name), at, form, name, "write it as 'Strict-Transport-Security'")) return;
  const owned = 'not be a header of the connection, of the body or of one client';
  const leave = 'remove it; the proxy and the service write it for each response';
  if (!problems.require(!OWNED.has(name.toLowerCase()), at, owned, name, leave)) return;
  const holds = value !== '' && value.length <= MAX_VALUE && VALUE.test(value) && value.trim() === value;
  const rule = `have a value of 1 to ${MAX_VALUE} printable characters on one line, without quotes, backslashes, '$' and '%', and without spaces at its ends`;
  problems.require(holds, at, rule, value, 'let the service set such a value');
}
