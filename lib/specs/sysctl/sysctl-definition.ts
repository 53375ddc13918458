/**
 * Where the kernel keeps a value: once per machine, or per network, IPC or PID namespace. A key that newer kernels keep per
 * namespace has the namespace: what is set there holds on older kernels too.
 */
export type SysctlScope = 'node' | 'network-namespace' | 'ipc-namespace' | 'pid-namespace';

/** How the value of a kernel parameter is written. */
export type SysctlForm =
  /** `powerOfTwo` where the kernel rounds up to one, so that another value would never be read back. */
  | { readonly kind: 'integer'; readonly min: number; readonly max: number | bigint; readonly powerOfTwo?: true }
  /** Numbers with one space between them; `ascending` where none may be below the one before it; `lastMax` of the last one alone, `firstMaxes` of the first ones by place. */
  | {
      readonly kind: 'integers';
      readonly count: number;
      readonly min: number;
      readonly max: number;
      readonly ascending: boolean;
      readonly lastMax?: number;
      readonly firstMaxes?: readonly number[];
    }
  /** Two ports, the first no greater than the second, with `fewest` ports between them. */
  | { readonly kind: 'port-range'; readonly min: number; readonly fewest: number }
  /** Two ids of groups, the first no greater than the second; `1 0` is no group, as which the kernel takes every other order. */
  | { readonly kind: 'group-range' }
  /** Ports and ranges with commas between them: `2703,30000-32767`. */
  | { readonly kind: 'port-list' }
  /** One of several words. */
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** One line of printable characters, at most `max`. */
  | { readonly kind: 'line'; readonly max: number }
  /** What somebody stated of a parameter that the catalogue does not know: words with one space between them, or numbers of a range. */
  | { readonly kind: 'stated'; readonly min?: number; readonly max?: number };

/** What only some kernel parameters have. */
export interface SysctlTraits {
  /**
   * Whether a pod with a network namespace of its own finds the key below /proc/sys on every supported kernel: with the value
   * of the machine where the scope is `node`, else with one of its own. Whatever waits for a key in such a pod must not wait
   * for one that is not there.
   * @default true
   */
  readonly seenByPods?: boolean;
  /**
   * Minor of Kubernetes since which a pod may set it without being allow-listed.
   * @default - never: what has a namespace is unsafe, the rest cannot be a pod's
   */
  readonly safeSince?: string;
  /**
   * Whether kube-proxy may write it when it starts, over whatever was there.
   * @default false
   */
  readonly kubeProxy?: boolean;
  /**
   * Bytes of memory that one unit takes and that can never be swapped.
   * @default - nothing worth counting
   */
  readonly bytesEach?: number;
  /**
   * The one value that the kubelet tolerates: it ends with an error where the kernel has another.
   * @default - any
   */
  readonly kubelet?: string;
}

/**
 * A kernel parameter as a line of the catalogue: how it is written, what a number counts (`seconds`, `bytes`; empty for a
 * switch or a word), its value in a kernel that nobody tuned (`by memory` where it grows with the machine, `by image` where
 * images differ, `by ratio` where another key decides), and what only some have.
 */
export type SysctlLine = readonly [form: SysctlForm, unit: string, usual: string, traits?: SysctlTraits];

/** A kernel parameter as the catalogue knows it. */
export interface SysctlDefinition extends SysctlTraits {
  readonly scope: SysctlScope;
  readonly seenByPods: boolean;
  readonly form: SysctlForm;
  /** What a number counts: `seconds`, `bytes`, `entries`; empty where it is a switch or a word. */
  readonly unit: string;
  /** Value of a kernel that nobody tuned; `by memory`, `by image` or `by ratio` as in {@link SysctlLine}. */
  readonly usual: string;
}
