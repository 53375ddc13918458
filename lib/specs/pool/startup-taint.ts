import { scalingKind } from '../scaling/scaling-fields';
import type { NodePoolMembers } from './node-pool-fields';
import type { StartupTaint } from './node-pool-spec';

/** Prefix of taints by which the cluster autoscaler recognises a node that is still starting. */
export const AUTOSCALER_STARTUP_PREFIX = 'startup-taint.cluster-autoscaler.kubernetes.io/';

/** Whether the cluster autoscaler treats a node with a taint of this key as still starting. */
export function isAutoscalerStartupKey(key: string): boolean {
  return key.startsWith(AUTOSCALER_STARTUP_PREFIX);
}

/**
 * Default key of the startup taint where no cluster autoscaler scales the pool. With the autoscaler's prefix a node that never loses
 * the taint would count as unready there, and the autoscaler would stop for other pools.
 */
export const OWN_STARTUP_TAINT = 'keelson.dev/startup';

/** The startup taint with its key filled in; undefined where the pool states no startup taint. */
export function resolveStartupTaint(input: NodePoolMembers, clusterName: string): StartupTaint | undefined {
  const { startupTaint } = input;
  if (startupTaint === undefined) return undefined;
  const isAutoscaled = scalingKind(input.scaling) === 'cluster-autoscaler';
  const usual = isAutoscaled ? `${AUTOSCALER_STARTUP_PREFIX}${clusterName}-${input.name}` : OWN_STARTUP_TAINT;
  return { key: startupTaint.key ?? usual, effect: 'NoSchedule', removedBy: startupTaint.removedBy };
}
