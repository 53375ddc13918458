/**
 * The parts of a HorizontalPodAutoscaler's spec that keelson writes, in the API's own names.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
export interface AutoscalerSpec {
  /** The Deployment whose number of pods changes. */
  readonly scaleTargetRef: {
    /** Group and version of Deployments. */
    readonly apiVersion: 'apps/v1';
    readonly kind: 'Deployment';
    readonly name: string;
  };
  /** Least number of pods. */
  readonly minReplicas: number;
  /** Most pods. */
  readonly maxReplicas: number;
  readonly metrics: readonly AutoscalerMetric[];
  /** Speed of a change, upwards and downwards. */
  readonly behavior: {
    /** Limits of adding pods. */
    readonly scaleUp: ScalingRules;
    /** Limits of removing pods. */
    readonly scaleDown: ScalingRules;
  };
}

/** A metric that the number of pods follows. */
export type AutoscalerMetric = ContainerMetric | PodsMetric | ExternalMetric;

/** Use of a resource by one container of each pod. */
export interface ContainerMetric {
  readonly type: 'ContainerResource';
  /** The resource, the container, and the wanted use. */
  readonly containerResource: {
    readonly name: 'cpu';
    /** Name of the container. */
    readonly container: string;
    /** Wanted use on average. */
    readonly target: {
      readonly type: 'Utilization';
      /** Percent of the container's request. */
      readonly averageUtilization: number;
    };
  };
}

/** A metric that each pod has. */
export interface PodsMetric {
  readonly type: 'Pods';
  /** The metric, and its wanted average. */
  readonly pods: AveragedMetric;
}

/** A metric of something outside the pods. */
export interface ExternalMetric {
  readonly type: 'External';
  /** The metric, and the wanted share of each pod. */
  readonly external: AveragedMetric;
}

/** A metric and its wanted average over the pods. */
export interface AveragedMetric {
  /** The metric. */
  readonly metric: MetricName;
  /** The wanted average. */
  readonly target: AverageValue;
}

/** A metric by its name, and by the labels of the wanted series. */
export interface MetricName {
  /** Name in the API of metrics. */
  readonly name: string;
  /** Labels of the wanted series; left out where all series of the metric count. */
  readonly selector?: {
    /** Values by label. */
    readonly matchLabels: Readonly<Record<string, string>>;
  };
}

/** An amount that each pod is to have on average. */
export interface AverageValue {
  readonly type: 'AverageValue';
  /** The amount, as a quantity. */
  readonly averageValue: string;
}

/** Speed at which the number of pods changes in one direction. */
export interface ScalingRules {
  /** Seconds whose most careful wish counts. */
  readonly stabilizationWindowSeconds: number;
  /** The policy that counts of several: the one that changes more, or the one that changes less. */
  readonly selectPolicy: 'Max' | 'Min';
  /** Limits of a change; at least one. */
  readonly policies: readonly ScalingPolicy[];
  /** Share of the target by which the metric may differ from it, as a quantity. */
  readonly tolerance?: string;
}

/** Most pods, or most percent of the pods, by which the number changes in a period. */
export interface ScalingPolicy {
  /** Whether `value` is a number of pods, or percent of them. */
  readonly type: 'Pods' | 'Percent';
  /** The most. */
  readonly value: number;
  /** Length of the period in seconds. */
  readonly periodSeconds: number;
}
