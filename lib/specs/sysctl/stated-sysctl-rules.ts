import type { Problems } from '../../values/problems';
import { possibleScopes, type StatedSysctl, statedDefinition } from './stated-sysctl';
import { sysctlDefinition } from './sysctl-catalogue';
import type { SysctlDefinition } from './sysctl-definition';
import { judgeSysctlValue, type WrittenSysctl } from './sysctl-rules';

/** Rules of a parameter outside of the catalogue, which is stated with its scope and its reason. */
export function judgeStatedSysctl(
  written: WrittenSysctl,
  stated: StatedSysctl,
  problems: Problems,
): SysctlDefinition | undefined {
  const { property, key, value } = written;
  if (sysctlDefinition(key) !== undefined) {
    const rule = 'be text, because scope and range of the parameter are in the catalogue';
    problems.add(property, rule, { value, ...stated }, `write it as '${key}': '${value}'`);
    return undefined;
  }
  const definition = statedDefinition(key, stated);
  const holds = [
    judgeReason(written, stated, problems),
    judgeScope(written, stated, problems),
    judgeRange(written, stated, problems) && judgeSysctlValue(written, definition, problems),
  ];
  return holds.every(Boolean) ? definition : undefined;
}

function judgeReason({ property }: WrittenSysctl, { because }: StatedSysctl, problems: Problems): boolean {
  const remedy = 'say what needs the parameter, because otherwise nobody can decide later whether to remove it';
  return problems.require(because.trim() !== '', `${property}.because`, 'give a reason', because, remedy);
}

function judgeScope({ property, key }: WrittenSysctl, { scope }: StatedSysctl, problems: Problems): boolean {
  const possible = possibleScopes(key);
  const rule = `be a scope that the parameter can have: ${possible.map((each) => `'${each}'`).join(', ')}`;
  const remedy = 'choose one of them, because otherwise the NodeTuner sets the value of its own container only';
  return problems.require(possible.includes(scope), `${property}.scope`, rule, scope, remedy);
}

function judgeRange({ property }: WrittenSysctl, { range }: StatedSysctl, problems: Problems): boolean {
  if (range === undefined) return true;
  const rule = `be at least 'range.min' (${range.min})`;
  return problems.require(range.max >= range.min, `${property}.range.max`, rule, range.max, 'raise it, or lower min');
}
