/**
 * The parts of a HorizontalPodAutoscaler's spec that keelson writes, in the API's own names.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/
 */
export interface AutoscalerSpec {
  readonly scaleTargetRef: { readonly apiVersion: 'apps/v1'; readonly kind: 'Deployment'; readonly name: string };
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly AutoscalerMetric[];
  readonly behavior: { readonly scaleUp: ScalingRules; readonly scaleDown: ScalingRules };
}

/** A metric that the number of pods follows. */
export type AutoscalerMetric =
  | {
      readonly type: 'ContainerResource';
      readonly containerResource: {
        readonly name: 'cpu';
        readonly container: string;
        readonly target: { readonly type: 'Utilization'; readonly averageUtilization: number };
      };
    }
  | { readonly type: 'Pods'; readonly pods: { readonly metric: MetricName; readonly target: AverageValue } }
  | { readonly type: 'External'; readonly external: { readonly metric: MetricName; readonly target: AverageValue } };

/** A metric by its name, and by the labels of the wanted series. */
export interface MetricName {
  readonly name: string;
  readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
}

/** An amount that each pod is to have on average. */
export interface AverageValue {
  readonly type: 'AverageValue';
  readonly averageValue: string;
}

/** How fast the number of pods changes in one direction. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  /** Which of several policies counts: the one that changes more, or the one that changes less. */
  readonly selectPolicy: 'Max' | 'Min';
  readonly policies: readonly ScalingPolicy[];
  /** Share of the target by which the metric may differ from it, as a quantity. */
  readonly tolerance?: string;
}

/** Most pods, or most percent of the pods, by which the number changes in a period. */
export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodSeconds: number;
}
