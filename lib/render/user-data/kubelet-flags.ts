import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { birthTaints } from '../../specs/pool/node-pool-spec';
import { type TaintInput, taintText } from '../../values/taint';

/** Flags of the kubelet with which a node of the pool registers itself. */
export function registrationFlags(pool: AwsNodePoolSpec): readonly string[] {
  const labels = `--node-labels=${renderNodeLabels(pool.labels)}`;
  return birthTaints(pool).length === 0
    ? [labels]
    : [labels, `--register-with-taints=${renderTaints(birthTaints(pool))}`];
}

/**
 * Renders labels for the kubelet's `--node-labels`, sorted by code unit, because otherwise the order in the spec or the locale
 * would change user data.
 */
function renderNodeLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** Renders taints for the kubelet's `--register-with-taints`; the node has them from its registration, before any pod is bound to it. */
function renderTaints(taints: readonly TaintInput[]): string {
  return taints.map(taintText).join(',');
}
