import { ComputeInstanceGroupNamedPortA } from '@cdktf/provider-google/lib/compute-instance-group-named-port';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { GclbFirewall } from './gclb-firewall';
import { NEW_FIRST } from './new-first';
import type { GclbBackend, GclbPool, SharedGclbProps } from './shared-gclb-props';

/**
 * Name of the port to which backend services send requests. It is constant: a pool and its successor could never serve together if their
 * ports had different names.
 */
export const PORT_NAME = 'http';

/** The instance group of a zone of a pool, as a backend of the balancer. */
export interface GclbAttachment {
  /** Name of the cluster of the pool. */
  readonly cluster: string;
  /** URL of the instance group. */
  readonly group: string;
  /** Requests per second that a node takes; undefined where nothing states it. */
  readonly requestsPerNode: number | undefined;
  /** Share of the capacity that the balancer uses. */
  readonly capacityPercent: number;
  /** The group's port and the firewall rule of its nodes; a backend service that comes before them has nodes that it cannot reach. */
  readonly needs: readonly ITerraformDependable[];
}

/** Properties of {@link GclbAttachments}. */
export type GclbAttachmentsProps = Pick<SharedGclbProps, 'ingress' | 'projectId' | 'backends'>;

/**
 * Instance groups of a balancer with their named ports, one for each zone of each pool, and the firewall of each pool. The balancer owns
 * ports and firewall, so that a pool knows nothing of balancers.
 */
export class GclbAttachments extends Construct {
  /** The groups in the order of backends, pools and zones. */
  readonly all: readonly GclbAttachment[];

  constructor(scope: Construct, id: string, props: GclbAttachmentsProps) {
    super(scope, id);
    this.all = props.backends.flatMap((each) =>
      each.pools.flatMap((pool) => this.attachPool(props, { ...each, pool })),
    );
  }

  private attachPool(props: GclbAttachmentsProps, attached: AttachedPool): readonly GclbAttachment[] {
    const { backend, pool } = attached;
    const { spec, nodes } = pool;
    const firewall = new GclbFirewall(this, `firewall-${backend.cluster}-${spec.name}`, { ...props, ...attached });
    return spec.zones.map((zone) => {
      const group = nodes.instanceGroupUrl(zone);
      const namedPort = new ComputeInstanceGroupNamedPortA(this, `${backend.cluster}-${spec.name}-${zone}`, {
        project: props.projectId,
        // The provider of a stack that has no zone refuses a missing one only when it applies.
        zone,
        group,
        name: PORT_NAME,
        port: backend.daemon.hostPorts.http,
        lifecycle: NEW_FIRST,
      });
      return {
        cluster: backend.cluster,
        group,
        requestsPerNode: backend.requestsPerNode ?? spec.load?.perNode?.requestsPerSecond,
        capacityPercent: backend.capacityPercent,
        needs: [namedPort, firewall.resource],
      };
    });
  }
}

interface AttachedPool extends GclbBackend {
  readonly pool: GclbPool;
}
