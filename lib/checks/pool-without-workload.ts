import type { PlatformModel, PoolModel } from '../model/platform-model';
import { placementRefusals } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import { NODE_TUNER, PLATFORM_NAMESPACE } from '../specs/labels';
import { REBOOT_COORDINATOR } from '../specs/reboots/reboot-names';
import type { Check } from './check';

/** The nodes of an unused pool cost money, and the cause is often a misspelt label or toleration. */
export const poolWithoutWorkload: Check = {
  id: 'pool-without-workload',
  severity: 'warning',
  title: 'every pool that expects pods has a workload that may run on it',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  run: (model) =>
    model.pools
      // System pools run the add-ons of the cloud, which are not in keelson's manifests.
      .filter((pool) => pool.spec.expectsPods && pool.spec.purpose !== 'system')
      .filter((pool) => !isUsed(pool, model))
      .map((pool) => ({
        subject: `pool '${pool.name}'`,
        message: "no workload may run on its nodes; place one there, or set 'expectsPods' to false until there is one",
      })),
};

function isUsed(pool: PoolModel, model: PlatformModel): boolean {
  return model.workloads.some((workload) => isMeant(workload) && placementRefusals(workload.pod, pool).length === 0);
}

/** Whether a workload counts as a use of a pool: a daemon on every node does not, nor do the daemons that tune and reboot nodes. */
function isMeant(workload: WorkloadFacts): boolean {
  const { kind, pod } = workload;
  if (isOfThePlatform(workload)) return false;
  return kind !== 'DaemonSet' || Object.keys(pod.nodeSelector).length > 0 || pod.affinityTerms !== undefined;
}

function isOfThePlatform({ kind, namespace, workload }: WorkloadFacts): boolean {
  if (kind !== 'DaemonSet' || namespace !== PLATFORM_NAMESPACE) return false;
  return [NODE_TUNER, REBOOT_COORDINATOR].some((name) => workload?.startsWith(`${name}-`) === true);
}
