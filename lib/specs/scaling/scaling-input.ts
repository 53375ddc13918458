import type { WeekWindowInput } from '../time/week-window-input';

/** Nobody changes the number of nodes: it is `size.initial`. */
export interface FixedScalingInput {
  readonly kind: 'fixed';
}

/**
 * The cluster autoscaler adds a node for pods that find no room, and removes nodes that are hardly used. On GKE it is the pool's own
 * autoscaler; on AWS it runs in the cluster, and `controllers.clusterAutoscaler` of the cluster says who installs it.
 */
export interface ClusterAutoscalerScalingInput {
  readonly kind: 'cluster-autoscaler';
}

/** The pool's own autoscaler of GKE. */
export interface GkeAutoscalerScalingInput extends ClusterAutoscalerScalingInput {
  /**
   * How new nodes are spread over the zones: evenly (`balanced`), or where machines are to be had (`any`). Changes in place.
   * @default - 'any' for spot machines, otherwise 'balanced'
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-autoscaler
   */
  readonly locationPolicy?: 'balanced' | 'any';
}

/**
 * Members of the autoscaler of Compute Engine that pools and groups of other machines have.
 *
 * @see https://cloud.google.com/compute/docs/autoscaler
 */
export interface InstanceGroupLoopInput {
  readonly kind: 'instance-group';
  /**
   * Whether the CPU's forecast, learnt from the last days, adds machines before the load comes. Changes in place.
   * @default false
   */
  readonly predictive?: boolean;
  /**
   * Seconds from the start of a machine until it carries load (of a node: boot, join, pull of images, kernel parameters), 60 to 3600;
   * signals of younger machines do not count. Changes in place.
   * @default 180
   */
  readonly readySeconds?: number;
  /**
   * Hours with a larger minimum. Changes in place.
   * @default - `size.min` at all hours
   */
  readonly schedules?: readonly ScalingScheduleInput[];
  /**
   * How fast machines are removed at most. Changes in place.
   * @default - 10 percent in 600 seconds
   */
  readonly scaleIn?: ScaleInInput;
  /**
   * Whether the autoscaler works, only adds machines, or does nothing, as during an upgrade of the nodes. Changes in place.
   * @default 'on'
   */
  readonly mode?: 'on' | 'only-scale-out' | 'off';
}

/**
 * The autoscaler of Compute Engine changes the size of each zone's instance group by signals of its machines. Google does not support
 * that on GKE: it knows nothing of pods, so that it drains none and asks no disruption budget.
 */
export interface InstanceGroupScalingInput extends InstanceGroupLoopInput {
  /** Reason why the pool does so although Google advises against it, for the reader. Changing it changes nothing that is deployed. */
  readonly unsupportedBecause: string;
  /**
   * Signals that the number of machines follows; the signal that asks for most machines counts. Exactly one of the kind `cpu`, because the
   * provider could not remove the target later, and at most 5 metrics. Changes in place.
   */
  readonly signals: readonly InstanceGroupSignalInput[];
}

/** The autoscaler of Compute Engine changes the size of a group of machines that are no nodes. */
export interface MachineGroupScalingInput extends InstanceGroupLoopInput {
  /**
   * Signals that the number of machines follows; the signal that asks for most machines counts. Exactly one of the kind `cpu`, because the
   * provider could not remove the target later, and at most 5 metrics. Changes in place.
   */
  readonly signals: readonly MachineSignalInput[];
}

/** A signal that the number of a group's machines follows. */
export type MachineSignalInput = CpuSignalInput | CloudMonitoringSignalInput;

/** What the number of a zone's machines follows. */
export type InstanceGroupSignalInput = MachineSignalInput | BalancerSignalInput;

/** Processors that the machines use. */
export interface CpuSignalInput {
  readonly kind: 'cpu';
  /** Wanted use on average in percent of the machines' processors, 10 to 95. Changes in place. */
  readonly percent: number;
}

/** A metric of Cloud Monitoring that has a value for each machine; a gauge, because the target is one of the value and not of its growth. */
export interface CloudMonitoringSignalInput {
  readonly kind: 'metric';
  /** Type of the metric: `custom.googleapis.com/edge/connections`. Changes in place. */
  readonly type: string;
  /** Wanted value of a machine, above 0. Changes in place. */
  readonly perNode: number;
  /**
   * The workload that writes the metric; nobody else would notice that it is missing. A metric of Compute Engine itself may have any
   * writer, and the text is for the reader. Changing it changes nothing that is deployed.
   */
  readonly writtenBy: string;
}

/** Use of the machines as the load balancer counts it. */
export interface BalancerSignalInput {
  readonly kind: 'balancer';
  /** Wanted use in percent of the capacity that the balancer's backend states, 10 to 95. Changes in place. */
  readonly percent: number;
}

/** Most machines that are removed in a span of time. */
export interface ScaleInInput {
  /**
   * Percent of the machines, 1 to 100; either `percent` or `nodes`. Changes in place.
   * @default - `nodes`
   */
  readonly percent?: number;
  /**
   * Number of machines, 1 to 1000: of a zone of a pool, or of a whole group of machines that are no nodes; either `percent` or `nodes`.
   * Changes in place.
   * @default - `percent`
   */
  readonly nodes?: number;
  /** Span of time in seconds, 60 to 3600. Changes in place. */
  readonly withinSeconds: number;
}

/** Hours of the week with a larger minimum. */
export interface ScalingScheduleInput {
  /** DNS label, unique in the pool. Changing it replaces the actions of an Auto Scaling group; an autoscaler changes in place. */
  readonly name: string;
  /** The hours; a window over midnight belongs to the day on which it begins. Changes in place. */
  readonly window: WeekWindowInput;
  /** Least number of nodes in the window, counted as `size.scope` counts; `size.min` to `size.max`, 1 to 1000. Changes in place. */
  readonly min: number;
}

/** The Auto Scaling group changes its own size so that a metric stays near a target. */
export interface TrackingInput {
  readonly kind: 'target-tracking';
  /**
   * Signals that the number of machines follows; the signal that asks for most machines counts. At least one, `cpu` once. Changing the kind of a
   * signal replaces its policy; the list changes in place.
   */
  readonly signals: readonly TargetTrackingSignalInput[];
  /**
   * Seconds from InService until a machine carries load and its metrics count, 60 to 3600 and at least the `warmupSeconds` of the rollout; a
   * forecast adds machines that much earlier, up to 3540 s. Changes in place.
   * @default - the `warmupSeconds` of the rollout
   */
  readonly readySeconds?: number;
  /**
   * Whether a forecast of the CPU, learnt from the last two weeks, sets the least number of machines before the load comes;
   * `forecast-only` shows the forecast and changes nothing. Needs the signal `cpu`. Changes in place.
   * @default 'off'
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-predictive-scaling.html
   */
  readonly predictive?: 'off' | 'forecast-only' | 'on';
  /**
   * Hours with a larger minimum. Other sizes of a pool with schedules count from the next begin or end of a window on. Changes in place.
   * @default - `size.min` at all hours
   */
  readonly schedules?: readonly ScalingScheduleInput[];
  /**
   * Whether the targets also remove machines. Where they do not, the end of a schedule's window sets the pool back to its least number at
   * once. Changes in place.
   * @default true
   */
  readonly scalesIn?: boolean;
}

/**
 * The Auto Scaling group of a pool changes its own size. It knows nothing of pods: it chooses the node to remove by its age, drains it
 * not and asks no disruption budget, so that pods end within `aws.gracefulShutdown`.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
 */
export interface TargetTrackingScalingInput extends TrackingInput {
  /**
   * Machines that are prepared and then stopped, so that adding one takes the time of a start; only on Bottlerocket, whose kubelet can wait
   * until the machine is needed. Stating it and removing it rolls the pool.
   * @default - no such machines
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-warm-pools.html
   */
  readonly warmPool?: WarmPoolInput;
}

/** What the number of a group's machines follows. */
export type TargetTrackingSignalInput = CpuSignalInput | CloudWatchSignalInput;

/** A metric of CloudWatch. */
export interface CloudWatchSignalInput {
  readonly kind: 'metric';
  /** Namespace of the metric: `Edge`. Changing it replaces the policy. */
  readonly namespace: string;
  /** Name of the metric: `ConnectionsPerNode`. Changing it replaces the policy. */
  readonly name: string;
  /**
   * Dimensions of the metric, at most 30; `{}` for a metric without dimensions. Changing them replaces the policy.
   * @default - the group's own, `AutoScalingGroupName`, which of the namespaces of AWS only `AWS/EC2` and `AWS/AutoScaling` have
   */
  readonly dimensions?: Readonly<Record<string, string>>;
  /**
   * How the values of a minute are put together. Changes in place.
   * @default 'Average'
   */
  readonly statistic?: 'Average' | 'Maximum' | 'Minimum' | 'Sum' | 'SampleCount';
  /** Wanted value, above 0; it must fall in proportion as machines are added. Changes in place. */
  readonly target: number;
  /**
   * The workload of this pool that writes the metric; nobody else would notice that it is missing. With `dimensions` of its own, or in a
   * namespace of AWS, the metric may have any writer, and the text is for the reader. Changing it changes nothing that is deployed.
   */
  readonly writtenBy: string;
}

/** Stopped machines that wait to be started. They cost their disks, and each holds an address of its subnet. */
export interface WarmPoolInput {
  /** Number of stopped machines, counted as `size.scope` counts, 1 to 1000, beside those of `size`. Changes in place. */
  readonly nodes: number;
}

/** How the number of an AWS pool's nodes changes. */
export type AwsScalingInput = FixedScalingInput | ClusterAutoscalerScalingInput | TargetTrackingScalingInput;

/** The loop that changes the number of machines of an AWS group that are no nodes. */
export type AwsGroupScalingInput = FixedScalingInput | TrackingInput;

/** The loop that changes the number of machines of a Google group that are no nodes. */
export type GoogleGroupScalingInput = FixedScalingInput | MachineGroupScalingInput;

/** How the number of a Google pool's nodes changes. */
export type GoogleScalingInput = FixedScalingInput | GkeAutoscalerScalingInput | InstanceGroupScalingInput;

/** Former way to state the scaling, accepted until version 0.3 with a warning. */
export type FormerScalingInput = 'fixed' | 'cluster-autoscaler';
