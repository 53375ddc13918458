import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';
import { withHeapDumpFolder } from '../jvm/heap-dump';
import { judgeBaseContainer } from './base-container-rules';
import { judgeConfig } from './config-rules';
import { judgePorts } from './port-rules';
import { CONFIG_FOLDER } from './service-container';
import { judgeServiceShape } from './service-shape-rules';
import { judgeSidecars } from './sidecar-rules';
import { judgeWritable } from './writable-rules';

/** Rules of one workload's `container`, of what stands beside it, and of the members that only a service has. */
export function judgeContainer(judged: JudgedWorkload, problems: Problems): void {
  judgeServiceShape(judged, problems);
  const { container, jvm, sidecars } = judged.input;
  if (container === undefined) return;
  judgeBaseContainer('container', withHeapDumpFolder(container, jvm), problems);
  judgeWritable({ at: 'container', container, reserved: [CONFIG_FOLDER] }, problems);
  judgeConfig(container.config, problems);
  judgeSidecars(sidecars, problems);
  judgePorts(judged.input, problems);
}
