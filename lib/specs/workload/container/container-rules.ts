import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';
import { heapDumpFolders } from '../jvm/heap-dump-folder';
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
  const { container, sidecars, jvm } = judged.input;
  if (container === undefined) return;
  const dumps = heapDumpFolders(jvm);
  judgeBaseContainer('container', { ...container, writable: [...container.writable, ...dumps] }, problems);
  judgeWritable({ at: 'container', container, reserved: [CONFIG_FOLDER, ...dumps.map(({ path }) => path)] }, problems);
  judgeConfig(container.config, problems);
  judgeSidecars(sidecars, problems);
  judgePorts(judged.input, problems);
}
