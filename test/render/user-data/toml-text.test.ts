import fc from 'fast-check';
import { renderToml, type TomlValue } from '../../../lib/render/user-data/toml-text';

const { parse } = require('smol-toml') as { parse(text: string): unknown };

test('own values of a table come before its subtables, whatever the order', () => {
  expect(renderToml({ a: { sub: { x: 1 }, own: true }, 'dotted.key': ['p', 'q'] })).toBe(
    '"dotted.key" = ["p", "q"]\n\n[a]\nown = true\n\n[a.sub]\nx = 1\n',
  );
});

test('any plain data comes back from a TOML reader as it was', () => {
  // Printable text: the settings hold names, addresses and durations.
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text));
  const { tree } = fc.letrec<{ tree: Record<string, TomlValue> }>((tie) => ({
    tree: fc.dictionary(text, fc.oneof({ depthSize: 'small' }, leaf, tie('tree')), {
      minKeys: 1,
      noNullPrototype: true,
    }),
  }));
  fc.assert(
    fc.property(tree, (data) => {
      expect(parse(renderToml(data))).toEqual(data);
    }),
  );
});
