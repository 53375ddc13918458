import { PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import { toleratedTaints } from './tolerated-taints';
import type { WorkloadSpec } from './workload-spec';

/** A startup taint's key, and the teams whose declared workloads must tolerate it. */
export interface StartupKey {
  /** Key of the startup taint of a pool or of several. */
  readonly key: string;
  /** Namespaces of teams that hold a workload which must tolerate the key, a daemon that removes the taint for instance. */
  readonly namespaces: readonly string[];
}

/**
 * Keys of the startup taints of a cluster. A pod that tolerates one starts before its node is ready for pods, so that a team may
 * tolerate a key only where the cluster declares a workload of that team which must tolerate it.
 */
export function startupKeysOf(cluster: {
  readonly pools: readonly NodePoolSpec[];
  readonly workloads: readonly WorkloadSpec[];
}): readonly StartupKey[] {
  const keys = [...new Set(cluster.pools.flatMap(({ startupTaint }) => startupTaint?.key ?? []))];
  const ofTeams = cluster.workloads.filter(({ namespace }) => namespace !== PLATFORM_NAMESPACE);
  return keys.map((key) => {
    const tolerating = ofTeams.filter((workload) => toleratedTaints(workload).some((taint) => taint.key === key));
    return { key, namespaces: [...new Set(tolerating.map(({ namespace }) => namespace))] };
  });
}
