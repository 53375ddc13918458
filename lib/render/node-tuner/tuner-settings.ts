import type { KernelPlan, PlannedSysctl } from '../../specs/kernel/kernel-plan';
import { sysctlsAppliedBy } from '../../specs/kernel/kernel-plan';
import { sysctlDefinition } from '../../specs/sysctl/sysctl-catalogue';
import type { SysctlScope } from '../../specs/sysctl/sysctl-definition';
import { sysctlPath } from '../../specs/sysctl/sysctl-key';
import { shortHash } from '../../values/short-hash';
import { IF_SHOWN } from './tuned-gate-script';

/** Keys that are set before all others: the buckets of the connection table before the number of its entries. */
const FIRST = ['net.netfilter.nf_conntrack_buckets'];

/** Which namespaces of the node a pod shares. */
export interface PodNamespaces {
  readonly hostNetwork: boolean;
  readonly hostIpc: boolean;
  readonly hostPid: boolean;
}

/** Settings of the tuner on a pool's nodes, one line for each key: path, tab and value, `net/core/somaxconn<tab>32768`. */
export function renderTunerSettings(plan: KernelPlan): string {
  return renderLines(sysctlsAppliedBy(plan, 'tuner'));
}

/** Short hash of the tuner's settings, so that a gate does not accept the marker of older settings. */
export function tunerProfileHash(plan: KernelPlan): string {
  return shortHash(renderTunerSettings(plan));
}

/**
 * The tuner's settings that a pod can compare with the node's values, in the same form; empty where the pod can read none. Keys of the
 * pod's own namespaces are left out, because their values differ from the node's, and keys that the pod does not have are left out,
 * because the gate would wait for them for ever.
 */
export function gateExpectations(plan: KernelPlan, namespaces: PodNamespaces): string {
  const { hostNetwork, hostIpc, hostPid } = namespaces;
  const tells: Readonly<Record<SysctlScope, boolean>> = {
    node: true,
    'network-namespace': hostNetwork,
    'ipc-namespace': hostIpc,
    'pid-namespace': hostPid,
  };
  // A `net.` key outside of the catalogue is left out in pods with their own network, where it may be missing or have another value.
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
