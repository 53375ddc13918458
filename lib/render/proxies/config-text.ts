import { refuse } from '../../values/refuse';

/**
 * The text itself where each of its characters may stand in a proxy's configuration without a quote: it can neither end a word, a line or a
 * directive, nor begin a comment or a variable. Rules refuse other characters long before; the renderer does not rely on it.
 */
export function bareWord(property: string, text: string): string {
  if (/^[A-Za-z0-9._~:/@*+=!,-]+$/.test(text)) return text;
  return refuse(
    property,
    'have only characters that need no quotes in the configuration of a proxy',
    text,
    'leave out the others',
  );
}

/** The text itself where it is a name of letters, digits, dashes and underscores. */
export function bareName(property: string, text: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return text;
  return refuse(property, 'have only letters, digits, dashes and underscores', text, 'choose another name');
}

/** The text itself where it is one line of printable ASCII characters, which quotes can hold. */
export function printableLine(property: string, text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return refuse(property, 'be one line of printable ASCII characters', text, 'leave out the others');
}

/** Lines of a block below its headline, indented by two spaces; empty texts are left out. */
export function block(headline: string, lines: readonly string[]): string {
  return [headline, ...lines.filter((line) => line !== '').map((line) => `  ${line}`)].join('\n');
}
