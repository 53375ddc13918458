import type { Problems } from '../../../values/problems';
import type { IngressHealth } from '../ingress-fields';

/** Rules of the check by which a balancer learns whether a node's proxy serves. */
export function judgeIngressHealth({ intervalSeconds, timeoutSeconds }: IngressHealth, problems: Problems): void {
  const rule = `be at most 'health.intervalSeconds' (${intervalSeconds}), because a check ends before the next one begins`;
  const remedy = 'lower it, or raise the interval';
  problems.require(timeoutSeconds <= intervalSeconds, 'health.timeoutSeconds', rule, timeoutSeconds, remedy);
}
