import type { StatedSysctlInput } from '../sysctl/stated-sysctl-input';
import type { LoadProfileInput } from './load-input';

/** Stock profiles of kernel parameters. */
export type SysctlProfileName = 'many-connections' | 'reverse-proxy' | 'database-client' | 'jvm';

/** When the kernel backs memory with huge pages: `never`, or only where a program asks (`madvise`), or `always`. */
export type TransparentHugepages = 'always' | 'madvise' | 'never';

/** Kernel parameters of a pool's nodes. */
export interface KernelInput {
  /**
   * Stock profiles, merged in order; two that disagree on a key are refused unless `sysctls` states the key.
   * @default - none
   */
  readonly profiles?: readonly SysctlProfileName[];
  /**
   * Values by key, before those of the profiles: `{ 'net.core.somaxconn': '32768' }`. Those on which a node cannot run are refused,
   * also where only the sum of several is too much for its memory. A key that the catalogue does not know is stated with its scope and
   * its reason: `{ 'user.max_user_namespaces': { value: '16384', scope: 'node', because: 'rootless builds' } }`.
   * @default - none
   */
  readonly sysctls?: Readonly<Record<string, string | StatedSysctlInput>>;
  /** @default - what the image or a profile chooses */
  readonly transparentHugepages?: TransparentHugepages;
  /**
   * What the pool has to carry; a profile below the requirement is refused with the numbers.
   * @default - none
   */
  readonly load?: LoadProfileInput;
}
