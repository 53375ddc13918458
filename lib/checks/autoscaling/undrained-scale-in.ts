import type { PlatformModel, PoolModel } from '../../model/platform-model';
import { mayBeDrainedFrom } from '../../model/scheduling';
import type { WorkloadFacts } from '../../model/workload-facts';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { hasContainer, isService, type WorkloadSpec } from '../../specs/workload/workload-spec';
import { type Breach, type Check, describeObject } from '../check';

/**
 * The autoscaler of an instance group on Google Cloud knows nothing of pods: it asks no disruption budget and drains no node, so that
 * several pods of a Deployment may go at once. Daemons are left out, because a drain does not move them either. `pool-without-drainer`
 * finds the groups of AWS that lack a drain.
 */
export const undrainedScaleIn: Check = {
  id: 'undrained-scale-in',
  severity: 'warning',
  title: 'pods that a budget protects run on nodes that are drained before they go',
  source: 'https://cloud.google.com/compute/docs/autoscaler',
  run: (model) => model.pools.flatMap((pool) => judgePool(pool, model)),
};

function judgePool(pool: PoolModel, { workloads, cluster }: PlatformModel): Breach[] {
  const { scaling } = pool.spec;
  if (scaling.kind !== 'instance-group' || scaling.mode === 'only-scale-out') return [];
  return workloads
    .filter((workload) => mayBeDrainedFrom(workload, pool))
    .map((workload) => breachOf(workload, pool, cluster));
}

function breachOf(
  { object, workload, namespace }: WorkloadFacts,
  { name }: PoolModel,
  { workloads }: ClusterSpec,
): Breach {
  const declared = workloads.find((each) => each.name === workload && each.namespace === namespace);
  const message = `its pods may run on pool '${name}', whose autoscaler removes nodes without a drain and asks no disruption budget${lost(declared)}; place them on a pool with 'cluster-autoscaler', or set the mode 'only-scale-out'`;
  return { subject: describeObject(object), message, object };
}

/** Requests end within the shutdown of a machine; a connection that lives for hours is cut whenever it is removed. */
function lost(workload: WorkloadSpec | undefined): string {
  if (workload === undefined || !isService(workload)) return '';
  const served = hasContainer(workload) ? workload.container : workload.podYaml;
  if (served.protocol !== 'websocket') return '';
  return `, so that the websockets of all pods on the node close within the same ${workload.shutdown.drainSeconds} s`;
}
