import { printableLine } from '../config-text';

/** Variable that stands for a dollar sign, for which nginx's configuration has no escape. */
export const DOLLAR = 'keelson_dollar';

/** A text in quotes as nginx's configuration reads it; a variable stands for each dollar sign, which would begin a variable. */
export function nginxText(property: string, text: string): string {
  const escaped = printableLine(property, text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `"${escaped.replaceAll('$', () => `\${${DOLLAR}}`)}"`;
}

/** A block of nginx's configuration with its lines indented; empty texts are left out. */
export function nginxBlock(headline: string, lines: readonly string[]): string {
  const inner = lines.flatMap((line) => (line === '' ? [] : line.split('\n'))).map((line) => `  ${line}`);
  return [`${headline} {`, ...inner, '}'].join('\n');
}
