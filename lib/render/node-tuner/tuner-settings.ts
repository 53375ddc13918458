import type { KernelPlan, PlannedSysctl } from '../../specs/kernel/kernel-plan';
import { sysctlsAppliedBy } from '../../specs/kernel/kernel-plan';
import type { SysctlScope } from '../../specs/sysctl/sysctl-definition';
import { shortHash } from '../../values/short-hash';

/** Keys of another key's size come after it: the table of entries is judged by its buckets. */
const FIRST = ['net.netfilter.nf_conntrack_buckets'];

/** Namespaces of a pod beside those of the node. */
export interface PodNamespaces {
  readonly hostNetwork: boolean;
  readonly hostIpc: boolean;
}

/** What the tuner keeps on the nodes of a pool: `net/core/somaxconn`, a tab, the value; one line a key. */
export function renderTunerSettings(plan: KernelPlan): string {
  return renderLines(sysctlsAppliedBy(plan, 'tuner'));
}

/** Short hash of the tuner's settings: a marker or a gate with another one is for other values. */
export function tunerProfileHash(plan: KernelPlan): string {
  return shortHash(renderTunerSettings(plan));
}

/** The tuner's settings that a pod sees in its own namespaces, in the same form; those of other namespaces say nothing of the node. */
export function gateExpectations(plan: KernelPlan, namespaces: PodNamespaces): string {
  const seen: Readonly<Record<SysctlScope, boolean>> = {
    node: true,
    'network-namespace': namespaces.hostNetwork,
    'ipc-namespace': namespaces.hostIpc,
  };
  return renderLines(sysctlsAppliedBy(plan, 'tuner').filter(({ scope }) => seen[scope]));
}

function renderLines(sysctls: readonly PlannedSysctl[]): string {
  const first = sysctls.filter(({ key }) => FIRST.includes(key));
  const rest = sysctls.filter(({ key }) => !FIRST.includes(key));
  return [...first, ...rest].map(({ key, value }) => `${key.replaceAll('.', '/')}\t${value}\n`).join('');
}
