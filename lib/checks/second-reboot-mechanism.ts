import type { PlatformModel, PoolModel } from '../model/platform-model';
import type { ContainerFacts } from '../model/pod-facts';
import { placementRefusals } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import { PLATFORM_NAMESPACE } from '../specs/labels';
import { REBOOT_COORDINATOR } from '../specs/reboots/reboot-names';
import { type Breach, type Check, describeObject } from './check';

/**
 * Last part of the path of images that take nodes down to update them: kured, and the update operators of Bottlerocket, Flatcar and
 * Container Linux.
 */
const UPDATERS = /(?:^|\/)(kured|(?:[a-z0-9.-]+-)?update-operator|brupop-agent)$/;

/** Two mechanisms ignore each other's lock, window and blackouts, so that together they take down more nodes than either may. */
export const secondRebootMechanism: Check = {
  id: 'second-reboot-mechanism',
  severity: 'error',
  title: 'only one mechanism takes down the nodes of a pool',
  source: 'https://kured.dev/docs/',
  run: (model) => {
    const pools = model.pools.filter(({ spec }) => spec.reboots !== undefined);
    return model.workloads
      .filter((workload) => workload.kind === 'DaemonSet')
      .flatMap((daemon) => judge(daemon, pools, model));
  },
};

function judge(daemon: WorkloadFacts, pools: readonly PoolModel[], model: PlatformModel): Breach[] {
  const updater = daemon.pod.containers.map(updaterOf).find((name) => name !== undefined);
  if (updater === undefined || isOurs(daemon, model)) return [];
  const hit = pools.filter((pool) => placementRefusals(daemon.pod, pool).length === 0);
  return hit.map(({ name, spec }) => ({
    subject: describeObject(daemon.object),
    message:
      `it runs '${updater}' on pool '${name}', whose 'reboots.kind' is '${spec.reboots?.kind}': two mechanisms that ignore each other ` +
      "would take down too many nodes; keep this one off the pool, or leave 'reboots' out of the pool",
    object: daemon.object,
  }));
}

/** Name of the updater that a container runs. */
function updaterOf({ image }: ContainerFacts): string | undefined {
  const path = image.split('@')[0]?.replace(/:[^:/]*$/, '');
  return UPDATERS.exec(path ?? '')?.[1];
}

function isOurs({ namespace, name }: WorkloadFacts, { pools }: PlatformModel): boolean {
  if (namespace !== PLATFORM_NAMESPACE) return false;
  return pools.some(
    (pool) => pool.spec.reboots?.kind === 'coordinated' && name === `${REBOOT_COORDINATOR}-${pool.name}`,
  );
}
