import { imageTraits } from '../../machine/image-family';
import { type AwsPoolSettings, LEAST_SHUTDOWN_SECONDS } from '../../pool/aws/aws-pool-settings';
import type { AwsNodePoolMembers, GoogleNodePoolMembers } from '../../pool/node-pool-fields';
import type { AwsNodePoolSpec, GoogleNodePoolSpec } from '../../pool/node-pool-spec';
import { endsWithNode } from '../../pool/undrained-stop';
import type { RebootSchedule } from '../../reboots/reboot-schedule';
import { resolveReboots } from '../../reboots/resolve-reboots';
import type { WorkloadSpec } from '../../workload/workload-spec';
import type { Controllers } from '../controllers/controllers-fields';
import { type NodeDrain, nodeDrain } from './node-drain';
import { terminateHeartbeatSeconds } from './terminate-hook';

/** What the stop of a pool's nodes is derived from. */
export interface StopSources<I> {
  /** The pool as its fields read it: a time that it states is kept, and rules refuse one that is too short. */
  readonly input: I | undefined;
  /** Workloads of the cluster. */
  readonly workloads: readonly WorkloadSpec[];
}

/** A pool on Google Cloud whose stop has the times that its workloads need. */
export function withGoogleStops(
  pool: GoogleNodePoolSpec,
  { input, workloads }: StopSources<GoogleNodePoolMembers>,
): GoogleNodePoolSpec {
  return { ...pool, reboots: rebootsOf(input, nodeDrain(pool, workloads)) };
}

/** A pool on AWS whose stop has the times that its workloads need. */
export function withAwsStops(
  pool: AwsNodePoolSpec,
  { input, workloads, controllers }: StopSources<AwsNodePoolMembers> & { readonly controllers: Controllers },
): AwsNodePoolSpec {
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

/** Daemons always end with their node, other pods only where no drain moves them first. */
function gracefulShutdown(
  pool: AwsNodePoolSpec,
  input: AwsNodePoolMembers | undefined,
  needs: NodeDrain,
): AwsPoolSettings['gracefulShutdown'] {
  const { criticalSeconds } = pool.aws.gracefulShutdown;
  const stated = input?.aws.gracefulShutdown.totalSeconds;
  if (stated !== undefined) return { totalSeconds: stated, criticalSeconds };
  const isUndrained = endsWithNode(pool, { isDaemon: false, isCritical: false });
  const longest = Math.max(needs.daemonGraceSeconds, isUndrained ? needs.podGraceSeconds : 0);
  const least = Math.max(LEAST_SHUTDOWN_SECONDS, longest + criticalSeconds);
  // An unknown image family is reported by its field.
  const longestOfImage = imageTraits(pool.aws.image.family)?.maxShutdownSeconds ?? least;
  return { totalSeconds: Math.min(longestOfImage, least), criticalSeconds };
}
