import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';

/** Rules of one workload's `podYaml`. */
export function judgePodYaml(_judged: JudgedWorkload, _problems: Problems): void {}
