import { PURPOSE_LABEL } from '../../specs/labels';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { initialNodes } from '../../specs/pool/pool-size';
import { isRepelling, type Toleration, tolerationOf, uniqueTaints } from '../../values/taint';

/** Where an add-on's Deployment runs, as keys of its `configuration_values`; empty where any node will do. */
export interface AddonPlacement {
  /** @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - the add-on's own */
  readonly tolerations?: readonly Toleration[];
}

/**
 * Placement of an add-on that is configured by its placement alone, where any node will do: every node runs Linux. EKS keeps the
 * configuration that an update leaves out, and with it the selector of a pool that is gone.
 */
export const ANY_NODE: AddonPlacement = { nodeSelector: { 'kubernetes.io/os': 'linux' } };

/** What the add-ons tolerate by themselves; stating tolerations replaces theirs. */
const CRITICAL_ADDONS: Toleration = { key: 'CriticalAddonsOnly', operator: 'Exists' };

/**
 * Finds a place for Deployments of add-ons: pools for the system where there are any, else wherever the scheduler likes.
 * The spec has made sure of a pool that is open to all pods and has nodes from the start.
 *
 * Pools that start empty or with a startup taint do not count: coredns would wait for them until the apply times out, and the
 * daemon that removes the taint comes with the manifests, which are applied after this stack.
 */
export function placeAddons(pools: readonly AwsNodePoolSpec[]): AddonPlacement {
  const system = pools.filter(
    (pool) => pool.purpose === 'system' && pool.startupTaint === undefined && initialNodes(pool) > 0,
  );
  return system.length > 0 ? { nodeSelector: { [PURPOSE_LABEL]: 'system' }, ...tolerate(system) } : {};
}

function tolerate(pools: readonly AwsNodePoolSpec[]): AddonPlacement {
  const repelling = pools.map((pool) => pool.taints.filter(isRepelling));
  if (repelling.some((taints) => taints.length === 0)) return {};
  return { tolerations: [CRITICAL_ADDONS, ...uniqueTaints(repelling.flat()).map(tolerationOf)] };
}
