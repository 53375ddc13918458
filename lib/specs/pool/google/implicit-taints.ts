import type { TaintInput } from '../../../values/taint';
import type { Architecture } from '../../machine/machine';

/** The taint that GKE puts on every node of the arm64 architecture, unless a node pool's `taint_config` says otherwise, which keelson's never does. */
const ARM_TAINT: TaintInput = { key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' };

/**
 * Taints that GKE adds to the nodes of a pool by itself. A pool that states the same taint writes it, so that nothing is implicit.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/prepare-arm-workloads-for-deployment
 */
export function implicitGoogleTaints(stated: readonly TaintInput[], architecture: Architecture): readonly TaintInput[] {
  const isStated = stated.some(({ key, effect }) => key === ARM_TAINT.key && effect === ARM_TAINT.effect);
  return architecture === 'arm64' && !isStated ? [ARM_TAINT] : [];
}
