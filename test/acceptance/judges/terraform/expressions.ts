import type { readStackJson } from '../../harness/synthesized';

type StackJson = ReturnType<typeof readStackJson>;

/**
 * Every distinct expression between `${` and `}` in the texts of a stack, without the braces, in the order of the texts. An escaped `$${` begins
 * none, and an expression that stands inside another one belongs to it. Conditions of a resource call it `self`, which exists only
 * there, therefore its address takes that place.
 */
export function expressionsIn(stack: StackJson): readonly string[] {
  const { resource = {}, data = {}, ...rest } = stack;
  const ofKind = (kind: StackJson[string], prefix: string) => {
    return Object.entries(kind).flatMap(([type, byId]) =>
      Object.entries(byId).flatMap(([id, value]) => {
        const own = textsIn(value).flatMap(expressionsOfText);
        return own.map((expression) => expression.replaceAll(/(?<![\w.-])self\./g, `${prefix}${type}.${id}.`));
      }),
    );
  };
  const others = textsIn(rest).flatMap(expressionsOfText);
  return [...new Set([...ofKind(resource, ''), ...ofKind(data, 'data.'), ...others])];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function expressionsOfText(text: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  for (let start = nextBegin(text, from); start !== -1; start = nextBegin(text, from)) {
    const end = endOfExpression(text, start + 2);
    found.push(text.slice(start + 2, end));
    from = end + 1;
  }
  return found;
}

/** Place of the next `${` that no second dollar sign escapes; -1 where there is none. */
function nextBegin(text: string, from: number): number {
  for (let at = text.indexOf('${', from); at !== -1; at = text.indexOf('${', at + 2)) {
    if (text[at - 1] !== '$') return at;
  }
  return -1;
}

/** Place of the brace that closes an expression; braces of objects, and of templates in quoted texts, are passed over. */
function endOfExpression(text: string, start: number): number {
  let open = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') at = endOfQuoted(text, at + 1);
    else if (text[at] === '{') open += 1;
    else if (text[at] === '}' && open === 0) return at;
    else if (text[at] === '}') open -= 1;
  }
  throw new Error(`an expression without its end in '${text.slice(start - 2, start + 80)}'`);
}

/** Place of the quote that closes a text. */
function endOfQuoted(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text.startsWith('$${', at)) at += 2;
    else if (text.startsWith('${', at)) at = endOfExpression(text, at + 2);
    else if (text[at] === '"') return at;
  }
  throw new Error(`a text without its end in '${text.slice(start - 1, start + 80)}'`);
}
