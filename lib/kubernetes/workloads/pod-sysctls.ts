import type { ServiceSpec } from '../../specs/workload/workload-spec';
import { compareText } from '../../values/compare-text';

/** Kernel parameters that the pods of a service state, sorted by name. */
export function renderSysctls({ sysctls }: ServiceSpec): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(sysctls)
    .map(([name, value]) => ({ name, value }))
    .sort((left, right) => compareText(left.name, right.name));
}
