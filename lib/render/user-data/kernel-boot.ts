import type { TransparentHugepages } from '../../specs/kernel/kernel-input';
import type { KernelPlan } from '../../specs/kernel/kernel-plan';
import { sysctlsAppliedBy } from '../../specs/kernel/kernel-plan';
import type { CloudConfig, CloudConfigFile } from './cloud-config';

/** Files of one key are read in the order of their names, the last one wins: images bring some that begin with 99. */
const SYSCTLS_PATH = '/etc/sysctl.d/99-zz-keelson.conf';
const MODULES_PATH = '/etc/modules-load.d/60-keelson.conf';
const HUGEPAGES_PATH = '/etc/tmpfiles.d/60-keelson-hugepages.conf';

const HUGEPAGES = '/sys/kernel/mm/transparent_hugepage';

/** When the kernel may stall a program to put a huge page together: never for those that did not ask. */
export const HUGEPAGE_DEFRAG: Readonly<Record<TransparentHugepages, 'defer' | 'madvise' | 'never'>> = {
  always: 'defer',
  madvise: 'madvise',
  never: 'never',
};

/** The table of entries is judged by its buckets, so these come first. */
const FIRST = 'net.netfilter.nf_conntrack_buckets';

/**
 * What sets a plan's kernel parameters at boot on images with systemd: files that systemd reads at every boot, and commands
 * that apply them at the first one, before the kubelet starts. Nothing where the plan leaves boot alone.
 *
 * A key that the kernel refuses stops neither the others nor the boot; the log of the boot names it.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html
 * @see https://www.freedesktop.org/software/systemd/man/latest/tmpfiles.d.html
 */
export function kernelBoot(plan: KernelPlan): readonly CloudConfig[] {
  const parts = [modules(plan), sysctls(plan), hugepages(plan)];
  return parts.filter((part) => part !== undefined);
}

function modules({ modules }: KernelPlan): CloudConfig | undefined {
  if (modules.length === 0) return undefined;
  const file: CloudConfigFile = { path: MODULES_PATH, content: lines(modules) };
  // The keys below net.netfilter exist only once the module is there; systemd loads modules before it sets keys.
  return { files: [file], commands: modules.map((module) => ['modprobe', module]) };
}

function sysctls(plan: KernelPlan): CloudConfig | undefined {
  const planned = sysctlsAppliedBy(plan, 'boot-file');
  if (planned.length === 0) return undefined;
  const ordered = [...planned.filter(({ key }) => key === FIRST), ...planned.filter(({ key }) => key !== FIRST)];
  const file: CloudConfigFile = {
    path: SYSCTLS_PATH,
    content: lines(ordered.map(({ key, value }) => `${key} = ${value}`)),
  };
  return { files: [file], commands: [['sysctl', `--load=${SYSCTLS_PATH}`]] };
}

function hugepages({ transparentHugepages }: KernelPlan): CloudConfig | undefined {
  if (transparentHugepages === undefined) return undefined;
  const wanted = { enabled: transparentHugepages, defrag: HUGEPAGE_DEFRAG[transparentHugepages] };
  const file: CloudConfigFile = {
    path: HUGEPAGES_PATH,
    content: lines(Object.entries(wanted).map(([name, value]) => `w ${HUGEPAGES}/${name} - - - - ${value}`)),
  };
  return { files: [file], commands: [['systemd-tmpfiles', '--create', HUGEPAGES_PATH]] };
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
