import { type BrokenRules, failsAt, withExpr } from './corpus';

/** Mistakes in the alerts on the cluster autoscaler, which Prometheus loads. */
export const MISTAKEN_AUTOSCALER: readonly BrokenRules[] = [
  {
    name: 'a pod that waits for the lease and counts as a leader that stands still',
    ...failsAt('ClusterAutoscalerUnsafe', '10m'),
    change: withExpr((expr) => expr.replace(/^max\(/, 'min(')),
  },
  {
    name: 'an autoscaler without a leader, of which nothing is old',
    ...failsAt('ClusterAutoscalerStalled', '11m'),
    change: withExpr((expr) => expr.replace(/ or 0 \* max\(.*?\}\)\)/, ')')),
  },
  {
    name: 'an idle autoscaler that counts as one that stands still',
    ...failsAt('ClusterAutoscalerStalled', '3h59m'),
    change: withExpr((expr) => expr.replace('activity="main"', 'activity="scaleUp"')),
  },
  {
    name: 'patience that outlives every restart by the kubelet',
    ...failsAt('ClusterAutoscalerStalled', '11m'),
    change: (rule) => [{ ...rule, for: '15m' }],
  },
  {
    name: 'a first failure that increase does not see',
    ...failsAt('ClusterAutoscalerScaleUpFails', '36m'),
    change: withExpr((expr) => expr.replace(/\(\((increase\(.*?\]\)) and .*\)\) >/, '($1) >')),
  },
  {
    name: 'old failures that count anew after a missing scrape',
    ...failsAt('ClusterAutoscalerScaleUpFails', '5h13m'),
    change: withExpr((expr) => expr.replaceAll(/present_over_time\((\S+?\})\[2h\] offset 2h\)/g, '($1 offset 2h)')),
  },
  {
    name: 'groups that are full by intention',
    ...failsAt('ClusterAutoscalerGroupAtMax', '1h25m'),
    change: withExpr((expr) => expr.replace(/ > max by .*$/, '')),
  },
  {
    name: 'an autoscaler that finds no group at all',
    ...failsAt('ClusterAutoscalerGroupsMissing', '30m'),
    change: withExpr((expr) => expr.replace(' or vector(0)', '')),
  },
  {
    name: 'one throttled request that counts as a series of errors',
    ...failsAt('ClusterAutoscalerErrors', '45m'),
    change: withExpr((expr) => expr.replace('[10m]', '[1h]')),
  },
  {
    name: 'pods that wait and are counted by each pod of the autoscaler',
    ...failsAt('ClusterAutoscalerPodsWait', '36m'),
    change: withExpr((expr) => expr.replace('max(', 'max by (pod) (')),
  },
];
