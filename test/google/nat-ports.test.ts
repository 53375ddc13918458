import { natPorts } from '../../lib/google/nat-ports';

const POWERS = Array.from({ length: 12 }, (_, exponent) => 32 * 2 ** exponent);

test.each(POWERS)('with a floor of %i ports growth stays a power of two within what Cloud NAT has', (minPorts) => {
  const ports = natPorts(minPorts);
  expect(ports.enableEndpointIndependentMapping).toBe(false);
  expect(ports.minPortsPerVm).toBe(minPorts);
  expect(ports.enableDynamicPortAllocation).toBe(ports.maxPortsPerVm !== undefined);
  if (ports.maxPortsPerVm === undefined) return;
  expect(ports.maxPortsPerVm).toBeGreaterThan(minPorts);
  expect(ports.maxPortsPerVm).toBeLessThanOrEqual(65536);
  expect(Number.isInteger(Math.log2(ports.maxPortsPerVm))).toBe(true);
});

test('a floor of all ports leaves nothing to grow into, which Cloud NAT refuses as dynamic', () => {
  expect(natPorts(65536)).toMatchObject({ enableDynamicPortAllocation: false, maxPortsPerVm: undefined });
});
