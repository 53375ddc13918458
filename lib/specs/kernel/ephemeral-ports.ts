import { imageTraits } from '../machine/image-family';
import { type PortRange, parsePortList } from '../sysctl/sysctl-ports';
import type { KernelPlan } from './kernel-plan';

/** Range from which the kernel takes the ports of connections that a node begins. */
export const EPHEMERAL_RANGE = 'net.ipv4.ip_local_port_range';

/** Ports of that range that the kernel leaves to programs that listen. */
export const EPHEMERAL_RESERVED = 'net.ipv4.ip_local_reserved_ports';

/** The kernel's default range of ephemeral ports. */
export const USUAL_EPHEMERAL_RANGE = '32768 60999';

/** Ephemeral ports of a node. */
export interface EphemeralPorts {
  readonly range: PortRange;
  readonly reserved: readonly PortRange[];
}

/** The ephemeral ports of a pool's nodes: the values of its kernel plan, otherwise those of its image. */
export function ephemeralPortsOf({ sysctls }: KernelPlan, imageFamily: string): EphemeralPorts {
  const statedValue = (key: string) => sysctls.find((sysctl) => sysctl.key === key)?.value;
  const [first = 0, last = 0] = (statedValue(EPHEMERAL_RANGE) ?? USUAL_EPHEMERAL_RANGE).split(' ').map(Number);
  const reserved = statedValue(EPHEMERAL_RESERVED) ?? imageTraits(imageFamily)?.reservedPorts ?? '';
  return { range: [first, last], reserved: parsePortList(reserved) ?? [] };
}
