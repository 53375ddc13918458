/**
 * Number of pods that follows a metric: a HorizontalPodAutoscaler, and a Deployment without `replicas`.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export interface ReplicaRangeInput {
  /** Least number of pods, 1 to 5000; availability is computed with it. Changes in place. */
  readonly min: number;
  /**
   * Most pods, 1 to 5000, and more than `min`. The nodes of the pools need room for them and for a quarter more, which a rollout adds; the
   * team's quota also for as many that end. Changes in place.
   */
  readonly max: number;
  /** The metric that the number follows. Changes in place. */
  readonly target: ScalingTargetInput;
  /**
   * Speed at which pods are added. Changes in place.
   * @default - the larger of 4 pods and 100 percent a minute; a JVM's number is taken from the lowest wish of the last minute
   */
  readonly up?: ScalingStepInput;
  /**
   * Speed at which pods are removed. Changes in place.
   * @default - 10 percent a minute, by the highest wish of the last five minutes
   */
  readonly down?: ScalingStepInput;
  /**
   * Deviation from the target that changes nothing, 0 to 50 percent; only from Kubernetes 1.35 on. Changes in place.
   * @default - 10 percent, by Kubernetes' own default
   */
  readonly tolerancePercent?: number;
  /**
   * Whether the Deployment runs with a number of its own and is about to be handed to the autoscaler by an apply on the server side. State
   * it for one release, with `min` the number that runs: a Deployment whose manifest no longer states `replicas` falls to one pod
   * otherwise. It adds a file in `handover/`, to be applied before the others with the command of docs/guides/scaling-pods.md; the guide
   * also has the command for those who apply with `kubectl apply`, who need no file. Changing it changes nothing that is deployed.
   * @default false
   * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#transferring-ownership
   */
  readonly handover?: boolean;
}

/** A metric that the number of pods follows. */
export type ScalingTargetInput = CpuTargetInput | PodsTargetInput | ExternalTargetInput;

/** Processors that the service's container uses. */
export interface CpuTargetInput {
  readonly kind: 'cpu';
  /** Wanted use on average, in percent of the container's request, 10 to 200. Changes in place. */
  readonly percentOfRequest: number;
}

/** A metric of the pods themselves; only with `controllers.metricsAdapter`. */
export interface PodsTargetInput {
  readonly kind: 'pods';
  /** Name of the metric in the API `custom.metrics.k8s.io`. Changes in place. */
  readonly metric: string;
  /** Wanted average over the pods, as a quantity above 0 and up to `1P`: `20000`, `500m`. Changes in place. */
  readonly average: string;
}

/** A metric of something outside the pods, such as the length of a queue; only with `controllers.metricsAdapter`. */
export interface ExternalTargetInput {
  readonly kind: 'external';
  /** Name of the metric in the API `external.metrics.k8s.io`. Changes in place. */
  readonly metric: string;
  /** Wanted share of each pod, as a quantity above 0 and up to `1P`: `30`, `500m`. Changes in place. */
  readonly average: string;
  /**
   * Labels of the wanted series. Changes in place.
   * @default - all series of the metric
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Speed at which a number of pods changes in one direction. */
export interface ScalingStepInput {
  /**
   * Most percent of the pods in a period, 1 to 1000, downwards at most 100. Changes in place.
   * @default - with `pods` alone none; otherwise 100 upwards, 10 downwards
   */
  readonly percent?: number;
  /**
   * Most pods in a period, 1 to 5000; where `percent` is stated too the larger step counts upwards, and the smaller one downwards.
   * Changes in place.
   * @default - with `percent` alone none; otherwise 4 upwards, none downwards
   */
  readonly pods?: number;
  /**
   * Length of a period in seconds, 1 to 1800. Changes in place.
   * @default 60
   */
  readonly periodSeconds?: number;
  /**
   * Seconds whose most careful wish counts, 0 to 3600. Changes in place.
   * @default - upwards 0, for a JVM 60 because its start uses processors; downwards 300
   */
  readonly stabilizationSeconds?: number;
}
