import type { HostSpec } from '../../workload/hosts/host-spec';

/** A host as a service of a cluster states it. */
export interface StatedHost {
  readonly cluster: string;
  /** Namespace and name of the service. */
  readonly path: string;
  readonly host: HostSpec;
}

/** The hosts that the rules have met so far, by the names under which clients ask for them. */
export class StatedHosts {
  private readonly byName = new Map<string, StatedHost[]>();

  /** Remembers a host under a name. */
  add(name: string, host: StatedHost): void {
    this.byName.set(name, [...(this.byName.get(name) ?? []), host]);
  }

  /** Hosts of a name, in the order in which they were met. */
  of(name: string): readonly StatedHost[] {
    return [...(this.byName.get(name) ?? [])];
  }
}
