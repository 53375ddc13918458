import { renderProblem } from '../../lib/values/config-error';
import { OddObject } from '../../lib/values/odd-object';
import { renderValue } from '../../lib/values/render-value';

function holdsItself(): object {
  const own: Record<string, unknown> = { name: 'x' };
  own['self'] = own;
  return own;
}

function shared(levels: number): unknown {
  let part: unknown = 'x';
  for (let level = 0; level < levels; level++) part = { left: part, right: part };
  return part;
}

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'nothing'],
  ['null', null, 'null'],
  ['text in quotes', 'edge', "'edge'"],
  ['a list as JSON', ['a', 1, undefined, null], '["a",1,null,null]'],
  ['an object as JSON without the members that are undefined', { a: 1, b: undefined }, '{"a":1}'],
  ['a number that arithmetic could not give, without the word NaN', Number.NaN, 'a value that is not a number'],
  ['an infinite number', Number.NEGATIVE_INFINITY, '-Infinity'],
  ['a negative zero', -0, '-0'],
  ['a BigInt as TypeScript writes it', 2n, '2n'],
  ['a BigInt in an object', { min: 2n }, '{"min":2n}'],
  ['a function by its kind, without its source', () => 'secret', 'a function'],
  ['a symbol by its kind', Symbol('x'), 'a symbol'],
  ['what stands for an object that is no plain data', { labels: new OddObject('a Map') }, '{"labels":a Map}'],
  ['an object whose toJSON returns nothing', { toJSON: () => undefined }, '{"toJSON":a function}'],
  ['a line break as an escape', 'a\nb', "'a\\nb'"],
  ['half a pair and a change of direction as escapes', '\ud800\u202e', "'\\ud800\\u202e'"],
  ['a line break in a key as an escape', { 'a\nb': '\u2028' }, '{"a\\nb":"\\u2028"}'],
  ['a long text by its beginning and its length', 'x'.repeat(1000), `'${'x'.repeat(400)}… (1000 characters)'`],
])('shows %s', (_, value, shown) => {
  expect(renderValue(value)).toBe(shown);
});

test('shows the beginning of an object that contains itself', () => {
  expect(renderValue(holdsItself())).toMatch(/^\{"name":"x","self":\{"name":"x",.*…\}+$/);
});

test('shows the beginning of an object whose shared parts would be written 2^60 times', () => {
  expect(renderValue(shared(60)).length).toBeLessThan(600);
});

test('says that an object whose getter throws cannot be read', () => {
  const value = {
    get name(): string {
      throw new Error('odd');
    },
  };
  expect(renderValue(value)).toBe('an object that cannot be read');
});

test('keeps a problem on one line, whatever name somebody chose', () => {
  const problem = { subject: "pool 'a\nb'", property: 'labels.\u001b[31m', rule: 'hold', value: 1, remedy: 'mend it' };
  expect(renderProblem(problem)).toBe("pool 'a\\nb': 'labels.\\u001b[31m' must hold, got 1; mend it");
});
