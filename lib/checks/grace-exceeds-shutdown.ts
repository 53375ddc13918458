import type { PlatformModel, PoolModel } from '../model/platform-model';
import { DEFAULT_GRACE_SECONDS } from '../model/pod-facts';
import { mayBeOn } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import { type UndrainedStop, undrainedStop } from '../specs/pool/undrained-stop';
import { type Breach, type Check, describeObject } from './check';

/** Priority classes whose pods the kubelet ends last, in a part of the shutdown that is reserved for them. */
const CRITICAL_CLASSES: readonly string[] = ['system-cluster-critical', 'system-node-critical'];

/** Pods that no drain moves away are ended by the shutdown of their node, and killed with the machine if their grace is longer. */
export const graceExceedsShutdown: Check = {
  id: 'grace-exceeds-shutdown',
  severity: 'error',
  title: 'pods that no drain moves away have time to end in the graceful shutdown of their node',
  source: 'https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown',
  run: (model) => model.pools.flatMap((pool) => judgePool(pool, model)),
};

function judgePool(pool: PoolModel, model: PlatformModel): Breach[] {
  return model.workloads.flatMap((workload) => {
    const { kind, pod, object } = workload;
    const isCritical = CRITICAL_CLASSES.includes(pod.priorityClassName ?? '');
    const isEmptied = isCarried(workload, model);
    const stop = undrainedStop(pool.spec, { isDaemon: kind === 'DaemonSet', isCritical, isEmptied });
    if (stop === undefined || pod.graceSeconds <= longestAccepted(pool, stop) || !mayBeOn(pod, pool)) return [];
    const message = `on pool '${pool.name}' ${stop.reason}: ${tooLong(workload, stop)}`;
    return [{ subject: describeObject(object), message, object }];
  });
}

/** Whether a balancer sends requests to the nodes of these pods, so that it empties their machines. */
function isCarried({ workload, namespace }: WorkloadFacts, { cluster }: PlatformModel): boolean {
  return cluster.traffic.some(({ daemon }) => daemon.name === workload && daemon.namespace === namespace);
}

/**
 * Longest grace in seconds that is no finding. A spot node of GKE gives less than Kubernetes' default, so that every pod that states none
 * would be a finding there; only longer times count, which somebody has stated.
 */
function longestAccepted({ spec }: PoolModel, { seconds }: UndrainedStop): number {
  return spec.cloud === 'google' ? Math.max(seconds, DEFAULT_GRACE_SECONDS) : seconds;
}

function tooLong({ pod }: WorkloadFacts, { giver, seconds, sum, remedy }: UndrainedStop): string {
  const grace = pod.graceSeconds;
  return (
    `its pods may take ${grace} s to end, but ${giver} gives them ${seconds} s (${sum}), so they are killed up to ` +
    `${grace - seconds} s too early; lower 'terminationGracePeriodSeconds' to ${seconds}, or ${remedy(grace)}`
  );
}
