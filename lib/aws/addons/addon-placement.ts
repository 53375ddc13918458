import { PURPOSE_LABEL } from '../../specs/labels';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { initialNodes } from '../../specs/pool/pool-size';
import { isRepelling, type Toleration, tolerationOf, uniqueTaints } from '../../values/taint';

/** Placement of an add-on's Deployment, as keys of its `configuration_values`; empty where any node is suitable. */
export interface AddonPlacement {
  /** @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - the add-on's own tolerations */
  readonly tolerations?: readonly Toleration[];
}

/**
 * Placement of an add-on on any node: every node runs Linux. The selector must be stated, because EKS keeps a configuration that
 * an update leaves out, and the add-on would otherwise keep the selector of a pool that no longer exists.
 */
export const ANY_NODE: AddonPlacement = { nodeSelector: { 'kubernetes.io/os': 'linux' } };

/** Toleration that the add-ons have by default; it is repeated here because stated tolerations replace the defaults. */
const CRITICAL_ADDONS: Toleration = { key: 'CriticalAddonsOnly', operator: 'Exists' };

/**
 * Places the Deployments of add-ons: on the pools for the system where such pools exist, otherwise on any node. The spec
 * guarantees a pool that is open to all pods and has nodes from the start.
 *
 * Pools that start empty or with a startup taint do not count: coredns would wait for their nodes until the apply times out,
 * because the daemon that removes the taint comes with the manifests, which are applied after this stack.
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
