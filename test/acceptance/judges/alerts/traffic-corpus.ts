import { type BrokenRules, failsAt, withExpr } from './corpus';

/** Mistakes in the alerts on traffic daemons, which Prometheus loads. */
export const MISTAKEN_TRAFFIC: readonly BrokenRules[] = [
  {
    name: 'an outage that takes an hour to be one',
    ...failsAt('TrafficProxiesDown', '12m'),
    change: (rule) => [{ ...rule, for: '1h' }],
  },
  {
    name: 'the proxies of a rollout that count as a zone',
    ...failsAt('TrafficProxiesNotReady', '30m'),
    change: withExpr((expr) => expr.replace(/ and .*$/, '')),
  },
  {
    name: 'a threshold that a zone does not pass',
    ...failsAt('TrafficProxiesNotReady', '20m'),
    change: withExpr((expr) => expr.replace('> 0.3', '> 0.34')),
  },
  {
    name: 'a scrape that fails everywhere and counts as nothing',
    ...failsAt('TrafficDaemonUnseen', '15m'),
    change: () => [],
  },
  {
    name: 'routes that nobody has',
    ...failsAt('TrafficRoutesOutdated', '30m'),
    change: withExpr((expr) => expr.replace(/desc!="[^"]*"/, 'desc!="none"')),
  },
  {
    name: 'no patience with proxies that take routes one after the other',
    ...failsAt('TrafficRoutesOutdated', '8m'),
    change: (rule) => [{ ...rule, for: '0m' }],
  },
  {
    name: 'the mean of all proxies in place of the fullest',
    ...failsAt('TrafficConnectionsNearLimit', '25m'),
    change: withExpr((expr) => expr.replace('max(', 'avg(')),
  },
  {
    name: 'a service without pods for which the DNS counts as silent',
    ...failsAt('TrafficNamesUnanswered', '35m'),
    change: withExpr((expr) => expr.replace(/ \+ sum\(rate\(haproxy_resolver_any_err\{[^}]*\}\[5m\]\)\)/, '')),
  },
  {
    name: 'a counter of requests under a name that HAProxy does not have',
    ...failsAt('TrafficServiceWithoutPods', '12m'),
    change: withExpr((expr) => expr.replace('backend_http_requests_total', 'backend_requests_total')),
  },
  {
    name: 'a service that nobody asks for',
    ...failsAt('TrafficServiceWithoutPods', '1h'),
    change: withExpr((expr) => expr.replace(/ and on \(proxy\) .*$/, '')),
  },
  {
    name: 'a single request of the night',
    ...failsAt('TrafficErrors', '1h'),
    change: withExpr((expr) => expr.replace(/ and .*$/, '')),
  },
  {
    name: 'a counter of all times in place of a rate',
    ...failsAt('TrafficServiceErrors', '40m'),
    change: withExpr((expr) => expr.replaceAll(/rate\((.*?)\[5m\]\)/g, '($1)').replace('0.05', '0.02')),
  },
  {
    name: 'tries at the same pod alone',
    ...failsAt('TrafficRetries', '30m'),
    change: withExpr((expr) => expr.replace(/ \+ sum by \(proxy\) \(rate\(haproxy_backend_redispatch[^)]*\)\)/, '')),
  },
];
