import { natPorts } from '../../lib/google/nat-ports';

const POWERS = Array.from({ length: 12 }, (_, exponent) => 32 * 2 ** exponent);

test.each(POWERS)(
  'with a minimum of %i ports the maximum is a power of two within what Cloud NAT offers',
  (minPorts) => {
    const ports = natPorts(minPorts);
    expect(ports.enableEndpointIndependentMapping).toBe(false);
    expect(ports.minPortsPerVm).toBe(minPorts);
    expect(ports.enableDynamicPortAllocation).toBe(ports.maxPortsPerVm !== undefined);
    if (ports.maxPortsPerVm === undefined) return;
    expect(ports.maxPortsPerVm).toBeGreaterThan(minPorts);
    expect(ports.maxPortsPerVm).toBeLessThanOrEqual(65536);
    expect(Number.isInteger(Math.log2(ports.maxPortsPerVm))).toBe(true);
  },
);

test('a minimum of all ports switches dynamic allocation off, because Cloud NAT refuses it without room for growth', () => {
  expect(natPorts(65536)).toMatchObject({ enableDynamicPortAllocation: false, maxPortsPerVm: undefined });
});
