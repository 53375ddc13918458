import type { Problems } from '../../values/problems';
import { modernSysctlName, sysctlDefinition } from './sysctl-catalogue';
import type { SysctlDefinition } from './sysctl-definition';
import { dottedSysctlKey, isSysctlKey } from './sysctl-key';
import { nearSysctl } from './sysctl-names';
import { sysctlAlias } from './sysctl-owners';
import { normaliseSysctl, sysctlRemedy, sysctlRule } from './sysctl-value';

/** Control characters, from which the rule excludes tabs, because the kernel itself writes tabs between numbers. */
const CONTROL_CHARACTER = /\p{Cc}/u;

/** A kernel parameter as the input states it. */
export interface WrittenSysctl {
  /** Path of the parameter in the input: `kernel.sysctls.vm.swappiness`. */
  readonly property: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Rules of one key and its value, for pools and for workloads.
 *
 * @param otherwise remedy for a key that is neither in the catalogue nor similar to a key of the catalogue.
 * @returns the definition of the key; undefined where a problem was recorded, so that later rules skip the value.
 */
export function judgeSysctl(
  written: WrittenSysctl,
  otherwise: string,
  problems: Problems,
): SysctlDefinition | undefined {
  const { property, key } = written;
  const definition = sysctlDefinition(key);
  if (definition === undefined) {
    if (judgeSysctlName(written, problems)) {
      const near = nearSysctl(key);
      const remedy = near === undefined ? otherwise : `did you mean '${near}'? If not, ${otherwise}`;
      problems.add(property, 'be a known kernel parameter', key, remedy);
    }
    return undefined;
  }
  return judgeSysctlValue(written, definition, problems) && judgeKubelet(written, definition, problems)
    ? definition
    : undefined;
}

/** Refuses names that supported kernels no longer have, and text that names no single parameter; returns whether the key is valid. */
export function judgeSysctlName({ property, key }: WrittenSysctl, problems: Problems): boolean {
  const modern = modernSysctlName(key) ?? sysctlAlias(key);
  if (modern !== undefined) {
    problems.add(property, 'have its current name', key, `write '${modern}'`);
    return false;
  }
  const dotted = dottedSysctlKey(key);
  const isPattern = key.includes('*');
  const wildcard = 'state each key by itself, because every key that is set is read back';
  const spelt = 'write names with dots between them, and a slash where an interface has a dot in its name';
  const remedy = isPattern ? wildcard : dotted === undefined ? spelt : `write '${dotted}'`;
  return problems.require(isSysctlKey(key), property, 'be the name of one parameter, with dots', key, remedy);
}

/** Rules of a value by the definition of its parameter. */
export function judgeSysctlValue(
  { property, value }: WrittenSysctl,
  definition: SysctlDefinition,
  problems: Problems,
): boolean {
  if (value === '') return problems.require(false, property, 'have a value', value, 'state one, or leave the key out');
  if (CONTROL_CHARACTER.test(value.replaceAll('\t', ''))) {
    const shown = JSON.stringify(value).slice(1, -1);
    return problems.require(
      false,
      property,
      'be one line',
      shown,
      'remove the line break, because it would begin another key',
    );
  }
  const counts = definition.form.kind.startsWith('integer') && definition.unit !== '';
  const unit = counts ? ` (${definition.unit})` : '';
  const holds = normaliseSysctl(definition.form, value) !== undefined;
  const remedy = sysctlRemedy(definition.form, value);
  return problems.require(holds, property, `${sysctlRule(definition.form)}${unit}`, value, remedy);
}

/**
 * Refuses another value than the kubelet's own. With `protectKernelDefaults`, as on nodes of EKS, the kubelet exits with an error where
 * one of its values differs; otherwise the kubelet overwrites the value.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/cm/container_manager_linux.go
 */
function judgeKubelet({ property, value }: WrittenSysctl, definition: SysctlDefinition, problems: Problems): boolean {
  const wanted = definition.kubelet;
  const remedy = 'leave it out, because the kubelet does not start on a node with another value';
  return problems.require(
    wanted === undefined || value === wanted,
    property,
    `be ${wanted}, the value that the kubelet requires`,
    value,
    remedy,
  );
}
