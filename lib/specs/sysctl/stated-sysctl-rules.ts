import type { Problems } from '../../values/problems';
import { possibleScopes, type StatedSysctl, statedDefinition } from './stated-sysctl';
import type { SysctlDefinition } from './sysctl-definition';
import { judgeSysctlValue, type WrittenSysctl } from './sysctl-rules';

/** Rules of a parameter outside of the catalogue, which is stated with its scope and its reason. */
export function judgeStatedSysctl(
  written: WrittenSysctl,
  stated: StatedSysctl,
  problems: Problems,
): SysctlDefinition | undefined {
  const definition = statedDefinition(written.key, stated);
  const holds = [
    judgeReason(written, stated, problems),
    judgeScope(written, stated, problems),
    judgeRange(written, stated, problems) && judgeSysctlValue(written, definition, problems),
  ];
  return holds.every(Boolean) ? definition : undefined;
}

/** A statement of a parameter that is in the catalogue. */
export interface NeedlessStatement {
  readonly stated: StatedSysctl;
  /** Whether no rule refuses the value, so that the remedy can show it. */
  readonly isAccepted: boolean;
}

/** Refuses the statement of a parameter that is in the catalogue, whose value has been judged before. */
export function refuseStatedForm(
  { property, key, value }: WrittenSysctl,
  { stated, isAccepted }: NeedlessStatement,
  problems: Problems,
): void {
  const rule = 'be text, because scope and range of the parameter are in the catalogue';
  const remedy = isAccepted
    ? `write it as '${key}': '${value}'`
    : 'write it as text, with a value that no other message refuses';
  problems.add(property, rule, { value, ...stated }, remedy);
}

function judgeReason({ property }: WrittenSysctl, { because }: StatedSysctl, problems: Problems): boolean {
  const remedy = 'say what needs the parameter, because otherwise nobody can decide later whether to remove it';
  return problems.require(because.trim() !== '', `${property}.because`, 'give a reason', because, remedy);
}

function judgeScope({ property, key }: WrittenSysctl, { scope }: StatedSysctl, problems: Problems): boolean {
  const possible = possibleScopes(key);
  const rule = `be a scope that the parameter can have: ${possible.map((each) => `'${each}'`).join(', ')}`;
  const isNode = possible.every((each) => each === 'node');
  const remedy = isNode
    ? "write 'node', because a machine has one value of the parameter"
    : 'choose one of them, because otherwise the NodeTuner sets the value of its own container only';
  return problems.require(possible.includes(scope), `${property}.scope`, rule, scope, remedy);
}

function judgeRange({ property }: WrittenSysctl, { range }: StatedSysctl, problems: Problems): boolean {
  if (range === undefined) return true;
  const rule = `be at least 'range.min' (${range.min})`;
  return problems.require(range.max >= range.min, `${property}.range.max`, rule, range.max, 'raise it, or lower min');
}
