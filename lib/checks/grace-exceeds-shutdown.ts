import type { PlatformModel, PoolModel } from '../model/platform-model';
import { placementRefusals } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import type { AwsPoolSettings } from '../specs/pool/aws/aws-pool-settings';
import { type Breach, type Check, describeObject } from './check';

/** Priority classes whose pods the kubelet ends last, in a part of the shutdown that is reserved for them. */
const CRITICAL_CLASSES: readonly string[] = ['system-cluster-critical', 'system-node-critical'];

/** Pods that no drain moves away are ended by the kubelet's graceful shutdown, and killed with the machine if their grace is longer. */
export const graceExceedsShutdown: Check = {
  id: 'grace-exceeds-shutdown',
  severity: 'error',
  title: 'pods that no drain moves away have time to end in the graceful shutdown of their node',
  source: 'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown',
  run: (model) => model.pools.flatMap((pool) => judgePool(pool, model)),
};

function judgePool(pool: PoolModel, model: PlatformModel): Breach[] {
  const { spec } = pool;
  if (spec.cloud !== 'aws') return [];
  return model.workloads.flatMap((workload) => {
    const reason = undrained(pool, spec.aws, workload);
    if (reason === undefined || workload.pod.isPlacedElsewhere) return [];
    if (placementRefusals(workload.pod, pool).length > 0) return [];
    const message = judgeGrace(workload, spec.aws.gracefulShutdown);
    if (message === undefined) return [];
    const { object } = workload;
    return [{ subject: describeObject(object), message: `on pool '${pool.name}' ${reason}: ${message}`, object }];
  });
}

/** Why no drain moves the pods of a workload before their node goes down; undefined where a drain does, or where no node goes down. */
function undrained({ spec }: PoolModel, { capacity }: AwsPoolSettings, { kind }: WorkloadFacts): string | undefined {
  const reboots = spec.reboots?.kind;
  if (reboots === 'random' || reboots === 'staggered') return `nodes reboot without a drain ('${reboots}')`;
  if (capacity.kind === 'mixed' && capacity.onDemandPercentAboveBase < 100)
    return 'AWS takes spot instances back without a drain';
  return reboots === 'coordinated' && kind === 'DaemonSet' ? 'a drain leaves daemons on their node' : undefined;
}

function judgeGrace(workload: WorkloadFacts, shutdown: AwsPoolSettings['gracefulShutdown']): string | undefined {
  const grace = workload.pod.graceSeconds;
  const { totalSeconds, criticalSeconds } = shutdown;
  const isCritical = CRITICAL_CLASSES.includes(workload.pod.priorityClassName ?? '');
  const given = isCritical ? criticalSeconds : totalSeconds - criticalSeconds;
  if (grace <= given) return undefined;
  const sum = isCritical ? 'for critical pods' : `${totalSeconds} s - ${criticalSeconds} s for critical pods`;
  const remedy = isCritical
    ? `raise 'aws.gracefulShutdown.criticalSeconds' to ${grace} and 'totalSeconds' with it`
    : `raise 'aws.gracefulShutdown.totalSeconds' to ${grace + criticalSeconds}`;
  return (
    `its pods may take ${grace} s to end, but the shutdown of the node gives them ${given} s (${sum}), so they are killed up to ` +
    `${grace - given} s too early; lower 'terminationGracePeriodSeconds' to ${given}, or ${remedy}`
  );
}
