import fc from 'fast-check';
import { shortHash } from '../../lib/values/short-hash';

test('the hash is the same on every machine', () => {
  expect(shortHash({ type: 'n2-standard-8', spot: false, zones: ['a', 'b'] })).toBe('3385ad');
});

test('the hash does not depend on the order of keys or on undefined members', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(shortHash(reversed)).toBe(shortHash(value));
      expect(shortHash({ ...value, 'an absent member': undefined })).toBe(shortHash(value));
      expect(shortHash(value)).toMatch(/^[0-9a-f]{6}$/);
    }),
  );
});

test('values of different types with the same text have different hashes', () => {
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

test('the hash depends on the order of lists', () => {
  expect(shortHash(['a', 'b'])).not.toBe(shortHash(['b', 'a']));
});
