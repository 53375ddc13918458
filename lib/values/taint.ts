import { parseLabelKey, parseLabelValue } from './label';
import { refuse } from './refuse';

/** Effect of a taint, in Kubernetes spelling; each cloud's edge translates it. */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

/** A taint as the caller writes it. */
export interface TaintInput {
  /** Label key with an optional prefix: `dedicated`, `example.com/dedicated`. */
  readonly key: string;
  /** @default - no value */
  readonly value?: string;
  /** What becomes of pods that do not tolerate it. */
  readonly effect: TaintEffect;
}

const EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] satisfies readonly TaintEffect[];

/**
 * A taint whose key, value and effect Kubernetes accepts.
 *
 * @throws ConfigError when one of them is wrong.
 */
export function parseTaint(taint: TaintInput): TaintInput {
  parseLabelKey(taint.key);
  parseLabelValue(taint.value ?? '');
  if (!EFFECTS.includes(taint.effect)) {
    refuse('effect', `be one of ${EFFECTS.join(', ')}`, taint.effect, 'use the Kubernetes spelling on every cloud');
  }
  return taint;
}

/** Whether a taint keeps pods without a toleration away, and not only dislikes them. */
export function isRepelling(taint: TaintInput): boolean {
  return taint.effect !== 'PreferNoSchedule';
}
