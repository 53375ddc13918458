import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';

/** Rules of one workload's `shutdown`. */
export function judgeShutdown(_judged: JudgedWorkload, _problems: Problems): void {}
