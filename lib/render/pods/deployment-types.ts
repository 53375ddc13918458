import type { LabelSelector, PodTemplate } from './pod-types';
import type { PodYamlTemplate } from './pod-yaml-types';

/**
 * The parts of a Deployment's spec that keelson writes, in the API's own names.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/
 */
export interface DeploymentSpec {
  /** Left out where an autoscaler owns the number, because each apply would reset it. */
  readonly replicas?: number;
  readonly revisionHistoryLimit: number;
  readonly minReadySeconds: number;
  readonly progressDeadlineSeconds: number;
  readonly selector: LabelSelector;
  readonly strategy: RollingUpdate;
  readonly template: PodTemplate | PodYamlTemplate;
}

/** A rollout that replaces pods step by step. */
export interface RollingUpdate {
  readonly type: 'RollingUpdate';
  readonly rollingUpdate: {
    /** Pods above the wanted number, as a number or in percent: the controller rounds a percentage up. */
    readonly maxSurge: number | string;
    /** Pods below the wanted number, as a number or in percent: the controller rounds a percentage down. */
    readonly maxUnavailable: number | string;
  };
}
