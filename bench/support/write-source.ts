import { benchName } from './environments';

/** JavaScript source that is written unchanged. */
export class Code {
  constructor(readonly text: string) {}
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * A value as a JavaScript literal in the form in which a person writes it, with `${name}` for the environment's name and with members
 * of other constructs for references.
 *
 * @param reference source of the expression for a Terraform reference; undefined keeps the text.
 */
export function writeLiteral(
  value: unknown,
  reference: (expression: string) => string | undefined = () => undefined,
): string {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return writeString(value, reference);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((each) => writeLiteral(each, reference)).join(', ')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${writeKey(key)}: ${writeLiteral(member, reference)}`);
  return `{ ${members.join(', ')} }`;
}

function writeKey(key: string): string {
  if (IDENTIFIER.test(key)) return key;
  return key.includes(benchName(0)) ? `[${writeString(key, () => undefined)}]` : JSON.stringify(key);
}

function writeString(text: string, reference: (expression: string) => string | undefined): string {
  const whole = /^\$\{([^${}]+)\}$/.exec(text)?.[1];
  const member = whole === undefined ? undefined : reference(whole);
  if (member !== undefined) return member;
  const parts = text.split(/(\$\{[^${}]+\})/).map((part, index) => {
    const inner = index % 2 === 1 ? reference(part.slice(2, -1)) : undefined;
    return inner === undefined ? escapeTemplate(part) : `\${${inner}}`;
  });
  return `\`${parts.join('')}\``;
}

function escapeTemplate(text: string): string {
  const escaped = text.replace(/[\\`]/g, '\\$&').replaceAll('${', '\\${');
  return escaped.replaceAll(benchName(0), '${name}');
}
