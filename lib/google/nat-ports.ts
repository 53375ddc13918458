const MAX_PORTS = 65536;

/** Factor by which the ports of a busy node may exceed those that every node is given. */
const GROWTH = 8;

/** Port arguments of a Cloud NAT gateway. */
export interface NatPorts {
  /** Ports that every node has from the start. */
  readonly minPortsPerVm: number;
  /** Largest number of ports of a busy node; undefined where the number is fixed. */
  readonly maxPortsPerVm: number | undefined;
  /** Whether the number of ports can grow. */
  readonly enableDynamicPortAllocation: boolean;
  /** Always false, because Cloud NAT refuses this mapping together with dynamic allocation. */
  readonly enableEndpointIndependentMapping: false;
}

/**
 * Ports of each node behind Cloud NAT: a minimum for all nodes, and up to eight times the minimum for a node that needs more.
 *
 * Cloud NAT refuses dynamic allocation together with endpoint-independent mapping, which therefore stays off. A minimum of all
 * 65536 ports leaves no room for growth.
 *
 * @param minPorts a power of two, 32 to 65536, as the spec has checked.
 * @see https://cloud.google.com/nat/docs/ports-and-addresses#dynamic-port
 */
export function natPorts(minPorts: number): NatPorts {
  const maxPorts = Math.min(MAX_PORTS, minPorts * GROWTH);
  const isDynamic = maxPorts > minPorts;
  return {
    minPortsPerVm: minPorts,
    maxPortsPerVm: isDynamic ? maxPorts : undefined,
    enableDynamicPortAllocation: isDynamic,
    enableEndpointIndependentMapping: false,
  };
}
