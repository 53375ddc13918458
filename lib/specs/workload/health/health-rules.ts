import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';

/** Rules of one workload's `health`. */
export function judgeHealth(_judged: JudgedWorkload, _problems: Problems): void {}
