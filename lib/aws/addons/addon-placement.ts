import { PURPOSE_LABEL } from '../../specs/labels';
import type { AwsNodePoolSpec } from '../../specs/node-pool-spec';
import type { TaintInput } from '../../values/taint';

/** A toleration as the add-ons' schemas take it. */
export interface AddonToleration {
  /** Key of the taint. */
  readonly key: string;
  /** `Equal` needs a value. */
  readonly operator: 'Exists' | 'Equal';
  /** @default - any value */
  readonly value?: string;
  /** @default - every effect */
  readonly effect?: TaintInput['effect'];
}

/** Where an add-on's Deployment runs, as keys of its `configuration_values`; empty to leave the add-on's own. */
export interface AddonPlacement {
  /** @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - the add-on's own */
  readonly tolerations?: readonly AddonToleration[];
}

/** What the add-ons tolerate by themselves; stating tolerations replaces theirs. */
const CRITICAL_ADDONS: AddonToleration = { key: 'CriticalAddonsOnly', operator: 'Exists' };

/**
 * Finds a place for Deployments of add-ons: pools for the system where there are any, else whatever pool is open to all pods,
 * else the taints of all pools are tolerated.
 *
 * Pools that start empty do not count: coredns would wait for them until the apply times out. A startup taint is tolerated where
 * every candidate has one: the daemon that removes it comes with the manifests, which are applied after this stack.
 */
export function placeAddons(pools: readonly AwsNodePoolSpec[]): AddonPlacement {
  const started = pools.filter((pool) => pool.size.initialTotal(pool.zones.length) > 0);
  const candidates = started.length > 0 ? started : pools;
  const system = candidates.filter((pool) => pool.purpose === 'system');
  if (system.length > 0) return { nodeSelector: { [PURPOSE_LABEL]: 'system' }, ...tolerate(system) };
  return candidates.some(isOpen) ? {} : tolerate(candidates);
}

function isOpen(pool: AwsNodePoolSpec): boolean {
  return pool.birthTaints.every((taint) => taint.effect === 'PreferNoSchedule');
}

function tolerate(pools: readonly AwsNodePoolSpec[]): AddonPlacement {
  if (pools.some(isOpen)) return {};
  const allStartTainted = pools.every((pool) => pool.startupTaint !== undefined);
  const taints = pools.flatMap((pool) => (allStartTainted ? pool.birthTaints : pool.taints));
  const unique = new Map(taints.map((taint) => [`${taint.key}=${taint.value ?? ''}:${taint.effect}`, taint]));
  return { tolerations: [CRITICAL_ADDONS, ...[...unique.values()].map(renderToleration)] };
}

function renderToleration(taint: TaintInput): AddonToleration {
  return taint.value === undefined
    ? { key: taint.key, operator: 'Exists', effect: taint.effect }
    : { key: taint.key, operator: 'Equal', value: taint.value, effect: taint.effect };
}
