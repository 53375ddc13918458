import { renderGib } from '../values/quantity';
import type { PoolModel } from './platform-model';
import { addResources, NO_RESOURCES, type Resources } from './pod-requests';
import type { WorkloadFacts } from './workload-facts';

/** Why a node of a pool that runs only daemons has no room for one pod of a workload; empty where it has room. */
export function sizeRefusals(workload: WorkloadFacts, pool: PoolModel): readonly string[] {
  if (workload.pod.isPlacedElsewhere) return [];
  const others = pool.daemons.filter((daemon) => daemon !== workload);
  const ours = others.length === pool.daemons.length ? pool.daemonRequests : sum(others);
  const taken = addResources(pool.platformDaemons.requests, ours);
  const { requests } = workload.pod;
  const freeMillis = pool.allocatable.cpuMillis - taken.cpuMillis;
  const freeBytes = pool.allocatable.memoryBytes - taken.memoryBytes;
  const refusals: string[] = [];
  if (requests.cpuMillis > freeMillis) {
    refusals.push(
      `asks for ${requests.cpuMillis}m of CPU, but a node has ${pool.allocatable.cpuMillis}m minus ${taken.cpuMillis}m for daemons`,
    );
  }
  if (requests.memoryBytes > freeBytes) {
    const [asked, has, daemons] = [requests.memoryBytes, pool.allocatable.memoryBytes, taken.memoryBytes].map(
      renderGib,
    );
    refusals.push(`asks for ${asked} of memory, but a node has ${has} minus ${daemons} for daemons`);
  }
  if (others.length + pool.platformDaemons.count >= pool.allocatable.pods) {
    refusals.push(`a node may run ${pool.allocatable.pods} pods, and daemons take all of them`);
  }
  return refusals;
}

function sum(workloads: readonly WorkloadFacts[]): Resources {
  return workloads.map((each) => each.pod.requests).reduce(addResources, NO_RESOURCES);
}
