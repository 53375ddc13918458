import type { AlertRule, RuleGroup } from '../../../../lib/kubernetes/alerts/alert-rules';

/** Rules that the judge must refuse. */
export interface BrokenRules {
  /** The mistake. */
  readonly name: string;
  /** Message that promtool must report. */
  readonly complaint: RegExp;
  /** Name of the rule that is changed, the first of this name. */
  readonly alert: string;
  /** @returns the rules that replace it. */
  readonly change: (rule: AlertRule) => readonly object[];
}

/** Rules that Prometheus does not load, or whose text it cannot render. */
export const UNREADABLE: readonly BrokenRules[] = [
  {
    name: 'an expression without its closing parenthesis',
    complaint: /could not parse expression: .*unclosed left parenthesis/,
    alert: 'NodeTunerNotReady',
    change: withExpr((expr) => expr.replace(') ==', ' ==')),
  },
  {
    name: 'a function that PromQL does not have',
    complaint: /unknown function with name "rates"/,
    alert: 'NodeTunerDrift',
    change: withExpr((expr) => expr.replace('increase', 'rates')),
  },
  {
    name: 'a duration in words',
    complaint: /not a valid duration string: "10 minutes"/,
    alert: 'NodeTunerStuck',
    change: (rule) => [{ ...rule, for: '10 minutes' }],
  },
  {
    name: 'a misspelt field',
    complaint: /field severity not found/,
    alert: 'NodeTunerStuck',
    change: (rule) => [{ ...rule, severity: 'page' }],
  },
  {
    name: 'a template with a function that Prometheus does not have',
    complaint: /function "asPercentage" not defined/,
    alert: 'ConntrackNearFull',
    change: withSummary((summary) => summary.replace('humanizePercentage', 'asPercentage')),
  },
  {
    name: 'a label with a dash',
    complaint: /invalid label name: on-call/,
    alert: 'NodeTunerStuck',
    change: (rule) => [{ ...rule, labels: { ...rule.labels, 'on-call': 'yes' } }],
  },
  {
    name: 'a rule that is there twice',
    complaint: /1 duplicate rule\(s\) found/,
    alert: 'NodeTunerStale',
    change: (rule) => [rule, rule],
  },
];

/** Rules that Prometheus loads and that report something wrong or nothing. */
export const MISTAKEN: readonly BrokenRules[] = [
  {
    name: "somebody else's taint",
    ...failsAt('NodeTunerStuck', '10m'),
    change: withExpr((expr) => expr.replace(/key="[^"]*"/, 'key="example.com/other"')),
  },
  {
    name: 'an alert that begins anew with each pod of an exporter',
    ...failsAt('NodeTunerStuck', '11m'),
    change: withExpr((expr) => expr.replace('by (node)', 'by (node, instance)')),
  },
  {
    name: 'no patience with a node that is being tuned',
    ...failsAt('NodeTunerStuck', '9m'),
    change: (rule) => [{ ...rule, for: '0m' }],
  },
  {
    name: 'an hour of patience',
    ...failsAt('NodeTunerNotReady', '10m'),
    change: (rule) => [{ ...rule, for: '1h' }],
  },
  {
    name: 'a comparison the wrong way round',
    ...failsAt('NodeTunerStale', '40m'),
    change: withExpr((expr) => expr.replace('> 300', '< 300')),
  },
  {
    name: 'a range in which one start of kube-proxy is a drift',
    ...failsAt('NodeTunerDrift', '45m'),
    change: withExpr((expr) => expr.replace('[10m]', '[1h]')),
  },
  {
    name: 'daemons of every namespace',
    ...failsAt('NodeTunerUnavailable', '40m'),
    change: withExpr((expr) => expr.replaceAll('namespace="keelson-system",', '')),
  },
  {
    name: 'a threshold that is passed in peace',
    ...failsAt('ConntrackNearFull', '20m'),
    change: withExpr((expr) => expr.replace('> 0.75', '>= 0.75')),
  },
  {
    name: 'a metric that no exporter has',
    ...failsAt('ConntrackAllowanceExceeded', '8m'),
    change: withExpr((expr) => expr.replace('_exceeded', '_exceeded_total')),
  },
  {
    name: 'nodes that tell nothing while others do',
    ...failsAt('NodeTunerUnseen', '30m'),
    change: withExpr(() => 'absent(keelson_node_tuner_ready)'),
  },
  {
    name: 'a page that should be a ticket',
    complaint: /NodeTunerDrift: no rule has the labels .*"ticket"/,
    alert: 'NodeTunerDrift',
    change: (rule) => [{ ...rule, labels: { ...rule.labels, severity: 'page' } }],
  },
  {
    name: 'a text with a label that the alert does not have',
    complaint: /NodeTunerStuck: nothing is known for the template in 'Node \{\{ \$labels\.nodename \}\}/,
    alert: 'NodeTunerStuck',
    change: withSummary((summary) => summary.replace('$labels.node ', '$labels.nodename ')),
  },
];

/** Mistakes of the same kind in the alerts on reboots. */
export const MISTAKEN_REBOOTS: readonly BrokenRules[] = [
  {
    name: 'no patience with a kured that has just been started',
    ...failsAt('NodeRebootOverdue', '59m'),
    change: (rule) => [{ ...rule, for: '1m' }],
  },
  {
    name: 'a cordon that is counted anew with each pod of an exporter',
    ...failsAt('NodeCordonedWithoutLock', '23m'),
    change: withExpr((expr) => expr.replace(/last_over_time\((kube_node_spec_unschedulable\{[^}]*\})\[15m\]\)/, '$1')),
  },
  {
    name: 'a node that is cordoned by hand',
    ...failsAt('NodeCordonedWithoutLock', '1h30m'),
    change: withExpr((expr) => expr.replace(/ unless .*$/, '')),
  },
  {
    name: 'a page that trusts labels which nobody tells of',
    ...failsAt('NodeCordonedWithoutLock', '23m'),
    change: withExpr((expr) => expr.replace(/unless on \(node\) (.*)!="true"/, 'and on (node) $1="true"')),
  },
];

/** The rules with one rule changed. */
export function breakRules(groups: readonly RuleGroup[], { alert, change }: BrokenRules): readonly RuleGroup[] {
  const first = groups.flatMap((group) => group.rules).find((rule) => rule.alert === alert);
  if (first === undefined) throw new Error(`no alert '${alert}' to break`);
  return groups.map((group) => {
    return { ...group, rules: group.rules.flatMap((rule) => (rule === first ? change(rule) : rule)) as AlertRule[] };
  });
}

/** A rule whose alert fires or is silent at a wrong time of its tests, with the report of promtool. */
export function failsAt(alert: string, time: string): Pick<BrokenRules, 'alert' | 'complaint'> {
  return { alert, complaint: new RegExp(`FAILED[\\s\\S]*alertname: ${alert}, time: ${time}`) };
}

/** A mistake in the expression of a rule. */
export function withExpr(change: (expr: string) => string): BrokenRules['change'] {
  return (rule) => [{ ...rule, expr: changed(rule.expr, change) }];
}

function withSummary(change: (summary: string) => string): BrokenRules['change'] {
  return (rule) => {
    const summary = changed(rule.annotations.summary, change);
    return [{ ...rule, annotations: { ...rule.annotations, summary } }];
  };
}

/** @throws Error when the change has no effect, because a sound rule would otherwise count as a broken one. */
function changed(text: string, change: (text: string) => string): string {
  const after = change(text);
  if (after === text) throw new Error(`nothing is broken in '${text}'`);
  return after;
}
