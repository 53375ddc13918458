import { ALL_CHECKS } from '../../checks/all-checks';
import type { Check } from '../../checks/check';
import { requireUnique } from '../../specs/fields/unique';
import { likelyText } from '../../values/nearest-text';
import type { Problems } from '../../values/problems';
import type { PlatformDefinition } from '../platform-definition';
import { definitionFields } from './definition-fields';
import { isPromise } from './is-promise';

/** Form of a check's id, because the id ends an annotation's key, `keelson.dev/ignore-<id>`, whose name has at most 63 characters. */
const CHECK_ID = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const MAX_CHECK_ID = 63 - 'ignore-'.length;

/**
 * Records problems of a platform's own members; `EnvironmentSet` judges the environments.
 *
 * @returns whether `environments` is a list, because otherwise there is nothing that `EnvironmentSet` could judge.
 */
export function judgeDefinition(definition: unknown, problems: Problems): boolean {
  const own = problems.at('platform');
  if (isPromise(definition)) {
    const remedy =
      'export the definition itself, because environments are plain data that must be known when the module is loaded';
    own.add('platform', 'be the definition', 'a promise', remedy);
    return false;
  }
  const isObject = typeof definition === 'object' && definition !== null && !Array.isArray(definition);
  const remedy = 'export const platform = definePlatform({ environments })';
  if (!own.require(isObject, 'platform', 'be an object', definition, remedy)) return false;
  const isSound = definitionFields.judge(definition, '', own);
  if (isSound) judgeMembers(definition as PlatformDefinition, own);
  return Array.isArray((definition as Partial<PlatformDefinition> | null | undefined)?.environments);
}

function judgeMembers({ environments, checks = [], severities = {} }: PlatformDefinition, problems: Problems): void {
  const remedy = 'list one, because a platform without environments has no output';
  problems.require(environments.length > 0, 'environments', 'hold at least one environment', environments, remedy);
  judgeIds(checks, problems);
  const ids = [...ALL_CHECKS, ...checks].map(({ id }) => id);
  for (const [id, severity] of Object.entries(severities)) judgeSeverityOf(id, { severity, ids }, problems);
}

function judgeIds(checks: readonly Check[], problems: Problems): void {
  checks.forEach(({ id }, index) => {
    const property = `checks[${index}].id`;
    const rule = `be a DNS label of at most ${MAX_CHECK_ID} characters that begins with a letter`;
    const why = `choose such an id, because it is the end of the annotation 'keelson.dev/ignore-<id>'`;
    problems.require(CHECK_ID.test(id) && id.length <= MAX_CHECK_ID, property, rule, id, why);
    const isTaken = ALL_CHECKS.some((each) => each.id === id);
    const remedy = "choose another id; the severity of a library's check is changed in 'severities'";
    problems.require(!isTaken, property, 'not be the id of a check of the library', id, remedy);
  });
  requireUnique(problems, { property: 'checks', values: checks.map(({ id }) => id), what: 'check' });
}

function judgeSeverityOf(
  id: string,
  { severity, ids }: { readonly severity: string; readonly ids: readonly string[] },
  problems: Problems,
): void {
  const likely = likelyText(id, ids);
  const remedy = likely === undefined ? `known are ${ids.join(', ')}` : `did you mean '${likely}'?`;
  problems.require(ids.includes(id), `severities.${id}`, 'be the id of a check', severity, remedy);
}
