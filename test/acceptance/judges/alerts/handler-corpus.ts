import { type BrokenRules, withExpr } from './corpus';

/** Mistakes in the alerts on the termination handler, which Prometheus loads. */
export const MISTAKEN_HANDLER: readonly BrokenRules[] = [
  {
    name: 'a node that was drained and counts as lost',
    complaint: /FAILED[\s\S]*alertname: NodeGoneUndrained, time: 28m/,
    alert: 'NodeGoneUndrained',
    change: withExpr((expr) => expr.replace(') == 0 ', ') >= 0 ')),
  },
  {
    name: 'every node that is lost while kube-state-metrics is away',
    complaint: /FAILED[\s\S]*alertname: NodeGoneUndrained, time: (29|40)m/,
    alert: 'NodeGoneUndrained',
    change: withExpr((expr) => expr.replace(/ and on \(\) count\(.*$/, '')),
  },
  {
    name: 'nodes of every pool',
    complaint: /FAILED[\s\S]*alertname: NodeGoneUndrained, time: 40m/,
    alert: 'NodeGoneUndrained',
    change: withExpr((expr) => expr.replace(/label_keelson_dev_pool=~"[^"]*"/, 'label_keelson_dev_pool!=""')),
  },
  {
    name: 'a first drain that increase does not see',
    complaint: /FAILED[\s\S]*alertname: NodeDrainGivenUp, time: 12m/,
    alert: 'NodeDrainGivenUp',
    change: withExpr((expr) => expr.replace(/sum\(\((increase\(.*?\]\)) and .*\)\) >/, 'sum($1) >')),
  },
  {
    name: 'a hook that one of two pods has completed',
    complaint: /FAILED[\s\S]*alertname: TerminateHookNotCompleted, time: 17m/,
    alert: 'TerminateHookNotCompleted',
    change: withExpr((expr) => expr.replace(/ unless on \(\) .*$/, '')),
  },
  {
    name: 'an hour of patience with a handler that is down',
    complaint: /FAILED[\s\S]*alertname: TerminationHandlerDown, time: 16m/,
    alert: 'TerminationHandlerDown',
    change: (rule) => [{ ...rule, for: '1h' }],
  },
  {
    name: 'one throttled request that counts as a series of errors',
    complaint: /FAILED[\s\S]*alertname: TerminationHandlerErrors, time: 45m/,
    alert: 'TerminationHandlerErrors',
    change: withExpr((expr) => expr.replace('[10m]', '[1h]')),
  },
];
