import { checkPlatform } from '../chosen-environments';
import { loadPlatform } from '../load-platform';
import { type ExplainChoice, explainEnvironments } from './explain-environments';

/** Options of `keelson explain`. */
export interface ExplainOptions extends ExplainChoice {
  /** Names of environments; an empty list means all. */
  readonly names: readonly string[];
  /** Module that exports the platform. */
  readonly platform: string;
}

/**
 * The drain chains of environments as text: what happens to the pods of each workload in each event, with the slack of every step; and the
 * paths of requests to each host, with the hops on the way. Nothing is written.
 *
 * @throws ConfigError when the platform has problems, or no chosen environment has the workload.
 */
export function explainChains(options: ExplainOptions): string {
  const { chosen } = checkPlatform(loadPlatform(options.platform), options.names);
  return explainEnvironments(chosen, options);
}
