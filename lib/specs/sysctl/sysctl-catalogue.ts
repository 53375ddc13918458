import { CONNTRACK_SYSCTLS_OF_NAMESPACE, CONNTRACK_SYSCTLS_OF_NODE } from './sysctl-catalogue-conntrack';
import { NETWORK_SYSCTLS_OF_NAMESPACE, NETWORK_SYSCTLS_OF_NODE } from './sysctl-catalogue-network';
import { SYSCTLS_OF_IPC_NAMESPACE, SYSCTLS_OF_NODE, SYSCTLS_OF_PID_NAMESPACE } from './sysctl-catalogue-node';
import type { SysctlDefinition, SysctlLine, SysctlScope } from './sysctl-definition';

/** Date of the catalogue: of its keys, their units, and which of them pods may set. */
export const SYSCTL_CATALOGUE_AS_OF = '2026-11-27';

const PARTS: readonly (readonly [SysctlScope, Readonly<Record<string, SysctlLine>>])[] = [
  ['node', CONNTRACK_SYSCTLS_OF_NODE],
  ['network-namespace', CONNTRACK_SYSCTLS_OF_NAMESPACE],
  ['node', NETWORK_SYSCTLS_OF_NODE],
  ['network-namespace', NETWORK_SYSCTLS_OF_NAMESPACE],
  ['node', SYSCTLS_OF_NODE],
  ['ipc-namespace', SYSCTLS_OF_IPC_NAMESPACE],
  ['pid-namespace', SYSCTLS_OF_PID_NAMESPACE],
];

/** Definition of a key; undefined for a key that is not in the catalogue. */
export function sysctlDefinition(key: string): SysctlDefinition | undefined {
  for (const [scope, lines] of PARTS) {
    const line = Object.hasOwn(lines, key) ? lines[key] : undefined;
    if (line === undefined) continue;
    const [form, unit, usual, traits] = line;
    return { scope, form, unit, usual, seenByPods: true, ...traits };
  }
  return undefined;
}

/** Every key of the catalogue, in alphabetical order. */
export function sysctlKeys(): readonly string[] {
  return PARTS.flatMap(([, lines]) => Object.keys(lines)).sort();
}

/** Old prefixes of connection-tracking keys, which kernels since 4.19 no longer have. */
const LEGACY_PREFIXES = ['net.ipv4.netfilter.ip_conntrack_', 'net.ipv4.ip_conntrack_', 'net.ip_conntrack_'];

const LEGACY_NAMES: Readonly<Record<string, string>> = {
  'net.nf_conntrack_max': 'net.netfilter.nf_conntrack_max',
  'net.ipv4.netfilter.ip_conntrack_hashsize': 'net.netfilter.nf_conntrack_buckets',
  'net.netfilter.nf_conntrack_hashsize': 'net.netfilter.nf_conntrack_buckets',
};

/**
 * Today's name of a key that the kernel has renamed; undefined for any other key.
 *
 * @see https://github.com/torvalds/linux/commit/adf0516845bcd0e626323c858ece28ee58c74455
 */
export function modernSysctlName(key: string): string | undefined {
  const named = Object.hasOwn(LEGACY_NAMES, key) ? LEGACY_NAMES[key] : undefined;
  if (named !== undefined) return named;
  const prefix = LEGACY_PREFIXES.find((each) => key.startsWith(each));
  return prefix === undefined ? undefined : `net.netfilter.nf_conntrack_${key.slice(prefix.length)}`;
}
