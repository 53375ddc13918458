import type { PlatformModel } from '../model/platform-model';
import { ALL_CHECKS } from './all-checks';
import type { Breach, Check } from './check';
import type { Finding } from './finding';

/** First part of the annotation that suppresses a check for an object; the id of the check follows, and the value is the reason. */
const IGNORE_PREFIX = 'keelson.dev/ignore-';

/**
 * Runs checks on the model of a cluster.
 *
 * @param checks add checks of your own to {@link ALL_CHECKS}.
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
  // An annotation without a reason has no effect, because an exception without a reason cannot be reviewed.
  return reason === undefined || reason === '' ? finding : { ...finding, suppressedBy: reason };
}

/** Compares by code unit, because the order of a locale differs between machines. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
