import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import { RUN_FOLDER } from './proxy-program';

/**
 * Command before a proxy is told to stop: the sign of leaving appears, upon which the health port fails, and the proxy serves on until the
 * balancer has forgotten the node.
 */
export function leavingCommand({ shutdown }: TrafficDaemonSpec): readonly string[] {
  return ['sh', '-c', `: >${RUN_FOLDER}/leaving; sleep ${shutdown.endpointLagSeconds}`];
}
