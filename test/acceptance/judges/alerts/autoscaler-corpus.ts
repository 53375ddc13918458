import { type BrokenRules, withExpr } from './corpus';

/** Mistakes in the alerts on the cluster autoscaler, which Prometheus loads. */
export const MISTAKEN_AUTOSCALER: readonly BrokenRules[] = [
  {
    name: 'a pod that waits for the lease and counts as a leader that stands still',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerUnsafe, time: 10m/,
    alert: 'ClusterAutoscalerUnsafe',
    change: withExpr((expr) => expr.replace(/^max\(/, 'min(')),
  },
  {
    name: 'an autoscaler without a leader, of which nothing is old',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerStalled, time: 11m/,
    alert: 'ClusterAutoscalerStalled',
    change: withExpr((expr) => expr.replace(/ or 0 \* max\(.*?\}\)\)/, ')')),
  },
  {
    name: 'an idle autoscaler that counts as one that stands still',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerStalled, time: 3h59m/,
    alert: 'ClusterAutoscalerStalled',
    change: withExpr((expr) => expr.replace('activity="main"', 'activity="scaleUp"')),
  },
  {
    name: 'patience that outlives every restart by the kubelet',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerStalled, time: 11m/,
    alert: 'ClusterAutoscalerStalled',
    change: (rule) => [{ ...rule, for: '15m' }],
  },
  {
    name: 'a first failure that increase does not see',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerScaleUpFails, time: 36m/,
    alert: 'ClusterAutoscalerScaleUpFails',
    change: withExpr((expr) => expr.replace(/\(\((increase\(.*?\]\)) and .*\)\) >/, '($1) >')),
  },
  {
    name: 'old failures that count anew after a missing scrape',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerScaleUpFails, time: 5h13m/,
    alert: 'ClusterAutoscalerScaleUpFails',
    change: withExpr((expr) => expr.replaceAll(/present_over_time\((\S+?\})\[2h\] offset 2h\)/g, '($1 offset 2h)')),
  },
  {
    name: 'groups that are full by intention',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerGroupAtMax, time: 1h25m/,
    alert: 'ClusterAutoscalerGroupAtMax',
    change: withExpr((expr) => expr.replace(/ > max by .*$/, '')),
  },
  {
    name: 'an autoscaler that finds no group at all',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerGroupsMissing, time: 30m/,
    alert: 'ClusterAutoscalerGroupsMissing',
    change: withExpr((expr) => expr.replace(' or vector(0)', '')),
  },
  {
    name: 'one throttled request that counts as a series of errors',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerErrors, time: 45m/,
    alert: 'ClusterAutoscalerErrors',
    change: withExpr((expr) => expr.replace('[10m]', '[1h]')),
  },
  {
    name: 'pods that wait and are counted by each pod of the autoscaler',
    complaint: /FAILED[\s\S]*alertname: ClusterAutoscalerPodsWait, time: 36m/,
    alert: 'ClusterAutoscalerPodsWait',
    change: withExpr((expr) => expr.replace('max(', 'max by (pod) (')),
  },
];
