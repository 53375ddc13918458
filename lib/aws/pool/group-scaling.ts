import {
  AutoscalingPolicy,
  type AutoscalingPolicyPredictiveScalingConfiguration,
  type AutoscalingPolicyTargetTrackingConfiguration,
} from '@cdktf/provider-aws/lib/autoscaling-policy';
import { AutoscalingSchedule } from '@cdktf/provider-aws/lib/autoscaling-schedule';
import { Construct } from 'constructs';
import type { PoolSize } from '../../specs/pool/pool-size';
import { type ScheduledAction, scheduledActions } from '../../specs/scaling/scheduled-actions';
import {
  cpuOf,
  FORECAST_POLICY,
  policyName,
  type TrackedCpu,
  type TrackedMetric,
  type TrackingScaling,
} from '../../specs/scaling/target-tracking';

/** Properties of {@link GroupScaling}. */
export interface GroupScalingProps {
  /** Sizes of this group. */
  readonly size: PoolSize;
  /** Seconds from InService until a machine counts as warm. */
  readonly warmupSeconds: number;
  /** How the group scales itself. */
  readonly scaling: TrackingScaling;
  /** Name of the Auto Scaling group, as a reference to the group. */
  readonly groupName: string;
}

/** Most seconds by which a forecast may start machines early: EC2 Auto Scaling wants less than the hour for which it forecasts. */
const MOST_BUFFER_SECONDS = 3540;

/** Number by which an action leaves a size as it is. */
const LEAVE = -1;

/**
 * The policies and scheduled actions by which an Auto Scaling group changes its own size. CloudWatch counts the metrics of a machine once the machine is ready,
 * so that machines that still boot do not ask for more machines.
 */
export class GroupScaling extends Construct {
  private readonly props: GroupScalingProps;

  constructor(scope: Construct, id: string, props: GroupScalingProps) {
    super(scope, id);
    this.props = props;
    for (const signal of props.scaling.signals) {
      this.addTarget(
        policyName(signal),
        signal.kind === 'cpu' ? cpuTarget(signal) : metricTarget(signal, props.groupName),
      );
    }
    const cpu = cpuOf(props.scaling);
    if (props.scaling.predictive !== 'off' && cpu !== undefined) this.addForecast(cpu);
    for (const action of scheduledActions(props.scaling.schedules, props.size.min)) this.addAction(action);
  }

  private addTarget(name: string, target: AutoscalingPolicyTargetTrackingConfiguration): void {
    const { groupName, scaling } = this.props;
    new AutoscalingPolicy(this, name, {
      name,
      autoscalingGroupName: groupName,
      policyType: 'TargetTrackingScaling',
      estimatedInstanceWarmup: this.readySeconds,
      targetTrackingConfiguration: { ...target, disableScaleIn: !scaling.scalesIn },
    });
  }

  private addForecast(cpu: TrackedCpu): void {
    new AutoscalingPolicy(this, FORECAST_POLICY, {
      name: FORECAST_POLICY,
      autoscalingGroupName: this.props.groupName,
      policyType: 'PredictiveScaling',
      predictiveScalingConfiguration: this.forecast(cpu),
    });
  }

  /**
   * All three sizes are written, because the provider sends a size that is left out as 0. An action raises the minimum, and with it the
   * number of instances; where the targets remove no instances, the action that lowers the minimum removes them.
   */
  private addAction({ name, recurrence, timeZone, min, lowers }: ScheduledAction): void {
    const { groupName, size, scaling } = this.props;
    new AutoscalingSchedule(this, `schedule-${name}`, {
      scheduledActionName: name,
      autoscalingGroupName: groupName,
      recurrence,
      timeZone,
      minSize: min,
      maxSize: size.max,
      desiredCapacity: lowers && !scaling.scalesIn ? min : LEAVE,
    });
  }

  private forecast(cpu: TrackedCpu): AutoscalingPolicyPredictiveScalingConfiguration {
    return {
      mode: this.props.scaling.predictive === 'on' ? 'ForecastAndScale' : 'ForecastOnly',
      // A forecast never raises the maximum, because quota and addresses are calculated for it.
      maxCapacityBreachBehavior: 'HonorMaxCapacity',
      schedulingBufferTime: String(Math.min(this.readySeconds, MOST_BUFFER_SECONDS)),
      metricSpecification: {
        targetValue: cpu.percent,
        predefinedMetricPairSpecification: { predefinedMetricType: 'ASGCPUUtilization' },
      },
    };
  }

  private get readySeconds(): number {
    return this.props.scaling.readySeconds ?? this.props.warmupSeconds;
  }
}

function cpuTarget({ percent }: TrackedCpu): AutoscalingPolicyTargetTrackingConfiguration {
  return {
    targetValue: percent,
    predefinedMetricSpecification: { predefinedMetricType: 'ASGAverageCPUUtilization' },
  };
}

function metricTarget(signal: TrackedMetric, groupName: string): AutoscalingPolicyTargetTrackingConfiguration {
  const dimensions = signal.dimensions ?? { AutoScalingGroupName: groupName };
  const byName = Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    targetValue: signal.target,
    customizedMetricSpecification: {
      namespace: signal.namespace,
      metricName: signal.name,
      statistic: signal.statistic,
      metricDimension: byName.map(([name, value]) => ({ name, value })),
    },
  };
}
