import type { Problems } from '../../values/problems';
import type { JudgedIngress } from './judged-ingress';
import { judgeMaxHops } from './request-path-rules';

/** Rules of one ingress, and of its hosts and backends in the clusters of the environment. */
export function judgeIngress({ spec }: JudgedIngress, problems: Problems): void {
  judgeMaxHops(spec, problems);
}
