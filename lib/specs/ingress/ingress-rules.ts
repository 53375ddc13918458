import type { Problems } from '../../values/problems';
import type { JudgedIngress } from './judged-ingress';

/** Rules of one ingress, and of its hosts and backends in the clusters of the environment. */
export function judgeIngress(_judged: JudgedIngress, _problems: Problems): void {}
