import type { Problems } from '../../values/problems';
import { requireUnique } from '../fields/unique';
import { imageTraits } from '../machine/image-family';
import { possibleScopes } from '../sysctl/stated-sysctl';
import { judgeStatedSysctl } from '../sysctl/stated-sysctl-rules';
import { sysctlDefinition } from '../sysctl/sysctl-catalogue';
import { dangerousValue, sysctlOwner } from '../sysctl/sysctl-owners';
import { judgeSysctl, judgeSysctlName, type WrittenSysctl } from '../sysctl/sysctl-rules';
import { type JudgedKernel, sysctlProperty } from './judged-kernel';
import { judgeConntrackTable } from './kernel-conntrack-rules';
import type { KernelMembers } from './kernel-fields';
import { judgeMemoryShares } from './kernel-memory-rules';
import { judgeNeighbours } from './kernel-neighbour-rules';
import { judgePorts } from './kernel-port-rules';
import type { KernelSurroundings } from './plan-kernel';
import { type MergedSysctl, mergeSysctls, profileConflicts } from './sysctl-merge';

/** Pairs of keys of which only one can be set, because writing either sets the other to 0. */
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
    if (judgeMerged(merged, surroundings, problems)) values.set(merged.key, merged);
  }
  judgeCounterparts(values, problems);
  judgeConntrackTable({ values, surroundings }, problems);
  judgePorts({ values, surroundings }, problems);
  judgeMemoryShares({ values, surroundings }, problems);
  judgeNeighbours({ values }, problems);
}

/** Rules of one key: whether it belongs to another program, whether a node can run with the value, then the form of the value. */
function judgeMerged(merged: MergedSysctl, { imageFamily }: KernelSurroundings, problems: Problems): boolean {
  const { key, value, stated } = merged;
  const written = { property: sysctlProperty([merged]), key, value };
  if (sysctlDefinition(key) === undefined) {
    const refusal = sysctlOwner(key, imageTraits(imageFamily)?.cloud) ?? dangerousValue(key, value);
    if (refusal !== undefined) {
      problems.add(written.property, refusal.rule, value, refusal.remedy);
      return false;
    }
  }
  if (stated === undefined) return judgeSysctl(written, howToState(written), problems) !== undefined;
  return judgeSysctlName(written, problems) && judgeStatedSysctl(written, stated, problems) !== undefined;
}

/** The remedy for a key that is not in the catalogue. */
function howToState({ key, value }: WrittenSysctl): string {
  const scope = possibleScopes(key)[0] ?? 'node';
  return `state it with its scope and its reason: '${key}': { value: '${value}', scope: '${scope}', because: '…' }`;
}

function judgeConflicts(input: KernelMembers, { machine }: KernelSurroundings, problems: Problems): void {
  for (const { key, values } of profileConflicts(input, machine)) {
    const shown = values.map(({ source, value }) => `${source} ${value}`).join(', ');
    const remedy = `state '${key}' in 'kernel.sysctls', which has precedence`;
    problems.add('kernel.profiles', `have one value for '${key}'`, shown, remedy);
  }
}

function judgeCounterparts(values: JudgedKernel['values'], problems: Problems): void {
  for (const [bytes, ratio] of COUNTERPARTS) {
    const [first, second] = [values.get(bytes), values.get(ratio)];
    if (first === undefined || second === undefined) continue;
    const rule = `be absent where '${bytes}' is stated, because writing either sets the other to 0`;
    problems.add(sysctlProperty([second]), rule, second.value, 'keep one of them');
  }
}
