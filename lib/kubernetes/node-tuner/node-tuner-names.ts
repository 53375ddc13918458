import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { needsTuner } from '../../specs/kernel/kernel-plan';
import { NODE_TUNER } from '../../specs/labels';
import type { NodePoolSpec } from '../../specs/pool/node-pool-spec';

/** ServiceAccount that all tuners of a cluster share. */
export const NODE_TUNER_ACCOUNT = NODE_TUNER;

/** Name of the tuner's cluster-wide objects. */
export const NODE_TUNER_ACCESS = `keelson-${NODE_TUNER}`;

/** Folder on the node in which the tuner writes its marker for pods in the host network; the folder is empty after a reboot. */
export const NODE_TUNER_STATE = '/run/keelson';

/** Name of a pool's tuner, and value of the label that selects its pods. */
export function nodeTunerName(pool: { readonly name: string }): string {
  return `${NODE_TUNER}-${pool.name}`;
}

/** Pools of a cluster whose plan of kernel parameters needs the tuner, in the order of the cluster's pools. */
export function tunedPools(cluster: ClusterSpec): readonly NodePoolSpec[] {
  return cluster.pools.filter((pool) => needsTuner(pool.kernel));
}

/** Key of the startup taint that the tuner removes from the nodes of a pool; undefined where the tuner removes no taint. */
export function tunerTaintKey({ startupTaint }: NodePoolSpec): string | undefined {
  return startupTaint?.removedBy === NODE_TUNER ? startupTaint.key : undefined;
}
