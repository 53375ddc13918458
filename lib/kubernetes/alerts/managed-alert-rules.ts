import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { AlertRule, RuleGroup } from './alert-rules';

/** Requirement of {@link ManagedAlertRules}: the API server refuses an apply where managed collection is off. */
export const MANAGED_RULES_REQUIREMENT =
  "monitoring.googleapis.com/v1 ClusterRules (GKE with Google's managed Prometheus switched on)";

/** Labels that the operator of managed Prometheus adds to every rule; it refuses an object in which a rule already has one of them. */
const WRITTEN_BY_GOOGLE = ['project_id', 'location', 'cluster'];

/** The operator's default interval, stated because the operator's first versions had no default and refused groups without an interval. */
const EVALUATION_INTERVAL = '1m';

/** Properties of {@link ManagedAlertRules}. */
export interface ManagedAlertRulesProps {
  /** Name of the object, unique in the cluster because the object has no namespace. */
  readonly name: string;
  /** Groups of rules, at least one. */
  readonly groups: readonly RuleGroup[];
}

/**
 * Alerting rules for Google's managed Prometheus, as an object of Google's own operator, which ignores the objects of the
 * Prometheus operator.
 *
 * The operator adds the labels `project_id`, `location` and `cluster` of its own cluster to every selector and to every alert,
 * therefore the rules must not contain them. The kind is `ClusterRules`, because `Rules` also adds the namespace of the object to
 * selectors, and series of nodes have no namespace.
 *
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/v0.17.2/pkg/operator/apis/monitoring/v1/rules_config.go
 * @see https://cloud.google.com/stackdriver/docs/managed-prometheus/rules-managed
 */
export class ManagedAlertRules extends Construct {
  /** The ClusterRules. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ManagedAlertRulesProps) {
    super(scope, id);
    this.resource = new ApiObject(this, 'Rules', {
      apiVersion: 'monitoring.googleapis.com/v1',
      kind: 'ClusterRules',
      metadata: { name: props.name, annotations: { 'keelson.dev/requires': MANAGED_RULES_REQUIREMENT } },
      spec: {
        groups: props.groups.map(({ name, rules }) => {
          return { name, interval: EVALUATION_INTERVAL, rules: rules.map(withoutScope) };
        }),
      },
    });
  }
}

function withoutScope(rule: AlertRule): object {
  const labels = Object.entries(rule.labels).filter(([name]) => !WRITTEN_BY_GOOGLE.includes(name));
  return { ...rule, labels: Object.fromEntries(labels) };
}
