/** Effect of a taint, in Kubernetes spelling; each cloud's edge translates it. */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

/** A taint as the caller writes it. */
export interface TaintInput {
  /** Label key with an optional prefix: `dedicated`, `example.com/dedicated`. */
  readonly key: string;
  /** @default - no value */
  readonly value?: string;
  readonly effect: TaintEffect;
}
