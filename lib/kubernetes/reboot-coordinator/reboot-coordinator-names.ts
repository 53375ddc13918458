import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';
import { REBOOT_COORDINATOR } from '../../specs/reboots/reboot-names';
import type { CoordinatedReboots } from '../../specs/reboots/reboot-schedule';

/** Name of what the coordinators of a cluster have in common. */
export const REBOOT_COORDINATOR_ACCESS = `keelson-${REBOOT_COORDINATOR}`;

/** Annotation of a coordinator's own DaemonSet that holds its lock; kured's usual one, which its instructions and plugins know. */
export const REBOOT_LOCK_ANNOTATION = 'weave.works/kured-node-lock';

/** Port of kured's metrics, on the pod network. */
export const REBOOT_METRICS_PORT = 8080;

/** A pool whose nodes reboot under a lock. */
export interface CoordinatedPool {
  /** The pool. */
  readonly pool: NodePoolSpec;
  /** Its schedule. */
  readonly reboots: CoordinatedReboots;
}

/** Pools of a cluster that kured reboots, in their order. */
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
