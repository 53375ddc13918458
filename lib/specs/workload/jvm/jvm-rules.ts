import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';

/** Rules of one workload's `jvm`. */
export function judgeJvm(_judged: JudgedWorkload, _problems: Problems): void {}
