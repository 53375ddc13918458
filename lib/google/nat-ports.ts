const MAX_PORTS = 65536;

/** How far a busy node may grow beyond the ports that every node is given. */
const GROWTH = 8;

/** Port arguments of a Cloud NAT gateway. */
export interface NatPorts {
  /** Ports that every node has from the start. */
  readonly minPortsPerVm: number;
  /** Ports that a busy node may grow to; undefined where nodes cannot grow. */
  readonly maxPortsPerVm: number | undefined;
  /** Whether nodes grow at all. */
  readonly enableDynamicPortAllocation: boolean;
  /** Never: growth excludes it. */
  readonly enableEndpointIndependentMapping: false;
}

/**
 * Ports of each node behind Cloud NAT: a floor for all, and growth to eight times that for a node that needs it.
 *
 * Cloud NAT refuses growth together with endpoint-independent mapping, which stays off. A floor of all 65536 ports leaves nothing to grow into.
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
