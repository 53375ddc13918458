/**
 * Characters that JSON leaves as they are, and that a parser of YAML 1.1 refuses in a text or takes for the end of a line: one of them in one
 * file would keep cloud-init from reading the whole document.
 *
 * @see https://yaml.org/spec/1.1/#id868524
 */
const UNREADABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * Renders plain data as JSON, which every YAML parser reads without misreading a value. Bare YAML is risky, because cloud-init
 * reads version 1.1, in which `yes` and `0644` are not strings, and other programs read version 1.2.
 */
export function renderJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(UNREADABLE, escaped);
  return `${text}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
