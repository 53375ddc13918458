import type { TaintInput } from '../../../values/taint';
import type { Architecture } from '../../machine/machine';

/** The taint that GKE adds to every arm64 node, unless the node pool's `taint_config` prevents it; keelson never sets `taint_config`. */
const ARM_TAINT: TaintInput = { key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' };

/**
 * Taints that GKE adds to the nodes of a pool by itself. Where the pool states the same taint, the taint is written and not implicit.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment
 */
export function implicitGoogleTaints(stated: readonly TaintInput[], architecture: Architecture): readonly TaintInput[] {
  const isStated = stated.some(({ key, effect }) => key === ARM_TAINT.key && effect === ARM_TAINT.effect);
  return architecture === 'arm64' && !isStated ? [ARM_TAINT] : [];
}
