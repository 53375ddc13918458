import { imageTraits } from '../../machine/image-family';
import { type AwsPoolSettings, LEAST_SHUTDOWN_SECONDS } from '../../pool/aws/aws-pool-settings';
import type { AwsNodePoolMembers } from '../../pool/node-pool-fields';
import type { AwsNodePoolSpec } from '../../pool/node-pool-spec';
import type { RebootSchedule } from '../../reboots/reboot-schedule';
import { resolveReboots } from '../../reboots/resolve-reboots';
import { resolveWorkload, type WorkloadSpec } from '../../workload/workload-spec';
import type { AwsClusterMembers } from '../aws/aws-cluster-fields';
import type { Controllers } from '../controllers/controllers-fields';
import { type NodeDrain, nodeDrain } from './node-drain';
import { terminateHeartbeatSeconds } from './terminate-hook';

/** Sources of the stop of a pool's nodes. */
interface StopSources {
  /** The pool as its fields read it: a time that it states is kept, and rules refuse one that is too short. */
  readonly input: AwsNodePoolMembers | undefined;
  /** Workloads of the cluster. */
  readonly workloads: readonly WorkloadSpec[];
  readonly controllers: Controllers;
}

/** Pools of a cluster on AWS with the stop that their workloads need, and the workloads with these pools. */
export interface StoppedPools {
  readonly pools: readonly AwsNodePoolSpec[];
  readonly workloads: readonly WorkloadSpec[];
}

/**
 * Derives the stop of the nodes of a cluster on AWS from the workloads on them. Pools on Google Cloud have nothing to derive, because GKE
 * sets the times of its nodes itself.
 *
 * @param bare the pools of the input in their order, without derived times
 */
export function deriveStops(
  input: Pick<AwsClusterMembers, 'pools' | 'workloads' | 'controllers'>,
  bare: readonly AwsNodePoolSpec[],
): StoppedPools {
  const { controllers } = input;
  const workloads = input.workloads.map((workload) => resolveWorkload(workload, bare));
  const pools = bare.map((pool, index) => withStop(pool, { input: input.pools[index], workloads, controllers }));
  const finished = new Map(pools.map((pool) => [pool.name, pool]));
  const placed = workloads.map((workload) => ({
    ...workload,
    pools: workload.pools.map((pool) => finished.get(pool.name) ?? pool),
  }));
  return { pools, workloads: placed };
}

function withStop(pool: AwsNodePoolSpec, { input, workloads, controllers }: StopSources): AwsNodePoolSpec {
  const needs = nodeDrain(pool, workloads);
  const isHandled = pool.aws.management === 'self-managed' && controllers.terminationHandler !== undefined;
  const aws: AwsPoolSettings = isHandled ? { ...pool.aws, drainer: 'termination-handler' } : pool.aws;
  const drained = { ...pool, aws };
  return {
    ...drained,
    reboots: rebootsOf(input, needs),
    aws: {
      ...aws,
      gracefulShutdown: gracefulShutdown(drained, input, needs),
      terminateHeartbeatSeconds:
        aws.terminateHeartbeatSeconds ?? (isHandled ? terminateHeartbeatSeconds(needs) : undefined),
    },
  };
}

function rebootsOf(
  input: Pick<AwsNodePoolMembers, 'reboots'> | undefined,
  needs: NodeDrain,
): RebootSchedule | undefined {
  return input?.reboots && resolveReboots(input.reboots, needs);
}

/**
 * Daemons always end with their node, and other pods where a drain has failed or nobody drains. The time does not depend on the drainer,
 * because its coming or going would otherwise roll the pool in the very deploy that makes or removes it.
 */
function gracefulShutdown(
  pool: AwsNodePoolSpec,
  input: AwsNodePoolMembers | undefined,
  needs: NodeDrain,
): AwsPoolSettings['gracefulShutdown'] {
  const { criticalSeconds } = pool.aws.gracefulShutdown;
  const stated = input?.aws.gracefulShutdown.totalSeconds;
  if (stated !== undefined) return { totalSeconds: stated, criticalSeconds };
  const longest = Math.max(needs.daemonGraceSeconds, needs.podGraceSeconds);
  const least = Math.max(LEAST_SHUTDOWN_SECONDS, longest + criticalSeconds);
  // An unknown image family is reported by its field.
  const longestOfImage = imageTraits(pool.aws.image.family)?.maxShutdownSeconds ?? least;
  return { totalSeconds: Math.min(longestOfImage, least), criticalSeconds };
}
