import type { AutoscalingGroupInstanceRefresh } from '@cdktf/provider-aws/lib/autoscaling-group';
import type { AwsPoolSettings } from '../../specs/pool/aws/aws-pool-settings';
import type { InstanceRollout } from '../../specs/pool/aws/rollout-rules';

/** Tells the refresh how the launch template of a group finds its image. */
export interface RefreshOptions {
  /** Whether the launch template names an SSM parameter: EC2 Auto Scaling then refuses refreshes that skip matching instances. */
  readonly imageByParameter: boolean;
}

/**
 * How a changed launch template replaces the instances of a group. A failed or alarmed refresh stops and never rolls back:
 * Terraform gives the group the new version before it starts the refresh, so that EC2 Auto Scaling would "roll back" to that same
 * version. Instances that the group launches after the failure have the new version, too.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
 */
export function instanceRefresh(
  rollout: InstanceRollout,
  { imageByParameter }: RefreshOptions,
): AutoscalingGroupInstanceRefresh {
  return {
    strategy: 'Rolling',
    preferences: {
      minHealthyPercentage: rollout.minHealthyPercent,
      maxHealthyPercentage: rollout.maxHealthyPercent,
      instanceWarmup: String(rollout.warmupSeconds),
      checkpointPercentages: [...rollout.checkpointPercentages],
      checkpointDelay: String(rollout.checkpointDelaySeconds),
      skipMatching: !imageByParameter,
      alarmSpecification: rollout.alarmNames.length > 0 ? { alarms: [...rollout.alarmNames] } : undefined,
    },
  };
}

/**
 * The same rollout under the names that the API uses, for a refresh that a promotion starts. The refresh replaces every instance,
 * because the template names the same parameter before and after and the API could not tell instances with the old image.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html
 */
export function renderRefreshPreferences(rollout: AwsPoolSettings['rollout']): Readonly<Record<string, unknown>> {
  return {
    MinHealthyPercentage: rollout.minHealthyPercent,
    MaxHealthyPercentage: rollout.maxHealthyPercent,
    InstanceWarmup: rollout.warmupSeconds,
    CheckpointPercentages: rollout.checkpointPercentages,
    CheckpointDelay: rollout.checkpointDelaySeconds,
    AutoRollback: false,
    SkipMatching: false,
    // Terraform's own refreshes ignore such instances, too: the API's default would wait an hour for them and then fail.
    ScaleInProtectedInstances: 'Ignore',
    StandbyInstances: 'Ignore',
    ...(rollout.alarmNames.length > 0 ? { AlarmSpecification: { Alarms: rollout.alarmNames } } : {}),
  };
}
