import { parseLabelKey, parseLabelValue } from './label';
import { refuse } from './refuse';

/** Effect of a taint, in Kubernetes spelling; `CLOUD_TAINT_EFFECTS` has the spelling of the clouds. */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

/** A taint as the caller writes it. */
export interface TaintInput {
  /** Label key with an optional prefix: `dedicated`, `example.com/dedicated`. */
  readonly key: string;
  /** @default - no value */
  readonly value?: string;
  /** Effect on pods that do not tolerate the taint. */
  readonly effect: TaintEffect;
}

/** A toleration of a pod or an add-on, in Kubernetes' form. */
export interface Toleration {
  /** Key of the taint; a toleration without a key matches every taint. */
  readonly key?: string;
  /** `Equal` compares the value, `Exists` accepts every value. */
  readonly operator: 'Exists' | 'Equal';
  /** Value of the taint, where the operator is `Equal`. */
  readonly value?: string;
  /** Effect of the taint; a toleration without an effect matches every effect. */
  readonly effect?: TaintEffect;
}

/** Tolerates every taint: for daemons that must run on a node before it can serve other pods. */
export const TOLERATE_EVERYTHING: Toleration = { operator: 'Exists' };

/** Effects as the API of EKS, for managed node groups, and that of GKE spell them. */
export const CLOUD_TAINT_EFFECTS: Readonly<Record<TaintEffect, string>> = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
};

const EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] satisfies readonly TaintEffect[];

/**
 * A taint whose key, value and effect Kubernetes accepts.
 *
 * @throws ConfigError when one of them is invalid.
 */
export function parseTaint(taint: TaintInput): TaintInput {
  parseLabelKey(taint.key);
  parseLabelValue(taint.value ?? '');
  if (!EFFECTS.includes(taint.effect)) {
    refuse('effect', `be one of ${EFFECTS.join(', ')}`, taint.effect, 'use the Kubernetes spelling on every cloud');
  }
  return taint;
}

/** Whether a taint keeps pods without a toleration off the node; `PreferNoSchedule` only makes the scheduler prefer other nodes. */
export function isRepelling(taint: TaintInput): boolean {
  return taint.effect !== 'PreferNoSchedule';
}

/** The toleration of exactly one taint. It states the effect, because without one it would tolerate all effects. */
export function tolerationOf({ key, value, effect }: TaintInput): Toleration {
  return value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect };
}

/** A taint as the kubelet's flag spells it: `dedicated=edge:NoSchedule`, `dedicated=:NoSchedule` without a value. */
export function taintText(taint: TaintInput): string {
  return `${taint.key}=${taintValueText(taint)}`;
}

/** The text of a taint behind its key, for configurations that list taints by key: `edge:NoSchedule`. */
export function taintValueText({ value, effect }: TaintInput): string {
  return `${value ?? ''}:${effect}`;
}

/** Taints without duplicates, in their order; of two with the same key, value and effect the later one is kept. */
export function uniqueTaints(taints: readonly TaintInput[]): readonly TaintInput[] {
  return [...new Map(taints.map((taint) => [taintText(taint), taint])).values()];
}
