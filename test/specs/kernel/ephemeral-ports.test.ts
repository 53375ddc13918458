import { ephemeralPortsOf } from '../../../lib/specs/kernel/ephemeral-ports';
import { EMPTY_KERNEL_PLAN } from '../../../lib/specs/kernel/kernel-plan';
import { planKernel } from '../../../lib/specs/kernel/plan-kernel';

const plan = (imageFamily: string, sysctls: Readonly<Record<string, string>>) =>
  planKernel({ sysctls }, { imageFamily, machine: { memoryGib: 16 }, kubeProxy: false });

test('a node without parameters has the range of the kernel, and the reservations of its image', () => {
  expect(ephemeralPortsOf(EMPTY_KERNEL_PLAN, 'cos')).toEqual({ range: [32768, 60999], reserved: [] });
  expect(ephemeralPortsOf(EMPTY_KERNEL_PLAN, 'al2023').reserved).toContainEqual([10249, 10250]);
});

test('the parameters of a pool replace both', () => {
  const wide = plan('al2023', {
    'net.ipv4.ip_local_port_range': '10240\t65535',
    'net.ipv4.ip_local_reserved_ports': '12000,30000-32767',
  });
  expect(ephemeralPortsOf(wide, 'al2023')).toEqual({
    range: [10240, 65535],
    reserved: [
      [12000, 12000],
      [30000, 32767],
    ],
  });
});
