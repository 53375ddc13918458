import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import { judgeSysctl } from '../sysctl/sysctl-rules';
import { type JudgedKernel, sysctlProperty } from './judged-kernel';
import { judgeConntrackTable } from './kernel-conntrack-rules';
import type { KernelMembers } from './kernel-fields';
import { judgeMemoryShares } from './kernel-memory-rules';
import { judgeNeighbours } from './kernel-neighbour-rules';
import { judgePorts } from './kernel-port-rules';
import type { KernelSurroundings } from './plan-kernel';
import { type MergedSysctl, mergeSysctls, profileConflicts } from './sysctl-merge';

/** Keys of which a kernel keeps one: writing either sets the other to 0. */
const COUNTERPARTS = [
  ['vm.dirty_bytes', 'vm.dirty_ratio'],
  ['vm.dirty_background_bytes', 'vm.dirty_background_ratio'],
] as const;

/** Rules of a pool's kernel parameters. */
export function judgeKernel(input: KernelMembers, surroundings: KernelSurroundings, problems: Problems): void {
  requireUnique(problems, { property: 'kernel.profiles', values: input.profiles, what: 'profile' });
  judgeConflicts(input, surroundings, problems);
  const values = new Map<string, MergedSysctl>();
  for (const merged of mergeSysctls(input, surroundings.machine)) {
    const written = { property: sysctlProperty([merged]), key: merged.key, value: merged.value };
    if (judgeSysctl(written, problems) !== undefined) values.set(merged.key, merged);
  }
  judgeCounterparts(values, problems);
  judgeConntrackTable({ values, surroundings }, problems);
  judgePorts({ values, surroundings }, problems);
  judgeMemoryShares({ values, surroundings }, problems);
  judgeNeighbours({ values }, problems);
}

function judgeConflicts(input: KernelMembers, { machine }: KernelSurroundings, problems: Problems): void {
  for (const { key, values } of profileConflicts(input, machine)) {
    const shown = values.map(({ source, value }) => `${source} ${value}`).join(', ');
    const remedy = `state '${key}' in 'kernel.sysctls', which decides`;
    problems.add('kernel.profiles', `agree on '${key}'`, shown, remedy);
  }
}

function judgeCounterparts(values: JudgedKernel['values'], problems: Problems): void {
  for (const [bytes, ratio] of COUNTERPARTS) {
    const [first, second] = [values.get(bytes), values.get(ratio)];
    if (first === undefined || second === undefined) continue;
    const rule = `be absent where '${bytes}' is given: writing either sets the other to 0`;
    problems.add(sysctlProperty([second]), rule, second.value, 'keep one of them');
  }
}
