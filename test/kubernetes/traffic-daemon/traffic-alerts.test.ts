import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import { renderTrafficAlerts } from '../../../lib/kubernetes/traffic-daemon/traffic-alerts';
import { renderProxyProgram } from '../../../lib/render/proxies/render-proxy-program';
import type { ProxyInput } from '../../../lib/specs/workload/traffic/traffic-daemon-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { googlePool } from '../../fixtures/google-environment';
import {
  firstTraffic,
  hostedService,
  hostInput,
  trafficCluster,
  trafficDaemon,
  trafficEnvironment,
  trafficPool,
} from '../../fixtures/traffic-environment';
import { selectorsIn } from '../support/promql-selectors';

/** The cluster of the fixture with a daemon, a service or a pool that differ in these members. */
function clusterOf(daemon: Partial<WorkloadInput> = {}, more: Parameters<typeof trafficEnvironment>[0] = {}) {
  return trafficCluster(trafficEnvironment({ workloads: [trafficDaemon(daemon), hostedService()], ...more }));
}

function groupsOf(cluster = clusterOf()) {
  return renderTrafficAlerts(cluster, firstTraffic(cluster));
}

function rulesOf(cluster = clusterOf()) {
  return groupsOf(cluster).flatMap(({ rules }) => rules);
}

function ruleOf(alert: string, severity: string, cluster = clusterOf()) {
  const found = rulesOf(cluster).find((rule) => rule.alert === alert && rule.labels.severity === severity);
  if (found === undefined) throw new Error(`no ${severity} '${alert}'`);
  return found;
}

const proxy = (kind: ProxyInput['kind']): Partial<WorkloadInput> => ({ proxy: { kind, maxConnections: 5000 } });

const OF_EVERY_PROXY = [
  ['TrafficProxiesDown', 'page'],
  ['TrafficProxiesNotReady', 'page'],
  ['TrafficProxiesNotReady', 'ticket'],
  ['TrafficDaemonUnseen', 'ticket'],
  ['TrafficDaemonUnseen', 'ticket'],
  ['TrafficRoutesOutdated', 'ticket'],
  ['TrafficConnectionsNearLimit', 'ticket'],
  ['TrafficConnectionsNearLimit', 'page'],
];

const OF_HAPROXY = [
  ['TrafficNamesUnanswered', 'page'],
  ['TrafficServiceWithoutPods', 'page'],
  ['TrafficServiceWithoutPods', 'ticket'],
  ['TrafficErrors', 'page'],
  ['TrafficServiceErrors', 'ticket'],
  ['TrafficRetries', 'ticket'],
];

describe('the alerts on a traffic daemon', () => {
  it('page where requests fail or soon will, and open a ticket for the rest', () => {
    const severities = rulesOf().map(({ alert, labels }) => [alert, labels.severity]);
    expect(severities).toEqual([...OF_EVERY_PROXY, ...OF_HAPROXY]);
  });

  it('leave out what nginx has no metrics of', () => {
    const cluster = clusterOf(proxy('nginx'));
    expect(rulesOf(cluster).map(({ alert, labels }) => [alert, labels.severity])).toEqual(OF_EVERY_PROXY);
    const metrics = rulesOf(cluster).flatMap(({ expr }) => selectorsIn(expr).map(({ metric }) => metric));
    expect(new Set(metrics.filter((metric) => !metric.startsWith('kube_')))).toEqual(
      new Set(['nginx_connections', 'nginx_routes']),
    );
  });

  it('select the series of the daemon in the cluster, and name the daemon in a label', () => {
    for (const { expr, labels } of rulesOf()) {
      expect(labels).toMatchObject({ daemon: 'edge/proxy', environment: 'streaming', cluster: 'streaming-main' });
      for (const { metric, matchers } of selectorsIn(expr)) {
        const own = metric.startsWith('kube_') ? 'daemonset="proxy"' : 'job="proxy"';
        expect(matchers).toContain(`cluster="streaming-main",namespace="edge",${own}`);
      }
    }
  });

  it('are in groups of names that no other daemon has', () => {
    const names = ['proxies', 'routes', 'connections', 'names', 'requests'];
    expect(groupsOf().map(({ name }) => name)).toEqual(names.map((name) => `traffic-edge-proxy-${name}`));
  });

  it.each(['haproxy', 'nginx'] as const)('look for the version of the applied routes at %s', (kind) => {
    const label = kind === 'haproxy' ? 'desc' : 'version';
    const service = {
      workloads: [trafficDaemon(proxy(kind)), hostedService({ hosts: [hostInput({ paths: ['/x'] })] })],
    };
    const clusters = [clusterOf(proxy(kind)), clusterOf({}, service)];
    const [before, after] = clusters.map((cluster) => {
      const { routesVersion } = renderProxyProgram(firstTraffic(cluster));
      expect(ruleOf('TrafficRoutesOutdated', 'ticket', cluster).expr).toContain(`${label}!="${routesVersion}"`);
      return routesVersion;
    });
    expect(before).not.toBe(after);
  });

  it('give routes the time that a proxy rests between two reloads', () => {
    const cluster = clusterOf({ shutdown: { drainSeconds: 1200 } });
    expect(ruleOf('TrafficRoutesOutdated', 'ticket', cluster).for).toBe('15m');
  });

  it('page for the proxies of a zone, and not for those that a rollout takes', () => {
    expect(ruleOf('TrafficProxiesNotReady', 'page').expr).toMatch(/ > 0\.3 and .* > 2$/);
    const pools = [googlePool(), trafficPool({ zones: ['europe-west4-a'] })];
    expect(ruleOf('TrafficProxiesNotReady', 'page', clusterOf({ maxUnavailable: 1 }, { pools })).expr).toMatch(
      / > 0\.45 and .* > 1$/,
    );
  });

  it('look back two steps of a rollout for its progress', () => {
    expect(ruleOf('TrafficProxiesNotReady', 'ticket').expr).toContain('[15m]');
    const slow = clusterOf({ shutdown: { drainSeconds: 1000 } });
    expect(ruleOf('TrafficProxiesNotReady', 'ticket', slow).expr).toContain('[38m30s]');
  });

  it('take no proxy at all for an outage unless the pools may be empty', () => {
    expect(ruleOf('TrafficProxiesDown', 'page').expr).not.toContain('desired');
    const pools = [googlePool(), trafficPool({ size: { scope: 'per-zone', min: 0, max: 4 } })];
    expect(ruleOf('TrafficProxiesDown', 'page', clusterOf({}, { pools })).expr).toMatch(
      /== 0 and max\(kube_daemonset_status_desired_number_scheduled\{.*\}\) > 0$/,
    );
  });

  it('compare the connections of nginx with the stated number, because it does not tell its limit', () => {
    expect(ruleOf('TrafficConnectionsNearLimit', 'page', clusterOf(proxy('nginx'))).expr).toBe(
      'max(nginx_connections{cluster="streaming-main",namespace="edge",job="proxy",state="active"}) / 5000 > 0.9',
    );
  });

  it('say in one sentence what is wrong, and then what to do', () => {
    for (const { annotations } of rulesOf()) {
      expect(annotations.summary).toMatch(/[^.]$/);
      expect(annotations.description).toMatch(/^[A-Z].*\.$/);
      expect(annotations.description.length).toBeGreaterThan(annotations.summary.length);
    }
  });
});

describe('the object with the alerts', () => {
  const managed = { monitoring: { stack: { kind: 'google-managed' } } } as const;
  const operator = { monitoring: { stack: { kind: 'operator', ruleLabels: { release: 'main' } } } } as const;

  it.each([
    ['ClusterRules', managed],
    ['PrometheusRule', operator],
  ])('is %s where the cluster says so, with the rules of the daemon', (kind, monitoring) => {
    const cluster = clusterOf({}, monitoring);
    const path = 'extensions/80-traffic-edge-proxy-alerts.k8s.yaml';
    const file = synthesizeCharts(cluster, [addStandardCharts]).find((each) => each.path === path);
    expect(file?.objects.map((object) => [object.kind, object.metadata.name])).toEqual([
      [kind, 'traffic-edge-proxy-alerts'],
    ]);
    expect(JSON.stringify(file?.objects)).toContain('TrafficProxiesDown');
  });
});
