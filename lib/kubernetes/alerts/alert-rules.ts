import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PLATFORM_NAMESPACE } from '../../specs/labels';
import type { AlertSeverity } from './alert';

/** One alert in the form that Prometheus reads. */
export interface AlertRule {
  /** Name of the alert; two severities of one subject share the name, so that the worse one can silence the other. */
  readonly alert: string;
  /** PromQL expression; every series of its result is an alert. */
  readonly expr: string;
  /** How long the expression must hold before the alert fires, such as `10m`; `0m` fires at once. */
  readonly for: string;
  /** Labels by which notification routes distinguish alerts. */
  readonly labels: {
    /** `page` or `ticket`. */
    readonly severity: AlertSeverity;
    /** Name of the environment: alerts of one environment go to one room. */
    readonly environment: string;
    readonly [label: string]: string;
  };
  /** Texts for people; Prometheus fills in `{{ $labels.node }}` and other placeholders. */
  readonly annotations: {
    /** One sentence that says what is wrong. */
    readonly summary: string;
    /** Meaning of the alert, where to look and how to react. */
    readonly description: string;
  };
}

/** A group of alerts on one subject. */
export interface RuleGroup {
  /** Name of the group, unique in its object. */
  readonly name: string;
  /** Rules in the order in which Prometheus evaluates them. */
  readonly rules: readonly AlertRule[];
}

/**
 * Requirement of {@link AlertRules}: the API server refuses an apply where the custom resource definition is
 * missing. Operators before 0.39 install the definition in an API version that Kubernetes removed in 1.22.
 */
export const ALERT_RULES_REQUIREMENT = 'monitoring.coreos.com/v1 PrometheusRule (prometheus-operator 0.39.0 or newer)';

/** Properties of {@link AlertRules}. */
export interface AlertRulesProps {
  /** Name of the object. */
  readonly name: string;
  /**
   * Namespace of the object; a Prometheus may read the rules of selected namespaces only.
   * @default - the namespace of the platform
   */
  readonly namespace?: string;
  /** Groups of rules, at least one. */
  readonly groups: readonly RuleGroup[];
  /**
   * Labels by which the cluster's Prometheus selects its rules: `{ release: 'monitoring' }`. With the Helm chart
   * kube-prometheus-stack, Prometheus silently ignores an object without the label of the chart's release.
   * @default - none
   * @see https://prometheus-operator.dev/docs/platform/troubleshooting/
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Alerting rules for the Prometheus of the cluster, as an object of the Prometheus operator.
 *
 * The custom resource definition belongs to the operator, therefore the object is in a chart of band 80 and states what it
 * requires.
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
