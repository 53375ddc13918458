import type { ClusterAutoscalerInput } from './cluster-autoscaler-input';
import type { TerminationHandlerInput } from './termination-handler-input';

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
  /**
   * aws-node-termination-handler, which drains the nodes of self-managed pools before they are terminated: `existing` where somebody else
   * installs a program that answers the terminate hooks, or the settings with which keelson installs it together with its queue. Refused on Google
   * Cloud, where GKE drains. Changing it rolls the pods of the handler, and makes or removes the hooks, its queue, role and objects.
   * @default - nobody, so that self-managed nodes end without a drain
   * @see https://github.com/aws/aws-node-termination-handler
   */
  readonly terminationHandler?: 'existing' | TerminationHandlerInput;
}
