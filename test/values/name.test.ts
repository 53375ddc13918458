import fc from 'fast-check';
import { MAX_DNS_LABEL, parseName } from '../../lib/values/name';
import { refusalOf } from './refusal';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const inner = fc.string({ unit: fc.constantFrom(...`${letters}0123456789-`), maxLength: 40 });
const edge = fc.constantFrom(...`${letters}0123456789`);
const label = fc.tuple(fc.constantFrom(...letters), inner, edge).map((parts) => parts.join(''));

test('every DNS label that begins with a letter is a name', () => {
  fc.assert(fc.property(label, (text) => parseName(text) === text));
});

test('every accepted name is a DNS label of at most 63 characters', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), label), (text) => {
      if (refusalOf(() => parseName(text)) !== 'accepted') return;
      expect(text).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(text.endsWith('-')).toBe(false);
      expect(text.length).toBeLessThanOrEqual(MAX_DNS_LABEL);
    }),
  );
});

test('refuses a name that is too long, and says by how many characters', () => {
  expect(refusalOf(() => parseName('abcdef', 4))).toBe(
    "'name' must have at most 4 characters, got 'abcdef'; shorten it by 2",
  );
});

test.each(['', 'Edge', '1st', 'a-', '-a', 'a_b', 'a.b', 'a b', 'é', 'a\n'])(
  'refuses %j, which is not a DNS label',
  (text) => {
    expect(refusalOf(() => parseName(text))).toContain("'name' must be a DNS label");
  },
);
