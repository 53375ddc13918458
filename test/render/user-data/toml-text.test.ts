import fc from 'fast-check';
import { renderToml, type TomlValue } from '../../../lib/render/user-data/toml-text';

const { parse } = require('smol-toml') as { parse(text: string): unknown };

test("renderToml writes a table's own values before its subtables, whatever their order", () => {
  expect(renderToml({ a: { sub: { x: 1 }, own: true }, 'dotted.key': ['p', 'q'] })).toBe(
    '"dotted.key" = ["p", "q"]\n\n[a]\nown = true\n\n[a.sub]\nx = 1\n',
  );
});

test('renderToml writes any plain data so that a TOML reader returns the same data', () => {
  // The test uses printable text, because settings contain only names, addresses and durations.
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
