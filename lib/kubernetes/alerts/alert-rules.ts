import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import type { AlertSeverity } from './alert';

/** One alert, as Prometheus reads it. */
export interface AlertRule {
  /** Name of the alert; two severities of one subject share it, so that the worse can silence the other. */
  readonly alert: string;
  /** PromQL: every series of its answer is an alert. */
  readonly expr: string;
  /** How long the expression must hold, as `10m`; `0m` alerts at once. */
  readonly for: string;
  /** What routes tell alerts apart by. */
  readonly labels: {
    /** `page` or `ticket`. */
    readonly severity: AlertSeverity;
    /** Name of the environment: alerts of one environment go to one room. */
    readonly environment: string;
    readonly [label: string]: string;
  };
  /** What people read; `{{ $labels.node }}` and its like are filled in by Prometheus. */
  readonly annotations: {
    /** One sentence. */
    readonly summary: string;
    /** What it means, what to look at and what to do. */
    readonly description: string;
  };
}

/** Alerts on one subject. */
export interface RuleGroup {
  /** Unique in its object. */
  readonly name: string;
  /** Evaluated in this order. */
  readonly rules: readonly AlertRule[];
}

/**
 * What {@link AlertRules} needs of the cluster: an apply is refused where the definition is missing. Operators older than
 * 0.39 install a definition of an API version that Kubernetes dropped in 1.22.
 */
export const ALERT_RULES_REQUIREMENT = 'monitoring.coreos.com/v1 PrometheusRule (prometheus-operator 0.39.0 or newer)';

/** What {@link AlertRules} needs. */
export interface AlertRulesProps {
  /** Name of the object. */
  readonly name: string;
  /**
   * Its namespace; a Prometheus may be told to read those of some namespaces only.
   * @default - the namespace of the platform
   */
  readonly namespace?: string;
  /** At least one. */
  readonly groups: readonly RuleGroup[];
  /**
   * Labels by which the cluster's Prometheus chooses its rules: `{ release: 'monitoring' }`. With the Helm chart
   * kube-prometheus-stack an object without its release label is ignored, and nothing says so.
   * @default - none
   * @see https://prometheus-operator.dev/docs/platform/troubleshooting/
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Alerting rules for the Prometheus of the cluster, as an object of the Prometheus operator.
 *
 * The definition belongs to the operator, so the object stands in a chart of band 80 and says what it requires.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 */
export class AlertRules extends Construct {
  /** The PrometheusRule. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: AlertRulesProps) {
    super(scope, id);
    this.resource = new ApiObject(this, 'Rule', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: props.name,
        namespace: props.namespace ?? PLATFORM_NAMESPACE,
        ...(hasAny(props.labels) && { labels: { ...props.labels } }),
        annotations: { 'keelson.dev/requires': ALERT_RULES_REQUIREMENT },
      },
      spec: { groups: props.groups },
    });
  }
}

function hasAny(labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.keys(labels).length > 0;
}
