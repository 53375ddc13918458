import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';

/** Rules of one workload's `container`. */
export function judgeContainer(_judged: JudgedWorkload, _problems: Problems): void {}
