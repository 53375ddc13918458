import { NODE_TUNER } from '../../specs/labels';

/** ServiceAccount of every tuner of a cluster. */
export const NODE_TUNER_ACCOUNT = NODE_TUNER;

/** Name of the tuner's cluster-wide objects. */
export const NODE_TUNER_ACCESS = `keelson-${NODE_TUNER}`;

/** Folder on the node where the tuner leaves its marker for pods on the host's network; empty after a reboot. */
export const NODE_TUNER_STATE = '/run/keelson';

/** Name of a pool's tuner, and value of the label that selects its pods. */
export function nodeTunerName(pool: { readonly name: string }): string {
  return `${NODE_TUNER}-${pool.name}`;
}
