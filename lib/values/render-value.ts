import { OddObject } from './odd-object';

/** Letters of a value in a message at most; a longer one is cut and its length is said. */
const MAX_LENGTH = 400;

/** Objects in objects that a message shows. */
const MAX_DEPTH = 10;

/** Characters that would break a line, move what stands beside them or be no character: controls, halves of pairs, directions. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Characters that few texts contain; a search for them is far quicker than a search for every unprintable character. */
const UNUSUAL = /[^ -~]/;

/**
 * A value as messages show it: text in quotes, lists and objects as JSON, everything else by what it is.
 *
 * Nothing that somebody can pass makes it throw or hang, because a message about an input must not be the input's next victim.
 */
export function renderValue(value: unknown): string {
  if (typeof value === 'string') return `'${cut(printable(value.slice(0, MAX_LENGTH)), value.length)}'`;
  if (typeof value !== 'object' || value === null) return renderPrimitive(value);
  try {
    const text = renderObject(value, { depth: 0, budget: { left: MAX_LENGTH } });
    return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}… (cut)` : text;
  } catch {
    return 'an object that cannot be read';
  }
}

/** A text on one line: line breaks and other characters that a terminal would obey are written as escapes. */
export function printable(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text.replace(UNPRINTABLE, (character) => {
    const named = JSON.stringify(character).slice(1, -1);
    return named.startsWith('\\') ? named : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function cut(shown: string, length: number): string {
  return length > MAX_LENGTH ? `${shown}… (${length} characters)` : shown;
}

function renderPrimitive(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'number':
      return Number.isNaN(value) ? 'a value that is not a number' : Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    case 'symbol':
      return 'a symbol';
    default:
      return String(value);
  }
}

interface RenderState {
  readonly depth: number;
  /** Letters that may still be written; whatever comes after them is cut, so it need not be read. */
  readonly budget: { left: number };
}

function renderObject(value: object, state: RenderState): string {
  if (value instanceof OddObject) return value.description;
  if (state.depth >= MAX_DEPTH) return '…';
  const below = { ...state, depth: state.depth + 1 };
  return Array.isArray(value) ? `[${items(value, below)}]` : `{${members(value, below)}}`;
}

function items(list: readonly unknown[], state: RenderState): string {
  return joined(list.slice(0, MAX_LENGTH), (item) => renderMember(item ?? null, state), state);
}

function members(value: object, state: RenderState): string {
  const stated = Object.keys(value)
    .slice(0, MAX_LENGTH)
    .map((name) => [name, Reflect.get(value, name) as unknown] as const);
  const shown = stated.filter(([, member]) => member !== undefined);
  return joined(shown, ([name, member]) => `${quoted(name)}:${renderMember(member, state)}`, state);
}

function joined<T>(parts: readonly T[], render: (part: T) => string, { budget }: RenderState): string {
  const written: string[] = [];
  for (const part of parts) {
    if (budget.left < 0) break;
    const text = render(part);
    budget.left -= text.length;
    written.push(text);
  }
  return written.join(',');
}

function renderMember(value: unknown, state: RenderState): string {
  if (typeof value === 'string') return quoted(value);
  return typeof value === 'object' && value !== null ? renderObject(value, state) : renderPrimitive(value);
}

function quoted(text: string): string {
  return printable(JSON.stringify(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text));
}
