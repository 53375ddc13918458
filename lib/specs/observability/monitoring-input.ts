/** The monitoring stack that evaluates the alerts of a cluster, and how its series are told from those of other clusters. */
export interface MonitoringInput {
  /** The stack that collects the metrics and evaluates the rules; it decides the kind of object in which rules are written. Changes in place. */
  readonly stack: MonitoringStackInput;
  /**
   * Labels that every series of this cluster has and no series of another cluster has: every selector of every rule asks for them,
   * because otherwise a node of one cluster would alert in the name of another. The scraper has to write these labels on the targets;
   * the external labels of a Prometheus are invisible to its own rules. Where the labels are missing, the rules match no series, and
   * an alert of severity ticket reports that. `{}` asks for no label, which is right only for a Prometheus that holds this cluster
   * alone. Changes in place.
   * @default - `cluster` with the cluster's physical name, `<environment>-<cluster>`
   * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
   */
  readonly seriesSelector?: Readonly<Record<string, string>>;
}

/** The stack that collects metrics and evaluates rules. */
export type MonitoringStackInput = OperatorStackInput | GoogleManagedStackInput;

/** The Prometheus operator, which somebody else installs: rules are objects of the kind PrometheusRule. */
export interface OperatorStackInput {
  /** On GKE, Google's own managed Prometheus and its collection of the pods' logs are switched off. */
  readonly kind: 'operator';
  /**
   * Labels of the rule objects, and of the PodMonitors of services, by which the Prometheus selects them:
   * `{ release: 'monitoring' }` where the Helm chart
   * kube-prometheus-stack has the release name `monitoring`. With the chart's default selector the Prometheus ignores rules without
   * that label, and nothing reports it. Changes in place.
   * @default - no labels
   * @see https://prometheus-operator.dev/docs/platform/troubleshooting/
   */
  readonly ruleLabels?: Readonly<Record<string, string>>;
}

/** Google's managed Prometheus, which ignores objects of the Prometheus operator: rules are objects of the kind ClusterRules. */
export interface GoogleManagedStackInput {
  /** Only on GKE, where it switches on the managed Prometheus and the collection of the pods' logs; Google bills both by volume. */
  readonly kind: 'google-managed';
}
