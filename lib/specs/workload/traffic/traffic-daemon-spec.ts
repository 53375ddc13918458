import type { ShutdownSpec } from '../shutdown/shutdown-spec';
import type { WorkloadSpec } from '../workload-spec';
import type { ProxySpec } from './proxy-spec';
import type { HostPorts } from './traffic-daemon-fields';

/** Pods of a proxy, one on every node of their pools, which answer on ports of the nodes. */
export type TrafficDaemonSpec = WorkloadSpec & {
  readonly kind: 'traffic-daemon';
  readonly proxy: ProxySpec;
  readonly hostPorts: HostPorts;
  readonly shutdown: ShutdownSpec;
};

/** Whether a workload is a traffic daemon whose proxy and ports are stated. */
export function isTrafficDaemon(workload: WorkloadSpec): workload is TrafficDaemonSpec {
  return workload.kind === 'traffic-daemon' && workload.proxy !== undefined && workload.hostPorts !== undefined;
}

/** The traffic daemons of a cluster. */
export function trafficDaemonsOf(cluster: {
  readonly workloads: readonly WorkloadSpec[];
}): readonly TrafficDaemonSpec[] {
  return cluster.workloads.filter(isTrafficDaemon);
}
