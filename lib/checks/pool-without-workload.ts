import type { PlatformModel, PoolModel } from '../model/platform-model';
import { placementRefusals } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import { NODE_TUNER, PLATFORM_NAMESPACE } from '../specs/labels';
import { REBOOT_COORDINATOR } from '../specs/reboots/reboot-names';
import type { Check } from './check';

/** Its nodes cost money, and more often than not a label or a toleration is misspelt somewhere. */
export const poolWithoutWorkload: Check = {
  id: 'pool-without-workload',
  severity: 'warning',
  title: 'every pool that expects pods has a workload that may land on it',
  source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
  run: (model) =>
    model.pools
      // System pools carry the add-ons of the cloud, which are in no manifest of ours.
      .filter((pool) => pool.spec.expectsPods && pool.spec.purpose !== 'system')
      .filter((pool) => !isUsed(pool, model))
      .map((pool) => ({
        subject: `pool '${pool.name}'`,
        message: "no workload may land on its nodes; place one there, or set 'expectsPods' to false until there is one",
      })),
};

function isUsed(pool: PoolModel, model: PlatformModel): boolean {
  return model.workloads.some((workload) => isMeant(workload) && placementRefusals(workload.pod, pool).length === 0);
}

/** A daemon that goes everywhere is no use of a pool, nor are those that tune and reboot its nodes; one that is sent to a pool is. */
function isMeant(workload: WorkloadFacts): boolean {
  const { kind, pod } = workload;
  if (isOfThePlatform(workload)) return false;
  return kind !== 'DaemonSet' || Object.keys(pod.nodeSelector).length > 0 || pod.affinityTerms !== undefined;
}

function isOfThePlatform({ kind, namespace, workload }: WorkloadFacts): boolean {
  if (kind !== 'DaemonSet' || namespace !== PLATFORM_NAMESPACE) return false;
  return [NODE_TUNER, REBOOT_COORDINATOR].some((name) => workload?.startsWith(`${name}-`) === true);
}
