import type { TransparentHugepages } from '../../specs/kernel/kernel-input';
import type { KernelPlan } from '../../specs/kernel/kernel-plan';
import { sysctlsAppliedBy } from '../../specs/kernel/kernel-plan';
import type { CloudConfig, CloudConfigFile } from './cloud-config';

/** systemd reads these files in the order of their names and the last one wins; the name sorts after files of images that begin with 99. */
const SYSCTLS_PATH = '/etc/sysctl.d/99-zz-keelson.conf';
const MODULES_PATH = '/etc/modules-load.d/60-keelson.conf';
const HUGEPAGES_PATH = '/etc/tmpfiles.d/60-keelson-hugepages.conf';

const HUGEPAGES = '/sys/kernel/mm/transparent_hugepage';

/** Which programs the kernel may stall to compact memory for a huge page: only those that asked for huge pages. */
export const HUGEPAGE_DEFRAG: Readonly<Record<TransparentHugepages, 'defer' | 'madvise' | 'never'>> = {
  always: 'defer',
  madvise: 'madvise',
  never: 'never',
};

/** The kernel derives the limits of the connection table from its buckets, therefore the buckets are set first. */
const FIRST = 'net.netfilter.nf_conntrack_buckets';

/**
 * Sets a plan's kernel parameters at boot on images with systemd: files that systemd reads at every boot, and commands that apply
 * them at the first boot, before the kubelet starts. Empty where the plan sets nothing at boot.
 *
 * A key that the kernel refuses stops neither the other keys nor the boot; the boot's log names the key.
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
  // The keys below net.netfilter exist only after the module is loaded; systemd loads modules before it sets keys.
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
