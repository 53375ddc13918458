import type { NodePoolMembers } from './node-pool-fields';
import type { StartupTaint } from './node-pool-spec';

/** Taints with this prefix tell the cluster autoscaler that a node is still starting. */
export const AUTOSCALER_STARTUP_PREFIX = 'startup-taint.cluster-autoscaler.kubernetes.io/';

/** Whether the cluster autoscaler takes a taint for a sign that a node is still starting. */
export function isAutoscalerStartupKey(key: string): boolean {
  return key.startsWith(AUTOSCALER_STARTUP_PREFIX);
}

/** Startup taint of pools that the cluster autoscaler leaves alone; its own prefix would count a stuck node as unready there. */
export const OWN_STARTUP_TAINT = 'keelson.dev/startup';

/** The taint of a pool's nodes at birth with its key filled in; undefined where the pool states none. */
export function resolveStartupTaint(input: NodePoolMembers, clusterName: string): StartupTaint | undefined {
  const { startupTaint } = input;
  if (startupTaint === undefined) return undefined;
  const isAutoscaled = input.scaling === 'cluster-autoscaler';
  const usual = isAutoscaled ? `${AUTOSCALER_STARTUP_PREFIX}${clusterName}-${input.name}` : OWN_STARTUP_TAINT;
  return { key: startupTaint.key ?? usual, effect: 'NoSchedule', removedBy: startupTaint.removedBy };
}
