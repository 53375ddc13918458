import fc from 'fast-check';
import { bareName, bareWord, block, printableLine } from '../../../lib/render/proxies/config-text';
import { haproxyFormat, haproxyWord } from '../../../lib/render/proxies/haproxy/haproxy-text';
import { DOLLAR, nginxText } from '../../../lib/render/proxies/nginx/nginx-text';

const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });

test.each(['a b', 'a\nb', 'a;b', "a'b", 'a"b', 'a#b', 'a{b', '$a', 'a\\b', ''])('%j is no bare word', (text) => {
  expect(() => bareWord('hosts', text)).toThrow(
    "'hosts' must have only characters that need no quotes in the configuration of a proxy, got ",
  );
});

test('a bare word and a bare name are the text itself', () => {
  expect(bareWord('hosts', 'chat.stream.example.com/a~b_c-d')).toBe('chat.stream.example.com/a~b_c-d');
  expect(bareName('shardBy.name', 'x_room-1')).toBe('x_room-1');
});

test('a name with a parenthesis is refused', () => {
  expect(() => bareName('shardBy.name', 'room)')).toThrow(
    "'shardBy.name' must have only letters, digits, dashes and underscores, got 'room)'; choose another name",
  );
});

test('a line with a character that ends it is refused', () => {
  expect(() => printableLine('shardBy.pattern', 'a\nb')).toThrow(
    "'shardBy.pattern' must be one line of printable ASCII characters, got 'a\\nb'; leave out the others",
  );
});

test('a block leaves out empty lines', () => {
  expect(block('global', ['one', '', 'two'])).toBe('global\n  one\n  two');
});

/** What HAProxy reads from a word in strong quotes: nothing has a meaning within them, and a backslash outside takes the next character. */
function readStrongQuotes(word: string): string {
  let text = '';
  let quoted = false;
  for (let index = 0; index < word.length; index++) {
    const letter = word[index] ?? '';
    if (letter === "'") quoted = !quoted;
    else if (!quoted && letter === '\\') text += word[++index] ?? '';
    else if (quoted) text += letter;
    else throw new Error(`'${letter}' stands outside of quotes`);
  }
  if (quoted) throw new Error('the quote does not end');
  return text;
}

test('HAProxy reads every printable text as it was', () => {
  fc.assert(
    fc.property(printable, (text) => {
      expect(readStrongQuotes(haproxyWord('value', text))).toBe(text);
      expect(readStrongQuotes(haproxyFormat('value', text)).replaceAll('%%', '%')).toBe(text);
    }),
  );
});

test('no percent sign of a text begins an expression of a log format', () => {
  expect(haproxyFormat('value', '%[src] 5%')).toBe("'%%[src] 5%%'");
});

/** What nginx reads from a text in double quotes: a backslash takes the next character, and the variable is a dollar sign. */
function readNginx(text: string): string {
  if (!/^"(?:[^"\\]|\\["\\])*"$/.test(text)) throw new Error(`the quotes do not hold ${text}`);
  const inner = text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
  if (inner.replaceAll(`\${${DOLLAR}}`, '').includes('$')) throw new Error('a dollar sign begins another variable');
  return inner.replaceAll(`\${${DOLLAR}}`, '$$');
}

test('nginx reads every printable text as it was', () => {
  fc.assert(
    fc.property(printable, (text) => {
      expect(readNginx(nginxText('value', text))).toBe(text);
    }),
  );
});
