import fc from 'fast-check';
import { shortHash } from '../../lib/values/short-hash';

test('is the same on every machine', () => {
  expect(shortHash({ type: 'n2-standard-8', spot: false, zones: ['a', 'b'] })).toBe('3385ad');
});

test('does not depend on the order of keys, and leaves out what is undefined', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(shortHash(reversed)).toBe(shortHash(value));
      expect(shortHash({ ...value, 'an absent member': undefined })).toBe(shortHash(value));
      expect(shortHash(value)).toMatch(/^[0-9a-f]{6}$/);
    }),
  );
});

test('tells apart what only looks alike', () => {
  const values = [
    1,
    '1',
    [1],
    ['1'],
    { a: 1 },
    { a: '1' },
    { a: [1] },
    [],
    {},
    null,
    '',
    [''],
    [['']],
    { a: { b: 1 } },
  ];
  expect(new Set(values.map(shortHash)).size).toBe(values.length);
});

test('depends on the order of lists', () => {
  expect(shortHash(['a', 'b'])).not.toBe(shortHash(['b', 'a']));
});
