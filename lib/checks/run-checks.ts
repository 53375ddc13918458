import type { PlatformModel } from '../model/platform-model';
import { ownMember } from '../values/own-member';
import { Problems } from '../values/problems';
import { callPart } from '../values/thrown-error';
import { ALL_CHECKS } from './all-checks';
import type { Breach, Check } from './check';
import type { Finding, Severity } from './finding';

/** First part of the annotation that suppresses a check for an object; the id of the check follows, and the value is the reason. */
const IGNORE_PREFIX = 'keelson.dev/ignore-';

/**
 * Runs checks on the model of a cluster.
 *
 * @param checks add checks of your own to {@link ALL_CHECKS}.
 * @param severities what every breach of a check weighs, by the check's id; it counts before what the check itself says.
 * @returns the findings in a stable order: by check, subject and message.
 * @throws ConfigError when a check answers something else than a list of breaches.
 * @throws ThrownError with the check's id when a check throws.
 */
export function runChecks(
  model: PlatformModel,
  checks: readonly Check[] = ALL_CHECKS,
  severities: Readonly<Record<string, Severity>> = {},
): readonly Finding[] {
  const findings = checks.flatMap((check) => {
    const stated = ownMember(severities, check.id);
    return breachesOf(check, model).map((breach) => {
      return toFinding(model, check, stated === undefined ? breach : { ...breach, severity: stated });
    });
  });
  return findings.sort(
    (left, right) =>
      compare(left.check, right.check) || compare(left.subject, right.subject) || compare(left.message, right.message),
  );
}

/** A check of a platform's own may answer anything; a promise would pass for a cluster in order. */
function breachesOf(check: Check, model: PlatformModel): readonly Breach[] {
  const { cluster } = model;
  const part = `environment '${cluster.environment.name}' > cluster '${cluster.name}' > check '${check.id}': 'run'`;
  const answer: unknown = callPart(part, () => check.run(model));
  const problems = new Problems(`check '${check.id}'`);
  const isList = Array.isArray(answer) && answer.every(isBreach);
  const remedy = "answer [] where nothing is wrong, and { subject, message } for each breach; 'run' is synchronous";
  problems.require(isList, 'run', 'answer a list of breaches', describe(answer), remedy);
  problems.throwIfAny();
  return answer as readonly Breach[];
}

function isBreach(value: unknown): boolean {
  const { subject, message, severity } = (value ?? {}) as Readonly<Record<keyof Breach, unknown>>;
  const isWeighed = severity === undefined || severity === 'error' || severity === 'warning';
  return typeof subject === 'string' && typeof message === 'string' && isWeighed;
}

/** Description of a check's return value, which may be anything. */
function describe(answer: unknown): string {
  if (Array.isArray(answer)) return 'a list with something else in it';
  if (typeof answer !== 'object' || answer === null) return `${answer}`;
  return 'then' in answer ? 'a promise' : 'an object';
}

function toFinding(model: PlatformModel, check: Check, breach: Breach): Finding {
  const reason = breach.object?.metadata.annotations?.[`${IGNORE_PREFIX}${check.id}`]?.trim();
  const finding = {
    check: check.id,
    severity: breach.severity ?? check.severity,
    subject: `cluster '${model.cluster.name}' > ${breach.subject}`,
    message: breach.message,
  };
  // An annotation without a reason has no effect, because an exception without a reason cannot be reviewed.
  return reason === undefined || reason === '' ? finding : { ...finding, suppressedBy: reason };
}

/** Compares by code unit, because the order of a locale differs between machines. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
