import type { KernelPlan, PlannedSysctl } from '../../specs/kernel/kernel-plan';
import { sysctlsAppliedBy } from '../../specs/kernel/kernel-plan';
import { sysctlDefinition } from '../../specs/sysctl/sysctl-catalogue';
import type { SysctlScope } from '../../specs/sysctl/sysctl-definition';
import { sysctlPath } from '../../specs/sysctl/sysctl-key';
import { shortHash } from '../../values/short-hash';
import { IF_SHOWN } from './tuned-gate-script';

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
  // Of a key outside of the catalogue nobody knows whether a pod with a network of its own finds it there, or finds another value.
  const isThere = ({ key, because }: PlannedSysctl): boolean =>
    hostNetwork || (because === undefined ? sysctlDefinition(key)?.seenByPods === true : !key.startsWith('net.'));
  const shown = sysctlsAppliedBy(plan, 'tuner').filter((sysctl) => tells[sysctl.scope] && isThere(sysctl));
  return renderLines(shown, ({ because }) => (because === undefined ? '' : IF_SHOWN));
}

function renderLines(sysctls: readonly PlannedSysctl[], end: (sysctl: PlannedSysctl) => string = () => ''): string {
  const first = sysctls.filter(({ key }) => FIRST.includes(key));
  const rest = sysctls.filter(({ key }) => !FIRST.includes(key));
  return [...first, ...rest].map((sysctl) => `${sysctlPath(sysctl.key)}\t${sysctl.value}${end(sysctl)}\n`).join('');
}
