/**
 * Installers of the third-party programs in a cluster that other members need. `existing` says that somebody else installs one, so that
 * keelson writes objects which only such a program makes work.
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
}
