import type { KernelPlan } from '../../specs/kernel/kernel-plan';
import { sysctlsAppliedBy } from '../../specs/kernel/kernel-plan';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { birthTaints } from '../../specs/pool/node-pool-spec';
import { ownMember } from '../../values/own-member';
import { type TaintInput, taintValueText } from '../../values/taint';
import { clusterDnsIp } from './cluster-dns-ip';
import type { JoinedCluster } from './joined-cluster';
import type { KubeletSettings } from './kubelet-settings';
import { lateMarker } from './text-piece';
import { renderToml, type TomlValue } from './toml-text';

/**
 * Renders the settings of a Bottlerocket node, which take percentages as strings and taints as lists of `value:effect` by key.
 *
 * The image fixes logind's delay at 300 s, so that a longer graceful shutdown has no effect.
 *
 * @see https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/
 */
export function renderBottlerocketSettings(
  pool: AwsNodePoolSpec,
  cluster: JoinedCluster,
  settings: KubeletSettings,
): string {
  return renderToml({
    settings: {
      kubernetes: {
        'cluster-name': cluster.name,
        'api-server': lateMarker('clusterEndpoint'),
        'cluster-certificate': lateMarker('certificateAuthority'),
        'cluster-dns-ip': clusterDnsIp(cluster.serviceCidr),
        ...kubeletMembers(settings),
        'node-labels': { ...pool.labels },
        ...(birthTaints(pool).length > 0 ? { 'node-taints': taintsByKey(birthTaints(pool)) } : {}),
      },
      ...kernelTables(pool.kernel),
      ...(hasWarmPool(pool) ? { autoscaling: { 'should-wait': true } } : {}),
      ...(pool.aws.instanceStore ? { 'bootstrap-commands': INSTANCE_STORE_COMMANDS } : {}),
    },
  });
}

/**
 * Whether instances of the pool wait in a warm pool. The image then starts its kubelet once the instance is in service; otherwise a node
 * would register before the instance is stopped, and stay NotReady.
 *
 * @see https://github.com/bottlerocket-os/bottlerocket/pull/2562
 */
function hasWarmPool({ scaling }: AwsNodePoolSpec): boolean {
  return scaling.kind === 'target-tracking' && scaling.warmPool !== undefined;
}

/**
 * Kernel parameters as the image's own settings. Huge pages are a parameter of the kernel's command line, which every release
 * supports; a node whose command line differs reboots once before it joins.
 *
 * @see https://bottlerocket.dev/en/os/latest/api/settings/kernel/
 * @see https://bottlerocket.dev/en/os/latest/api/settings/boot/
 */
function kernelTables(plan: KernelPlan): Readonly<Record<string, TomlValue>> {
  const sysctls = sysctlsAppliedBy(plan, 'bottlerocket').map(({ key, value }) => [key, value]);
  const needsConntrack = sysctlsAppliedBy(plan, 'bottlerocket').some(({ key }) => key.startsWith('net.netfilter.'));
  const modules = { modules: { nf_conntrack: { allowed: true, autoload: true } } };
  const pages = plan.transparentHugepages;
  const boot = { 'reboot-to-reconcile': true, 'kernel-parameters': { transparent_hugepage: [pages ?? ''] } };
  return {
    ...(sysctls.length > 0 && { kernel: { sysctl: Object.fromEntries(sysctls), ...(needsConntrack && modules) } }),
    ...(pages !== undefined && { boot }),
  };
}

function kubeletMembers(settings: KubeletSettings) {
  const sysctls = settings.allowedUnsafeSysctls;
  return {
    'max-pods': settings.maxPods,
    'shutdown-grace-period': `${settings.shutdownGraceSeconds}s`,
    'shutdown-grace-period-for-critical-pods': `${settings.criticalShutdownGraceSeconds}s`,
    'image-gc-high-threshold-percent': String(settings.imageGcHighPercent),
    'image-gc-low-threshold-percent': String(settings.imageGcLowPercent),
    ...(sysctls.length > 0 ? { 'allowed-unsafe-sysctls': [...sysctls] } : {}),
    'eviction-hard': { ...settings.evictionHard },
    'kube-reserved': { ...settings.kubeReserved },
  };
}

function taintsByKey(taints: readonly TaintInput[]): Record<string, string[]> {
  const byKey: Record<string, string[]> = {};
  for (const taint of taints) {
    byKey[taint.key] = [...(ownMember(byKey, taint.key) ?? []), taintValueText(taint)];
  }
  return byKey;
}

// The command runs at every boot, because the array must be mounted again each time. It is essential, because otherwise images
// would fill the small root disk.
const INSTANCE_STORE_COMMANDS = {
  'instance-store': {
    commands: [
      ['apiclient', 'ephemeral-storage', 'init'],
      ['apiclient', 'ephemeral-storage', 'bind', '--dirs', '/var/lib/containerd', '/var/lib/kubelet', '/var/log/pods'],
    ],
    essential: true,
    mode: 'always',
  },
};
