import { workloadFitsNoPool } from '../../../../lib/checks/workload-fits-no-pool';
import { buildModel } from '../../../../lib/model/build-model';
import { placementRefusals } from '../../../../lib/model/scheduling';
import { sizeRefusals } from '../../../../lib/model/sizing';
import type { ClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';

/** Verdict of the library on one pod. */
export interface ModelVerdict {
  /** Reason why no pool accepts the pod; undefined where a pool does. */
  readonly refusal: string | undefined;
  /** Pools that accept the pod. */
  readonly pools: readonly string[];
}

/** Asks the check `workload-fits-no-pool` about a pod, and its model for the pools. */
export function modelVerdict(cluster: ClusterSpec, pod: KubernetesObject): ModelVerdict {
  const model = buildModel(cluster, [pod]);
  const workload = model.workloads[0];
  if (workload === undefined) throw new Error(`the model sees no workload in ${pod.kind}`);
  const fits = model.pools.filter((pool) => {
    return placementRefusals(workload.pod, pool).length === 0 && sizeRefusals(workload, pool).length === 0;
  });
  return { refusal: workloadFitsNoPool.run(model)[0]?.message, pools: fits.map((pool) => pool.name) };
}
