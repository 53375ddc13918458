import type { KernelPlan, PlannedSysctl } from '../../specs/kernel/kernel-plan';
import { sysctlsAppliedBy } from '../../specs/kernel/kernel-plan';
import { sysctlDefinition } from '../../specs/sysctl/sysctl-catalogue';
import type { SysctlScope } from '../../specs/sysctl/sysctl-definition';
import { shortHash } from '../../values/short-hash';

/** Keys of another key's size come after it: the table of entries is judged by its buckets. */
const FIRST = ['net.netfilter.nf_conntrack_buckets'];

/** Namespaces of a pod beside those of the node. */
export interface PodNamespaces {
  readonly hostNetwork: boolean;
  readonly hostIpc: boolean;
  readonly hostPid: boolean;
}

/** What the tuner keeps on the nodes of a pool: `net/core/somaxconn`, a tab, the value; one line a key. */
export function renderTunerSettings(plan: KernelPlan): string {
  return renderLines(sysctlsAppliedBy(plan, 'tuner'));
}

/** Short hash of the tuner's settings: a marker or a gate with another one is for other values. */
export function tunerProfileHash(plan: KernelPlan): string {
  return shortHash(renderTunerSettings(plan));
}

/**
 * The tuner's settings that a pod sees in its own namespaces, in the same form; empty where it sees none. Values of other
 * namespaces say nothing of the node, and keys that a pod's network hides would be waited for without end.
 */
export function gateExpectations(plan: KernelPlan, namespaces: PodNamespaces): string {
  const { hostNetwork, hostIpc, hostPid } = namespaces;
  const tells: Readonly<Record<SysctlScope, boolean>> = {
    node: true,
    'network-namespace': hostNetwork,
    'ipc-namespace': hostIpc,
    'pid-namespace': hostPid,
  };
  const isThere = (key: string): boolean => hostNetwork || sysctlDefinition(key)?.seenByPods === true;
  return renderLines(sysctlsAppliedBy(plan, 'tuner').filter(({ key, scope }) => tells[scope] && isThere(key)));
}

function renderLines(sysctls: readonly PlannedSysctl[]): string {
  const first = sysctls.filter(({ key }) => FIRST.includes(key));
  const rest = sysctls.filter(({ key }) => !FIRST.includes(key));
  return [...first, ...rest].map(({ key, value }) => `${key.replaceAll('.', '/')}\t${value}\n`).join('');
}
