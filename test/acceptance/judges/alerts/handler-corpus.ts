import { type BrokenRules, failsAt, withExpr } from './corpus';

/** Mistakes in the alerts on the termination handler, which Prometheus loads. */
export const MISTAKEN_HANDLER: readonly BrokenRules[] = [
  {
    name: 'a node that was drained and counts as lost',
    ...failsAt('NodeGoneUndrained', '28m'),
    change: withExpr((expr) => expr.replace(') == 0 ', ') >= 0 ')),
  },
  {
    name: 'every node that is lost while kube-state-metrics is away',
    ...failsAt('NodeGoneUndrained', '(29|40)m'),
    change: withExpr((expr) => expr.replace(/ and on \(\) count\(.*$/, '')),
  },
  {
    name: 'nodes of every pool',
    ...failsAt('NodeGoneUndrained', '40m'),
    change: withExpr((expr) => expr.replace(/label_keelson_dev_pool=~"[^"]*"/, 'label_keelson_dev_pool!=""')),
  },
  {
    name: 'a first drain that increase does not see',
    ...failsAt('NodeDrainGivenUp', '12m'),
    change: withExpr((expr) => expr.replace(/sum\(\((increase\(.*?\]\)) and .*\)\) >/, 'sum($1) >')),
  },
  {
    name: 'a hook that one of two pods has completed',
    ...failsAt('TerminateHookNotCompleted', '17m'),
    change: withExpr((expr) => expr.replace(/ unless on \(\) .*$/, '')),
  },
  {
    name: 'an hour of patience with a handler that is down',
    ...failsAt('TerminationHandlerDown', '16m'),
    change: (rule) => [{ ...rule, for: '1h' }],
  },
  {
    name: 'one throttled request that counts as a series of errors',
    ...failsAt('TerminationHandlerErrors', '45m'),
    change: withExpr((expr) => expr.replace('[10m]', '[1h]')),
  },
];
