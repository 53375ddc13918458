import fc from 'fast-check';
import { seriesOf } from '../../../lib/kubernetes/alerts/select-series';
import { renderAutoscalerAlerts } from '../../../lib/kubernetes/cluster-autoscaler/cluster-autoscaler-alerts';
import { renderNodeTunerAlerts } from '../../../lib/kubernetes/node-tuner/node-tuner-alerts';
import { renderRebootAlerts } from '../../../lib/kubernetes/reboot-coordinator/reboot-alerts';
import { renderHandlerAlerts } from '../../../lib/kubernetes/termination-handler/termination-handler-alerts';
import { renderTrafficAlerts } from '../../../lib/kubernetes/traffic-daemon/traffic-alerts';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { coordinatedCluster } from '../../fixtures/coordinated-cluster';
import { handled } from '../../fixtures/handled-cluster';
import { trafficCluster } from '../../fixtures/traffic-environment';
import { tunedAwsCluster, tunedGoogleCluster } from '../../fixtures/tuned-cluster';
import { autoscaled } from '../cluster-autoscaler/autoscaled-clusters';
import { selectorsIn } from '../support/promql-selectors';

function withSelector<C extends ClusterSpec>(cluster: C, seriesSelector: Readonly<Record<string, string>>): C {
  return { ...cluster, monitoring: { ...cluster.monitoring, seriesSelector } };
}

describe('a selector of series', () => {
  const series = seriesOf(withSelector(coordinatedCluster(), { tenant: 'paas', cluster: 'main' }));

  it('contains the labels of the cluster before its own', () => {
    expect(series('up')).toBe('up{tenant="paas",cluster="main"}');
    const own = { job: 'node', node: { not: '' }, daemonset: { matches: 'node-tuner-.+' } };
    expect(series('up', own)).toBe('up{tenant="paas",cluster="main",job="node",node!="",daemonset=~"node-tuner-.+"}');
  });

  it('has no braces where it has no label', () => {
    expect(seriesOf(withSelector(coordinatedCluster(), {}))('up')).toBe('up');
  });

  it('quotes any value of a label', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const found = selectorsIn(`sum(${series('up', { job: value })}) > 0`);
        expect(found).toHaveLength(1);
        expect(JSON.parse(found[0]?.matchers.split('job=')[1] ?? '')).toBe(value);
      }),
    );
  });
});

/** The alerts on all traffic daemons of a cluster. */
function renderAllTraffic(cluster: ClusterSpec) {
  return cluster.traffic.flatMap((traffic) => renderTrafficAlerts(cluster, traffic));
}

const ALERTING = [
  ['the tuner on AWS', tunedAwsCluster({ edge: 'keelson.dev/untuned' }), renderNodeTunerAlerts, 18],
  ['the tuner on Google Cloud', tunedGoogleCluster({ edge: 'keelson.dev/untuned' }), renderNodeTunerAlerts, 16],
  ['coordinated reboots', coordinatedCluster(), renderRebootAlerts, 11],
  ['the cluster autoscaler', autoscaled().cluster, renderAutoscalerAlerts, 18],
  ['the termination handler', handled().cluster, renderHandlerAlerts, 21],
  ['a traffic daemon', trafficCluster(), renderAllTraffic, 35],
] as const;

describe.each(ALERTING)('each selector in the alerts of %s', (_, cluster, render, count) => {
  const selectors = (each: ClusterSpec) =>
    render(each).flatMap(({ rules }) => rules.flatMap(({ expr }) => selectorsIn(expr)));

  it('contains the name of the cluster', () => {
    const found = selectors(cluster);
    expect(found).toHaveLength(count);
    const asked = `cluster="${cluster.physicalName}"`;
    expect(found.filter(({ matchers }) => !`${matchers},`.startsWith(`${asked},`))).toEqual([]);
  });

  it('contains instead every label that the cluster states', () => {
    const found = selectors(withSelector(cluster, { tenant: 'paas', k8s: 'eu-1' }));
    expect(found.filter(({ matchers }) => !`${matchers},`.startsWith('tenant="paas",k8s="eu-1",'))).toEqual([]);
  });

  it('contains no cluster where the Prometheus holds only one', () => {
    const found = selectors(withSelector(cluster, {}));
    expect(found).toHaveLength(count);
    expect(found.filter(({ matchers }) => /(^|,)cluster=/.test(matchers))).toEqual([]);
  });
});

describe('the reader of PromQL selectors', () => {
  it.each([
    ['absent(up{job="a"})', [{ metric: 'up', matchers: 'job="a"' }]],
    ['sum by (node) (increase(drift_total[10m])) > 0', [{ metric: 'drift_total', matchers: '' }]],
    [
      'max by (node) (a / b{x="}"}) > 0.75',
      [
        { metric: 'a', matchers: '' },
        { metric: 'b', matchers: 'x="}"' },
      ],
    ],
    ['a == 1 and on (node) b unless on (node) c{d!="e"}', ['a', 'b', 'c']],
    ['(sum(a) - (count(count by (instance) (b)) or vector(0))) / sum(a)', ['a', 'b', 'a']],
    ['increase(a[2h]) and present_over_time(a[2h] offset 2h) unless b', ['a', 'a', 'b']],
    ['time() - max by (node) (last_over_time(a{b="(c{"}[15m]))', ['a']],
  ])('finds every selector in %s', (expr, wanted) => {
    const found = selectorsIn(expr);
    expect(typeof wanted[0] === 'string' ? found.map(({ metric }) => metric) : found).toEqual(wanted);
  });

  it('refuses a selector without a metric', () => {
    expect(() => selectorsIn('sum({job="a"})')).toThrow(/a selector without a metric/);
  });
});
