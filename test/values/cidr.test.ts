import fc from 'fast-check';
import { Cidr } from '../../lib/values/cidr';
import { refusalOf } from './refusal';

const block = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
  .map(([address, prefix]) => {
    const size = 2 ** (32 - prefix);
    const first = Math.floor(address / size) * size;
    return { first, prefix, size };
  });
const dotted = (address: number) => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');

test('parses the text of a block back to the same block', () => {
  fc.assert(
    fc.property(block, ({ first, prefix, size }) => {
      const cidr = Cidr.parse(`${dotted(first)}/${prefix}`);
      expect(cidr).toMatchObject({ first, prefix, size, last: first + size - 1 });
      expect(cidr.toString()).toBe(`${dotted(first)}/${prefix}`);
    }),
  );
});

test('blocks overlap exactly when one contains the other', () => {
  fc.assert(
    fc.property(block, block, (one, other) => {
      const [left, right] = [one, other].map(({ first, prefix }) => Cidr.parse(`${dotted(first)}/${prefix}`));
      if (left === undefined || right === undefined) throw new Error('two blocks expected');
      expect(left.overlaps(right)).toBe(left.contains(right) || right.contains(left));
      expect(left.overlaps(right)).toBe(right.overlaps(left));
      expect(left.contains(left)).toBe(true);
    }),
  );
});

test('refuses every text but four numbers and a prefix', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789./:a'), maxLength: 20 }), (text) => {
      if (Cidr.tryParse(text) !== undefined) expect(text).toMatch(/^\d+\.\d+\.\d+\.\d+\/\d+$/);
    }),
  );
});

test.each([
  ['10.0.0.5/16', "'cidr' must start at its first address, got '10.0.0.5/16'; write '10.0.0.0/16', or a longer prefix"],
  ['fd00::/8', "'cidr' must be an IPv4 block, got 'fd00::/8'; use IPv4; dual-stack clusters are not modelled"],
  ['10.0.0.0', "'cidr' must be an IPv4 block, got '10.0.0.0'; write it as '10.0.0.0/16'"],
  ['10.0.0.0/33', "'cidr' must be an IPv4 block, got '10.0.0.0/33'; write it as '10.0.0.0/16'"],
  ['10.0.0.256/32', "'cidr' must be an IPv4 block, got '10.0.0.256/32'; write it as '10.0.0.0/16'"],
  ['10.0/16', "'cidr' must be an IPv4 block, got '10.0/16'; write it as '10.0.0.0/16'"],
])('refuses %s', (text, message) => {
  expect(refusalOf(() => Cidr.parse(text))).toBe(message);
});

test.each([
  ['10.0.0.0/8', true],
  ['172.16.0.0/12', true],
  ['172.32.0.0/16', false],
  ['192.168.4.0/24', true],
  ['100.64.0.0/10', false],
  ['8.8.8.0/24', false],
  ['0.0.0.0/0', false],
])('tells whether %s is private', (text, isPrivate) => {
  expect(Cidr.parse(text)).toMatchObject({ isPrivate });
});

test.each([
  ['10.20.32.0/19', '10.20.48.0/20'],
  ['10.20.0.0/16', '10.20.128.0/17'],
  ['0.0.0.0/0', '128.0.0.0/1'],
  ['10.0.0.0/31', '10.0.0.1/32'],
])('halves %s into a lower half and %s', (text, upper) => {
  expect(Cidr.parse(text).upperHalf?.toString()).toBe(upper);
});

test('does not halve a single address', () => {
  expect(Cidr.parse('10.0.0.1/32').upperHalf).toBeUndefined();
});
