import fc from 'fast-check';
import { canonicalQuantity, parseQuantity } from '../../lib/values/quantity';
import { refusalOf } from './refusal';

test.each([
  ['0', 0],
  ['2', 2],
  ['500m', 0.5],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['2.', 2],
  ['16Gi', 16 * 2 ** 30],
  ['256Mi', 256 * 2 ** 20],
  ['1k', 1000],
  ['1M', 1e6],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1E', 1e18],
  ['1Ei', 2 ** 60],
  ['100n', 1e-7],
])('parses the quantity %s', (text, amount) => {
  expect(parseQuantity(text)).toBeCloseTo(amount, 9);
});

test.each(['', 'Gi', '1 Gi', '-1', '1K', '1gi', '1mi', '1e', 'NaN', 'Infinity', '1,5', '0x10', '1\n'])(
  'refuses %j, which is not a quantity',
  (text) => {
    expect(refusalOf(() => parseQuantity(text))).toContain("'quantity' must be a Kubernetes quantity");
  },
);

test('a whole number is parsed as itself, and with the suffix m as a thousandth', () => {
  fc.assert(
    fc.property(fc.nat(), (amount) => {
      expect(parseQuantity(String(amount))).toBe(amount);
      expect(parseQuantity(`${amount}m`)).toBeCloseTo(amount / 1000, 6);
      expect(parseQuantity(`${amount}Ki`)).toBe(amount * 1024);
    }),
  );
});

test('every accepted quantity is a number that is not negative', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.eEmkKMGTPinu+-'), maxLength: 8 }), (text) => {
      if (refusalOf(() => parseQuantity(text)) !== 'accepted') return;
      expect(parseQuantity(text)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test.each([
  ['0', '0'],
  ['0.0', '0'],
  ['20000', '20k'],
  ['1500', '1500'],
  ['0.5', '500m'],
  ['.5', '500m'],
  ['2.', '2'],
  ['1000m', '1'],
  ['1500m', '1500m'],
  ['0.25k', '250'],
  ['1000000', '1M'],
  ['1E', '1E'],
  ['1000P', '1E'],
  ['0.1n', '1n'],
  ['100u', '100u'],
  ['1e3', '1e3'],
  ['1e4', '10e3'],
  ['1e0', '1'],
  ['1.5Gi', '1536Mi'],
  ['1024Mi', '1Gi'],
  ['512Ki', '512Ki'],
])('writes %s as the API server stores it, %s', (text, stored) => {
  expect(canonicalQuantity(text)).toBe(stored);
});

test('the canonical form of a quantity is the same amount, and its own canonical form', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.eEmkKMGTPinu+-'), maxLength: 8 }), (text) => {
      if (refusalOf(() => parseQuantity(text)) !== 'accepted') return;
      const canonical = canonicalQuantity(text);
      const amount = parseQuantity(text);
      if (amount >= 1e-6 && amount < 1e18) expect(parseQuantity(canonical) / amount).toBeCloseTo(1, 2);
      expect(canonicalQuantity(canonical)).toBe(canonical);
    }),
  );
});
