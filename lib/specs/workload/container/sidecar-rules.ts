import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import { TUNED_GATE } from '../../labels';
import { judgeBaseContainer } from './base-container-rules';
import type { SidecarSpec } from './container-fields';
import { SERVICE_CONTAINER } from './service-container';
import { judgeWritable } from './writable-rules';

/** Rules of the containers beside a service, apart from their ports. */
export function judgeSidecars(sidecars: readonly SidecarSpec[], problems: Problems): void {
  requireUnique(problems, { property: 'sidecars', values: sidecars.map(({ name }) => name), what: 'sidecar' });
  for (const [index, sidecar] of sidecars.entries()) {
    const at = `sidecars[${index}]`;
    problems.capture(`${at}.name`, () => parseName(sidecar.name));
    const isTaken = sidecar.name === SERVICE_CONTAINER || sidecar.name === TUNED_GATE;
    const rule = `not be '${SERVICE_CONTAINER}' or '${TUNED_GATE}', which are containers of keelson's own`;
    problems.require(!isTaken, `${at}.name`, rule, sidecar.name, 'rename the sidecar');
    judgeBaseContainer(at, sidecar, problems);
    judgeWritable({ at, container: sidecar, reserved: [] }, problems);
  }
}
