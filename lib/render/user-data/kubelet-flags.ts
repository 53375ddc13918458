import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { birthTaints } from '../../specs/pool/node-pool-spec';
import { type TaintInput, taintText } from '../../values/taint';

/** The flags with which a node of the pool registers itself. */
export function registrationFlags(pool: AwsNodePoolSpec): readonly string[] {
  const labels = `--node-labels=${renderNodeLabels(pool.labels)}`;
  return birthTaints(pool).length === 0
    ? [labels]
    : [labels, `--register-with-taints=${renderTaints(birthTaints(pool))}`];
}

/** Labels as the kubelet's `--node-labels` takes them, sorted by code unit so that neither the order in the spec nor the locale changes user data. */
function renderNodeLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** Taints as the kubelet's `--register-with-taints` takes them; the node is born with them, before any pod is bound. */
function renderTaints(taints: readonly TaintInput[]): string {
  return taints.map(taintText).join(',');
}
