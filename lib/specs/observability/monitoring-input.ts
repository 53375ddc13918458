/** What reads the alerts of a cluster, and how its series are told from those of other clusters. */
export interface MonitoringInput {
  /** Who collects the metrics and evaluates the rules; it decides the kind of object in which they are written. Changes in place. */
  readonly stack: MonitoringStackInput;
  /**
   * Labels that every series of this cluster has and no series of another cluster has: every selector of every rule asks for them,
   * so that a node of one cluster never alerts in the name of another. Whoever scrapes has to write them as labels of the targets;
   * external labels of a Prometheus are not seen by its own rules. Without them the rules see nothing and say so by a ticket.
   * `{}` asks for none and is right only for a Prometheus that holds this cluster alone. Changes in place.
   * @default - `cluster` with the cluster's physical name, `<environment>-<cluster>`
   * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
   */
  readonly seriesSelector?: Readonly<Record<string, string>>;
}

/** What collects metrics and evaluates rules. */
export type MonitoringStackInput = OperatorStackInput | GoogleManagedStackInput;

/** The Prometheus operator, which somebody else installs: rules are objects of the kind PrometheusRule. */
export interface OperatorStackInput {
  /** On GKE, Google's own managed Prometheus and its collection of the pods' logs are switched off. */
  readonly kind: 'operator';
  /**
   * Labels of the rule objects by which the Prometheus chooses them: `{ release: 'monitoring' }` where the Helm chart
   * kube-prometheus-stack has the release name `monitoring`. With its default selector it ignores rules without that label, and
   * nothing says so. Changes in place.
   * @default - none
   * @see https://prometheus-operator.dev/docs/platform/troubleshooting/
   */
  readonly ruleLabels?: Readonly<Record<string, string>>;
}

/** Google's managed Prometheus, which ignores objects of the Prometheus operator: rules are objects of the kind ClusterRules. */
export interface GoogleManagedStackInput {
  /** Only on GKE, where it switches on the managed Prometheus and the collection of the pods' logs; both cost by what they take in. */
  readonly kind: 'google-managed';
}
