import type { StatedSysctlInput } from './stated-sysctl-input';
import type { SysctlDefinition, SysctlScope } from './sysctl-definition';

/** What somebody stated of a parameter beside its value. */
export type StatedSysctl = Omit<StatedSysctlInput, 'value'>;

/** What the catalogue would say of a stated parameter. */
export function statedDefinition(key: string, { scope, range }: StatedSysctl): SysctlDefinition {
  const form = { kind: 'stated', ...range } as const;
  // Nobody knows which parameters of the network a pod finds in its own, whatever is stated of their scope.
  return { scope, form, unit: '', usual: 'by image', seenByPods: !key.startsWith('net.') };
}

/** Keys that some supported kernel keeps per namespace, by which namespace. */
const KNOWN_SCOPES: readonly (readonly [keys: RegExp, scope: SysctlScope])[] = [
  // vm.memfd_noexec: https://github.com/torvalds/linux/blob/v6.6/kernel/pid_sysctl.h
  [/^(vm\.memfd_noexec|kernel\.ns_last_pid)$/, 'pid-namespace'],
  [/^kernel\.(auto_msgmni|(msg|sem|shm)_next_id)$/, 'ipc-namespace'],
  // https://docs.kernel.org/networking/ip-sysctl.html
  [/^net\.(ipv[46]\.(conf|icmp)|ipv4\.(icmp_|igmp_)|ipv6\.icmp\.)/, 'network-namespace'],
];

/** The scope that a key is known to have; undefined where only whoever states it knows. */
export function knownScope(key: string): SysctlScope | undefined {
  return KNOWN_SCOPES.find(([keys]) => keys.test(key))?.[1];
}

/** What the keys of a namespace begin with: no others are kept per namespace. */
const BEGINS: Readonly<Record<SysctlScope, readonly string[]>> = {
  node: [''],
  'network-namespace': ['net.'],
  'ipc-namespace': ['kernel.', 'fs.mqueue.'],
  'pid-namespace': ['kernel.', 'vm.'],
};

/** Scopes that a key can have, the likeliest first. */
export function possibleScopes(key: string): readonly SysctlScope[] {
  const known = knownScope(key);
  if (known !== undefined) return [known];
  const scopes: readonly SysctlScope[] = ['network-namespace', 'node', 'ipc-namespace', 'pid-namespace'];
  return scopes.filter((scope) => BEGINS[scope].some((begin) => key.startsWith(begin)));
}
