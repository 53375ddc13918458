import type { ClusterAutoscalerInput } from './cluster-autoscaler-input';

/**
 * Installers of the third-party programs in a cluster that other members need. `existing` says that somebody else installs one, so that
 * keelson writes objects which only such a program makes work; settings say that keelson installs it.
 *
 * The source of CPU and memory figures is no member, because clusters of keelson always have one: the add-on `metrics-server` on EKS,
 * and Google's own on GKE.
 */
export interface ControllersInput {
  /**
   * Installer of the adapter that serves `custom.metrics.k8s.io` or `external.metrics.k8s.io`, the APIs of metrics that `replicas` of a
   * workload may follow: prometheus-adapter, KEDA, or Google's Stackdriver adapter. No object depends on it.
   * @default - nobody, so that `replicas` may follow CPU alone
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#support-for-metrics-apis
   */
  readonly metricsAdapter?: 'existing';
  /**
   * The cluster autoscaler of an AWS cluster, without which nobody scales pools whose scaling is `cluster-autoscaler`: `existing` where
   * somebody else installs it, or the settings with which keelson installs it. Refused on Google Cloud, where GKE has its own.
   * Changing it rolls the pods of the autoscaler, and makes or removes its role and its objects.
   * @default - nobody, so that such pools are refused on AWS
   * @see https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler
   */
  readonly clusterAutoscaler?: 'existing' | ClusterAutoscalerInput;
}
