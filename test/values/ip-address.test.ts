import fc from 'fast-check';
import { parsePublicAddress } from '../../lib/values/ip-address';
import { refusalOf } from './refusal';

test.each(['9.9.9.10', '8.8.8.8', '1.1.1.1'])('accepts the public address %s', (address) => {
  expect(parsePublicAddress(address)).toBe(address);
});

test.each([
  '10.0.0.1',
  '172.20.0.1',
  '192.168.0.1',
  '127.0.0.1',
  '169.254.0.1',
  '100.64.0.1',
  '224.0.0.1',
  '198.51.100.7',
  '203.0.113.10',
  '192.0.2.1',
  '240.0.0.1',
])('refuses %s, which is not routed on the internet', (address) => {
  expect(refusalOf(() => parsePublicAddress(address))).toContain("'address' must be a public address");
});

test('refuses every text but four numbers', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.:x'), maxLength: 16 }), (text) => {
      if (refusalOf(() => parsePublicAddress(text)) === 'accepted') expect(text).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    }),
  );
});
