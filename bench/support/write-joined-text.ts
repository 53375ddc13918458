import { Code, writeLiteral } from './write-source';

const JOINED = /^\$\{base64encode\(join\("", \[([\s\S]*)\]\)\)\}$/;
const PIECE = /\s*(?:"((?:[^"\\]|\\.)*)"|([^",]+))\s*(?:,|$)/y;

/**
 * Renders `${base64encode(join("", ["text", reference, …]))}` as the calls of `Fn` that a person writes for user data; undefined for any
 * other value.
 */
export function writeJoinedText(
  value: unknown,
  reference: (expression: string) => string | undefined,
): Code | undefined {
  const list = typeof value === 'string' ? JOINED.exec(value)?.[1] : undefined;
  if (list === undefined) return undefined;
  const pieces: string[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(list); match !== null && PIECE.lastIndex > 0; match = PIECE.exec(list)) {
    const [, text, expression] = match;
    const member = expression === undefined ? undefined : reference(expression.trim());
    if (text === undefined && member === undefined) throw new Error(`no source for '${expression}' in user data`);
    pieces.push(member ?? `Fn.rawString(${writeLiteral(unescapeRaw(String(text)))})`);
    if (PIECE.lastIndex >= list.length) break;
  }
  return new Code(`Fn.base64encode(Fn.join('', [${pieces.join(', ')}]))`);
}

/** Removes the escapes of `Fn.rawString`, which escapes line ends, quotes and `${`, but not backslashes. */
function unescapeRaw(text: string): string {
  return text.replace(/\\\\|\\n|\\"|\$\$\{/g, (found) => ({ '\\n': '\n', '\\"': '"', '$${': '${' })[found] ?? found);
}
