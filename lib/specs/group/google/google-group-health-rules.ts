import type { Problems } from '../../../values/problems';
import type { GoogleGroupHealth } from './google-group-fields';

/** A path with a query, in the signs that a URL has. */
const PATH = /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*$/;
const MAX_PATH = 1024;

/**
 * Rules of the health of a group. The provider's plan accepts a timeout above the interval, which Google refuses.
 *
 * @see https://cloud.google.com/load-balancing/docs/health-check-concepts
 */
export function judgeGroupHealth(health: GoogleGroupHealth, problems: Problems): void {
  const { intervalSeconds, timeoutSeconds } = health;
  const rule = `be at most 'health.intervalSeconds' (${intervalSeconds})`;
  const remedy = 'lower it, or raise the interval';
  problems.require(timeoutSeconds <= intervalSeconds, 'health.timeoutSeconds', rule, timeoutSeconds, remedy);
  if (health.kind !== 'http') return;
  const { path } = health;
  const form = `be a path in the signs of a URL that begins with '/', at most ${MAX_PATH} characters`;
  const holds = PATH.test(path) && path.length <= MAX_PATH;
  problems.require(holds, 'health.path', form, path, "write it as '/healthz'");
}
