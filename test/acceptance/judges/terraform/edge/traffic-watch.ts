import type { Operation } from '../../../harness/provider-double/live-resources';

/** Fewest nodes in all zones together that carry the traffic of the judged environments. */
const ENOUGH_NODES = 3;

/** The part of the cloud that decides where requests go. */
class Traffic {
  private readonly nodes = new Map<string, number>();
  private readonly ports = new Map<string, string>();
  private readonly services = new Map<string, readonly string[]>();

  follow({ operation, type, id, groups, nodes }: Operation): void {
    const isGone = operation === 'delete';
    switch (type) {
      case 'google_container_node_pool':
        for (const group of groups) {
          if (isGone) this.nodes.delete(group);
          else this.nodes.set(group, nodes);
        }
        return;
      case 'google_compute_instance_group_named_port':
        if (isGone) this.ports.delete(id);
        else this.ports.set(id, groups[0] ?? '');
        return;
      case 'google_compute_backend_service':
        if (isGone) this.services.delete(id);
        else this.services.set(id, groups);
        return;
    }
  }

  /** Backend services whose groups that exist and have a port have too few nodes together. */
  starving(): readonly string[] {
    const ported = new Set(this.ports.values());
    return [...this.services]
      .filter(([, groups]) => {
        const serving = groups.filter((group) => ported.has(group)).map((group) => this.nodes.get(group) ?? 0);
        return serving.reduce((sum, count) => sum + count, 0) < ENOUGH_NODES;
      })
      .map(([id]) => id.split('/').at(-1) ?? id);
  }
}

/**
 * Moments in which a backend service had too few nodes behind it, among the operations from an index on: `delete edge-a: balanced-public-http`.
 *
 * @param operations everything that happened in the cloud so far.
 */
export function starvedMoments(operations: readonly Operation[], from: number): readonly string[] {
  const traffic = new Traffic();
  return operations.flatMap((operation, index) => {
    traffic.follow(operation);
    const starving = index < from ? [] : traffic.starving();
    return starving.map((service) => `${operation.operation} ${operation.name}: ${service}`);
  });
}
