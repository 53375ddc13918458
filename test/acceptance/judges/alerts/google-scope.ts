import type { AlertRule, RuleGroup } from '../../../../lib/kubernetes/alerts/alert-rules';
import { selectorsIn } from '../../../kubernetes/support/promql-selectors';

/** Labels by name that the operator of Google's managed Prometheus writes for a cluster. */
export type GoogleScope = Readonly<Record<'project_id' | 'location' | 'cluster', string>>;

/**
 * Renders the groups of ClusterRules as Google's operator does before its evaluator reads them: with matchers in every selector
 * and labels on every rule. Like the operator, it refuses a rule that already has such a label, and a selector that contradicts
 * one.
 *
 * This function replaces the operator, which the suite cannot build because its module needs a fork of Prometheus.
 *
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/v0.17.2/pkg/operator/apis/monitoring/v1/rules_config.go
 */
export function scopeAsGoogle(groups: readonly RuleGroup[], scope: GoogleScope): readonly RuleGroup[] {
  return groups.map((group) => ({ ...group, rules: group.rules.map((rule) => scopeRule(rule, scope)) }));
}

function scopeRule(rule: AlertRule, scope: GoogleScope): AlertRule {
  for (const [name, value] of Object.entries(scope)) {
    if (rule.labels[name] !== undefined) throw new Error(`label "${name}" already set on rule ${rule.alert}`);
    for (const { metric, matchers } of selectorsIn(rule.expr)) {
      const stated = new RegExp(`(?:^|,)${name}(=~|!=|!~|=)("(?:[^"\\\\]|\\\\.)*")`).exec(matchers);
      const agrees = stated === null || (stated[1] === '=' && JSON.parse(String(stated[2])) === value);
      if (!agrees) throw new Error(`conflicting label matcher ${stated?.[0]} found on ${metric}`);
    }
  }
  return { ...rule, expr: scopeExpr(rule.expr, scope), labels: { ...rule.labels, ...scope } };
}

/** Writes the labels into every selector; each of ours contains a matcher of the cluster, beside which the labels are inserted. */
function scopeExpr(expr: string, scope: GoogleScope): string {
  const own = `cluster=${JSON.stringify(scope.cluster)}`;
  const all = Object.entries(scope).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const without = selectorsIn(expr).find(({ matchers }) => !matchers.startsWith(own));
  if (without !== undefined) throw new Error(`nowhere to write matchers into ${without.metric}{${without.matchers}}`);
  return expr.replaceAll(`{${own}`, `{${own},${all.join(',')}`);
}
