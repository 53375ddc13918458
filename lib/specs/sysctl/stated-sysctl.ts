import type { StatedSysctlInput } from './stated-sysctl-input';
import type { SysctlDefinition, SysctlScope } from './sysctl-definition';

/** Members of a stated parameter without its value. */
export type StatedSysctl = Omit<StatedSysctlInput, 'value'>;

/** Definition of a stated parameter, in the form of the catalogue's definitions. */
export function statedDefinition(key: string, { scope, range }: StatedSysctl): SysctlDefinition {
  const form = { kind: 'stated', ...range } as const;
  // No parameter of the network counts as visible to pods, because the stated scope does not tell whether all kernels show it to them.
  return { scope, form, unit: '', usual: 'by image', seenByPods: !key.startsWith('net.') };
}

/** Keys that some supported kernel keeps per namespace, with the kind of namespace. */
const KNOWN_SCOPES: readonly (readonly [keys: RegExp, scope: SysctlScope])[] = [
  // vm.memfd_noexec: https://github.com/torvalds/linux/blob/v6.6/kernel/pid_sysctl.h
  [/^(vm\.memfd_noexec|kernel\.ns_last_pid)$/, 'pid-namespace'],
  [/^kernel\.(auto_msgmni|(msg|sem|shm)_next_id)$/, 'ipc-namespace'],
  // https://docs.kernel.org/networking/ip-sysctl.html
  [/^net\.(ipv[46]\.(conf|icmp)|ipv4\.(icmp_|igmp_)|ipv6\.icmp\.)/, 'network-namespace'],
];

/** The known scope of a key outside of the catalogue; undefined where the statement decides. */
export function knownScope(key: string): SysctlScope | undefined {
  return KNOWN_SCOPES.find(([keys]) => keys.test(key))?.[1];
}

/** Prefixes of the keys that a kernel can keep in each scope. */
const BEGINS: Readonly<Record<SysctlScope, readonly string[]>> = {
  node: [''],
  'network-namespace': ['net.'],
  'ipc-namespace': ['kernel.', 'fs.mqueue.'],
  'pid-namespace': ['kernel.', 'vm.'],
};

/** Scopes that a key can have, the most likely first. */
export function possibleScopes(key: string): readonly SysctlScope[] {
  const known = knownScope(key);
  if (known !== undefined) return [known];
  const scopes: readonly SysctlScope[] = ['network-namespace', 'node', 'ipc-namespace', 'pid-namespace'];
  return scopes.filter((scope) => BEGINS[scope].some((begin) => key.startsWith(begin)));
}
