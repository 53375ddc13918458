import type { AutoscalingGroupInstanceRefresh } from '@cdktf/provider-aws/lib/autoscaling-group';
import type { AwsPool } from '../../specs/pool-cloud';

/**
 * How a changed launch template replaces the instances of a group. A failed or alarmed refresh goes back to the version before;
 * Terraform then shows the rolled-back version as a difference until the cause is mended.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html
 */
export function instanceRefresh(rollout: AwsPool['rollout']): AutoscalingGroupInstanceRefresh {
  return {
    strategy: 'Rolling',
    preferences: {
      minHealthyPercentage: rollout.minHealthyPercent,
      maxHealthyPercentage: rollout.maxHealthyPercent,
      instanceWarmup: String(rollout.warmupSeconds),
      checkpointPercentages: [...rollout.checkpointPercentages],
      checkpointDelay: String(rollout.checkpointDelaySeconds),
      autoRollback: true,
      skipMatching: true,
      alarmSpecification: rollout.alarmNames.length > 0 ? { alarms: [...rollout.alarmNames] } : undefined,
    },
  };
}
