import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { AlertRules, type RuleGroup } from './alert-rules';
import { ManagedAlertRules } from './managed-alert-rules';

/** What {@link ClusterAlerts} is made from. */
export interface ClusterAlertsProps {
  /** The cluster of the rules; its `monitoring` determines the kind of Prometheus that reads them. */
  readonly cluster: ClusterSpec;
  /** Name of the object. */
  readonly name: string;
  /** Groups of rules, at least one. */
  readonly groups: readonly RuleGroup[];
}

/** Alerting rules of a cluster as one object for its Prometheus: a PrometheusRule or ClusterRules. */
export class ClusterAlerts extends Construct {
  /** The object with the rules. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { cluster, name, groups }: ClusterAlertsProps) {
    super(scope, id);
    const { stack } = cluster.monitoring;
    const rules =
      stack.kind === 'google-managed'
        ? new ManagedAlertRules(this, 'Managed', { name, groups })
        : new AlertRules(this, 'Operator', { name, groups, labels: stack.ruleLabels });
    this.resource = rules.resource;
  }
}
