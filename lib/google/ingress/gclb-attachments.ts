import { ComputeInstanceGroupNamedPortA } from '@cdktf/provider-google/lib/compute-instance-group-named-port';
import { Construct } from 'constructs';
import { NEW_FIRST } from './new-first';
import type { GclbBackend, GclbPool, SharedGclbProps } from './shared-gclb-props';

/**
 * Name of the port to which backend services send requests. It is constant: a pool and its successor could never serve together if their
 * ports had different names.
 */
export const PORT_NAME = 'http';

/** The instance group of a zone of a pool, as a backend of the balancer. */
export interface GclbAttachment {
  readonly cluster: string;
  /** URL of the instance group. */
  readonly group: string;
  /** Requests per second that a node takes; undefined where nothing states it. */
  readonly requestsPerNode: number | undefined;
  readonly capacityPercent: number;
  /** Port of the group; a backend service that comes before it has no port to send requests to. */
  readonly namedPort: ComputeInstanceGroupNamedPortA;
}

/** Properties of {@link GclbAttachments}. */
export type GclbAttachmentsProps = Pick<SharedGclbProps, 'projectId' | 'backends'>;

/**
 * Instance groups of a balancer with their named ports, one for each zone of each pool. The balancer owns the ports, so that a pool knows
 * nothing of balancers.
 */
export class GclbAttachments extends Construct {
  /** The groups in the order of backends, pools and zones. */
  readonly all: readonly GclbAttachment[];

  constructor(scope: Construct, id: string, props: GclbAttachmentsProps) {
    super(scope, id);
    this.all = props.backends.flatMap((each) =>
      each.pools.flatMap((pool) => pool.spec.zones.map((zone) => this.attach(props, { ...each, pool, zone }))),
    );
  }

  private attach({ projectId }: GclbAttachmentsProps, { backend, pool, zone }: AttachedZone): GclbAttachment {
    const { spec, nodes } = pool;
    const group = nodes.instanceGroupUrl(zone);
    return {
      cluster: backend.cluster,
      group,
      requestsPerNode: backend.requestsPerNode ?? spec.load?.perNode?.requestsPerSecond,
      capacityPercent: backend.capacityPercent,
      namedPort: new ComputeInstanceGroupNamedPortA(this, `${backend.cluster}-${spec.name}-${zone}`, {
        project: projectId,
        // The provider of a stack that has no zone refuses a missing one only when it applies.
        zone,
        group,
        name: PORT_NAME,
        port: backend.daemon.hostPorts.http,
        lifecycle: NEW_FIRST,
      }),
    };
  }
}

interface AttachedZone extends GclbBackend {
  readonly pool: GclbPool;
  readonly zone: string;
}
