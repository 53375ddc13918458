import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';
import { REBOOT_COORDINATOR } from '../../specs/reboots/reboot-names';
import type { CoordinatedReboots } from '../../specs/reboots/reboot-schedule';

/** Name of the objects that the coordinators of a cluster share. */
export const REBOOT_COORDINATOR_ACCESS = `keelson-${REBOOT_COORDINATOR}`;

/** Annotation with the lock on a coordinator's own DaemonSet; the name is kured's default, which its documentation and plugins use. */
export const REBOOT_LOCK_ANNOTATION = 'weave.works/kured-node-lock';

/** Port of kured's metrics in the pod network. */
export const REBOOT_METRICS_PORT = 8080;

/** A pool whose nodes reboot one after the other under a lock. */
export interface CoordinatedPool {
  /** The pool. */
  readonly pool: NodePoolSpec;
  /** The schedule of the pool's reboots. */
  readonly reboots: CoordinatedReboots;
}

/** Pools of a cluster that kured reboots, in the order of the cluster's pools. */
export function coordinatedPools(cluster: ClusterSpec): readonly CoordinatedPool[] {
  return cluster.pools.flatMap((pool) => {
    const { reboots } = pool;
    return reboots?.kind === 'coordinated' ? [{ pool, reboots }] : [];
  });
}

/** Name of a pool's DaemonSet, Role and account, and value of the label that selects its pods. */
export function rebootCoordinatorName(pool: { readonly name: string }): string {
  return `${REBOOT_COORDINATOR}-${pool.name}`;
}
