import documented from './bottlerocket-fields.json';
import { judgeSysctl } from './sysctl-judge';
import { type Fields, isMap, judgeFields } from './typed-fields';

/** Modes of the lockdown security module. */
const LOCKDOWNS = [undefined, 'none', 'integrity', 'confidentiality'];

/** Names of kernel modules that modprobe accepts. */
const MODULE = /^[A-Za-z0-9_-]{1,64}$/;

/** Values for huge pages that the kernel's command line accepts. */
const HUGEPAGES = ['always', 'madvise', 'never'];

/**
 * Reports what Bottlerocket would refuse in `settings.kernel`, or fail to set.
 *
 * @see https://bottlerocket.dev/en/os/latest/api/settings/kernel/
 */
export function judgeKernelSettings(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const kernel = isMap(value) ? value : {};
  const modules = Object.entries(isMap(kernel['modules']) ? kernel['modules'] : {});
  const sysctls = Object.entries(isMap(kernel['sysctl']) ? kernel['sysctl'] : {});
  const tracked = sysctls.find(([key]) => key.startsWith('net.netfilter.nf_conntrack_'));
  const loads = modules.some(
    ([name, module]) => name === 'nf_conntrack' && isMap(module) && module['autoload'] === true,
  );
  return [
    ...judgeFields('settings.kernel', value, documented.kernel.fields as Fields),
    ...(LOCKDOWNS.includes(kernel['lockdown'] as string) ? [] : ['settings.kernel.lockdown is unknown']),
    ...modules.flatMap(([name, module]) => judgeModule(name, module)),
    ...sysctls.flatMap(([key, text]) => judgeSysctl('settings.kernel.sysctl', key, String(text))),
    ...(tracked === undefined || loads ? [] : [`${tracked[0]} is set and nothing loads nf_conntrack`]),
  ];
}

/**
 * Reports what Bottlerocket would refuse in `settings.boot`, or ignore at boot.
 *
 * @see https://bottlerocket.dev/en/os/latest/api/settings/boot/
 */
export function judgeKernelParameters(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const boot = isMap(value) ? value : {};
  const parameters = isMap(boot['kernel-parameters']) ? boot['kernel-parameters'] : {};
  const pages = parameters['transparent_hugepage'];
  const isKnown = pages === undefined || (Array.isArray(pages) && pages.length === 1 && HUGEPAGES.includes(pages[0]));
  return [
    ...judgeFields('settings.boot', value, documented.boot.fields as Fields),
    ...(isKnown ? [] : [`transparent_hugepage is no mode of the kernel: ${JSON.stringify(pages)}`]),
    // Bottlerocket reads user data after the kernel has started, so that the node keeps its old parameters without a second boot.
    ...(boot['reboot-to-reconcile'] === true ? [] : ['settings.boot changes nothing at the first boot']),
  ];
}

function judgeModule(name: string, module: unknown): readonly string[] {
  const path = `settings.kernel.modules.${name}`;
  const { allowed, autoload } = isMap(module) ? module : {};
  return [
    ...(MODULE.test(name) ? [] : [`${path} is no name of a module`]),
    ...judgeFields(path, module, documented.kernel.module as Fields),
    ...(autoload === true && allowed !== true ? [`${path} is loaded and not allowed`] : []),
  ];
}
