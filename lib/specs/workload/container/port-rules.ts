import type { Problems } from '../../../values/problems';
import type { WorkloadMembers } from '../workload-fields';

/** A port, and the property that states it. */
interface StatedPort {
  readonly at: string;
  readonly port: number;
}

/** Rules of the ports of a pod: its containers share one network, so that two of them cannot listen on one port. */
export function judgePorts({ container, sidecars, health, metrics }: WorkloadMembers, problems: Problems): void {
  if (container === undefined) return;
  const taken: StatedPort[] = [{ at: 'container.port', port: container.port }];
  const healthPort = health !== undefined && 'port' in health ? health.port : undefined;
  if (healthPort !== undefined) taken.push({ at: 'health.port', port: healthPort });
  if (metrics?.port !== undefined) taken.push({ at: 'metrics.port', port: metrics.port });
  for (const [index, { port }] of sidecars.entries()) {
    if (port === undefined) continue;
    const at = `sidecars[${index}].port`;
    const other = taken.find((each) => each.port === port);
    const rule = `differ from '${other?.at}', because the containers of a pod share one network`;
    problems.require(other === undefined, at, rule, port, remedyFor(other));
    taken.push({ at, port });
  }
}

/** A sidecar may answer probes or hold the metrics itself, and needs no port of its own then. */
function remedyFor(other: StatedPort | undefined): string {
  const mayBeSidecars = other?.at === 'metrics.port' || other?.at === 'health.port';
  return mayBeSidecars
    ? 'leave it out where the sidecar answers there itself, or choose another port'
    : 'choose another port';
}
