import { ComputeAutoscaler } from '@cdktf/provider-google/lib/compute-autoscaler';
import { Construct } from 'constructs';
import { googlePoolReplacementHash } from '../specs/pool/google/google-replacement';
import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import type { InstanceGroupScaling } from '../specs/scaling/instance-group-rules';
import { boundedName } from '../values/bounded-name';
import { MAX_DNS_LABEL } from '../values/name';
import { autoscalingPolicy } from './autoscaling-policy';
import type { IGkeCluster } from './gke-cluster-contract';
import type { GkeNodePool } from './gke-node-pool';
import { countOfZone, zoneLetter } from './pool-parts';

/** Properties of {@link MigAutoscaler}. */
export interface MigAutoscalerProps {
  /** The cluster of the pool; autoscalers of two clusters of a project may not share a name. */
  readonly cluster: IGkeCluster;
  /** Spec of the pool: its scaling has the kind `instance-group`, its layout is `zonal`. */
  readonly pool: GoogleNodePoolSpec;
  /** The pool whose instance groups are scaled. */
  readonly nodePool: GkeNodePool;
}

/**
 * Autoscalers of Compute Engine for the instance groups of a pool, one for each zone, because the nodes of a zone are a zonal group.
 *
 * An autoscaler's name contains the hash of the pool's name, so that a replaced pool gets new autoscalers before the old pool and
 * its autoscalers go; every other change is made in place. Numbers count the nodes of one zone.
 *
 * @see https://cloud.google.com/compute/docs/autoscaler
 */
export class MigAutoscaler extends Construct {
  /** One autoscaler for each zone, in alphabetical order. */
  readonly resources: readonly ComputeAutoscaler[];

  /** @throws Error for a pool whose scaling has another kind. */
  constructor(scope: Construct, id: string, props: MigAutoscalerProps) {
    super(scope, id);
    const { pool } = props;
    const { scaling } = pool;
    if (scaling.kind !== 'instance-group') {
      throw new Error(`pool '${pool.name}' is scaled by '${scaling.kind}'; set 'scaling.kind' to 'instance-group'`);
    }
    this.resources = pool.zones.map((zone, index) => this.addZone(props, { scaling, zone, index }));
  }

  private addZone(
    { cluster, pool, nodePool }: MigAutoscalerProps,
    { scaling, zone, index }: ScaledZone,
  ): ComputeAutoscaler {
    const hash = googlePoolReplacementHash(pool, cluster.nodeServiceAccountEmail);
    return new ComputeAutoscaler(this, `autoscaler-${zone}`, {
      project: cluster.projectId,
      // A provider without a zone of its own refuses a missing one only when it applies.
      zone,
      name: boundedName(`${pool.physicalName}-${zoneLetter(cluster, zone)}-${hash}`, MAX_DNS_LABEL),
      target: nodePool.instanceGroupManagerUrl(zone),
      autoscalingPolicy: autoscalingPolicy(scaling, pool.size, (count) => countOfZone(pool, count, index)),
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

/** A zone of a pool, with how it is scaled. */
interface ScaledZone {
  readonly scaling: InstanceGroupScaling;
  readonly zone: string;
  /** Place of the zone in the pool, which decides its share of a total. */
  readonly index: number;
}
