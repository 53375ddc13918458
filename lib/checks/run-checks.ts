import type { PlatformModel } from '../model/platform-model';
import { ALL_CHECKS } from './all-checks';
import type { Breach, Check } from './check';
import type { Finding } from './finding';

/** Annotation that lets an object off a check, before the check's id; its value is the reason. */
const IGNORE_PREFIX = 'keelson.dev/ignore-';

/**
 * Applies rules to a cluster.
 *
 * @param checks a rule of your own goes beside {@link ALL_CHECKS}.
 * @returns the findings in a stable order: by check, subject and message.
 */
export function runChecks(model: PlatformModel, checks: readonly Check[] = ALL_CHECKS): readonly Finding[] {
  const findings = checks.flatMap((check) => check.run(model).map((breach) => toFinding(model, check, breach)));
  return findings.sort(
    (left, right) =>
      compare(left.check, right.check) || compare(left.subject, right.subject) || compare(left.message, right.message),
  );
}

function toFinding(model: PlatformModel, check: Check, breach: Breach): Finding {
  const reason = breach.object?.metadata.annotations?.[`${IGNORE_PREFIX}${check.id}`]?.trim();
  const finding = {
    check: check.id,
    severity: breach.severity ?? check.severity,
    subject: `cluster '${model.cluster.name}' > ${breach.subject}`,
    message: breach.message,
  };
  // A reason is what makes an exception reviewable: without one the annotation has no effect.
  return reason === undefined || reason === '' ? finding : { ...finding, suppressedBy: reason };
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
