import type { WorkloadMembers } from '../workload-fields';
import type { HostMembers } from './host-fields';

/** Protocol of the requests of a host. */
export type HostProtocol = NonNullable<HostMembers['protocol']>;

/** A host of a service with every default filled in. */
export interface HostSpec extends Omit<HostMembers, 'protocol'> {
  readonly protocol: HostProtocol;
}

/**
 * A host with the protocol of its service's port where it states none. A port of plain TCP is refused by a rule, and counts as `http1` here.
 */
export function resolveHost(
  host: HostMembers,
  { container, podYaml }: Pick<WorkloadMembers, 'container' | 'podYaml'>,
): HostSpec {
  const own = (container ?? podYaml)?.protocol;
  return { ...host, protocol: host.protocol ?? (own === undefined || own === 'tcp' ? 'http1' : own) };
}
