import type { PlatformModel, PoolModel } from '../model/platform-model';
import { placementRefusals } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import { PLATFORM_NAMESPACE, TUNED_GATE } from '../specs/labels';
import { rebootsInPlace } from '../specs/reboots/reboot-schedule';
import { type Breach, type Check, describeObject } from './check';

/**
 * A node that reboots keeps its Node object and does not get its startup taint again. Its pods start at once, before the tuner has
 * set the kernel parameters that nothing else sets at boot.
 */
export const sysctlsLostAtReboot: Check = {
  id: 'sysctls-lost-at-reboot',
  severity: 'error',
  title: 'pods of nodes that reboot in place wait for kernel parameters that only the tuner sets',
  source: 'https://kubernetes.io/docs/concepts/architecture/nodes/#self-registration-of-nodes',
  run: (model) => model.pools.flatMap((pool) => judgePool(pool, model)),
};

function judgePool(pool: PoolModel, model: PlatformModel): Breach[] {
  if (!rebootsInPlace(pool.spec.reboots)) return [];
  const lost = pool.spec.kernel.sysctls.filter(({ appliers }) => appliers.every((applier) => applier === 'tuner'));
  if (lost.length === 0) return [];
  const keys = lost.map(({ key }) => key).join(', ');
  return model.workloads
    .filter((workload) => !isAgent(workload) && !waits(workload) && !workload.pod.isPlacedElsewhere)
    .filter((workload) => placementRefusals(workload.pod, pool).length === 0)
    .map(({ object }) => ({
      subject: describeObject(object),
      message:
        `on pool '${pool.name}' nodes reboot in place ('${pool.spec.reboots?.kind}'), and only the tuner sets ${keys}: ` +
        "after a reboot the pods would start before that; add the init container of 'renderTunedGate'",
      object,
    }));
}

/** Daemons of the platform, the tuner among them, serve only their node, so they need not wait for its kernel parameters. */
function isAgent({ kind, namespace }: WorkloadFacts): boolean {
  return kind === 'DaemonSet' && namespace === PLATFORM_NAMESPACE;
}

function waits({ pod }: WorkloadFacts): boolean {
  return pod.containers.some(({ name }) => name === TUNED_GATE);
}
