/**
 * Where the kernel keeps a value: once per machine, or per network, IPC or PID namespace. A key that only newer kernels keep per
 * namespace has the namespace as its scope, because a value that is set there applies on older kernels too.
 */
export type SysctlScope = 'node' | 'network-namespace' | 'ipc-namespace' | 'pid-namespace';

/** Form of a kernel parameter's value. */
export type SysctlForm =
  /** A whole number; a power of two where the kernel rounds up to one, because another value would never be read back. */
  | { readonly kind: 'integer'; readonly min: number; readonly max: number | bigint; readonly powerOfTwo?: true }
  /** Numbers with one space between them: `ascending` forbids a smaller number after a larger; `lastMax`, `firstMaxes` bound single ones. */
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
  /** First and last id of a range of groups; `1 0` means no group, as the kernel reads every range whose first id is greater. */
  | { readonly kind: 'group-range' }
  /** Ports and ranges of ports with commas between them: `2703,30000-32767`. */
  | { readonly kind: 'port-list' }
  /** One of several words. */
  | { readonly kind: 'word'; readonly words: readonly string[] }
  /** One line of at most `max` printable characters. */
  | { readonly kind: 'line'; readonly max: number }
  /** Value of a stated parameter outside of the catalogue: words with one space between them, or numbers of a range. */
  | { readonly kind: 'stated'; readonly min?: number; readonly max?: number };

/** Facts that only some kernel parameters have. */
export interface SysctlTraits {
  /**
   * Whether a pod with a network namespace of its own has the key below /proc/sys on every supported kernel: with the value of the
   * machine where the scope is `node`, otherwise with a value of its own. A container that waits for the value of a key would wait for
   * ever where the key is missing.
   * @default true
   */
  readonly seenByPods?: boolean;
  /**
   * First minor of Kubernetes in which a pod may set the key without an entry in the kubelet's allow list.
   * @default - none: a key of a namespace is unsafe, and no other key can be set by a pod
   */
  readonly safeSince?: string;
  /**
   * Whether kube-proxy may overwrite the value when it starts.
   * @default false
   */
  readonly kubeProxy?: boolean;
  /**
   * Bytes of memory that one unit takes and that can never be swapped.
   * @default - no memory is counted
   */
  readonly bytesEach?: number;
  /**
   * The one value with which the kubelet starts; with another it exits with an error.
   * @default - any value
   */
  readonly kubelet?: string;
}

/**
 * A kernel parameter as a line of the catalogue: the form of its value, its unit (`seconds`, `bytes`; empty for a switch or a word),
 * its default (`by memory` where the kernel calculates it from the memory, `by image` where images differ, `by ratio` where another key
 * decides), and the facts that only some parameters have.
 */
export type SysctlLine = readonly [form: SysctlForm, unit: string, usual: string, traits?: SysctlTraits];

/** A kernel parameter with all its facts. */
export interface SysctlDefinition extends SysctlTraits {
  readonly scope: SysctlScope;
  readonly seenByPods: boolean;
  readonly form: SysctlForm;
  /** Unit of a number: `seconds`, `bytes`, `entries`; empty for a switch or a word. */
  readonly unit: string;
  /** Default of the kernel; `by memory`, `by image` or `by ratio` as in {@link SysctlLine}. */
  readonly usual: string;
}
