import type { StatedSysctlInput } from '../sysctl/stated-sysctl-input';
import type { LoadProfileInput } from './load-input';

/** Stock profiles of kernel parameters. */
export type SysctlProfileName = 'many-connections' | 'reverse-proxy' | 'database-client' | 'jvm';

/** When the kernel backs memory with huge pages: `never`, only where a program requests them (`madvise`), or `always`. */
export type TransparentHugepages = 'always' | 'madvise' | 'never';

/** Kernel parameters of a pool's nodes. */
export interface KernelInput {
  /**
   * Stock profiles, merged in order. Two profiles with different values of a key are refused unless `sysctls` states the key.
   * @default - no profiles
   */
  readonly profiles?: readonly SysctlProfileName[];
  /**
   * Values by key, which replace those of the profiles: `{ 'net.core.somaxconn': '32768' }`. Values with which a node cannot run are
   * refused, also where only the sum of several is too large for its memory. A key that is not in the catalogue is stated with its scope
   * and the reason: `{ 'user.max_user_namespaces': { value: '16384', scope: 'node', because: 'rootless builds' } }`.
   * @default - no values
   */
  readonly sysctls?: Readonly<Record<string, string | StatedSysctlInput>>;
  /** @default - the setting of a profile, otherwise that of the image */
  readonly transparentHugepages?: TransparentHugepages;
  /**
   * Former place of the pool's load, accepted until version 0.3 with a warning; refused beside `load` of the pool.
   * @default - `load` of the pool
   */
  readonly load?: LoadProfileInput;
}
