import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { AlertRules, type RuleGroup } from './alert-rules';
import { ManagedAlertRules } from './managed-alert-rules';

/** What {@link ClusterAlerts} is made from. */
export interface ClusterAlertsProps {
  /** The cluster that the rules speak of; its `monitoring` says who reads them. */
  readonly cluster: ClusterSpec;
  /** Name of the object. */
  readonly name: string;
  /** At least one. */
  readonly groups: readonly RuleGroup[];
}

/** Alerting rules of a cluster as the one object that its Prometheus reads: a PrometheusRule or ClusterRules. */
export class ClusterAlerts extends Construct {
  /** The object. */
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
