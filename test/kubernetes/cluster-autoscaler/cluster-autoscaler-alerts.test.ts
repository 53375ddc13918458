import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import { renderAutoscalerAlerts } from '../../../lib/kubernetes/cluster-autoscaler/cluster-autoscaler-alerts';
import { renderAutoscalerFlags } from '../../../lib/kubernetes/cluster-autoscaler/cluster-autoscaler-flags';
import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { googleEnvironment } from '../../fixtures/google-environment';
import { onlyCluster } from '../../fixtures/manifests';
import { autoscaled, SCALED, SYSTEM } from './autoscaled-clusters';

function rulesOf(overrides: Partial<AwsClusterInput> = {}) {
  return renderAutoscalerAlerts(autoscaled(overrides).cluster).flatMap(({ rules }) => rules);
}

function ruleOf(alert: string, overrides: Partial<AwsClusterInput> = {}) {
  const found = rulesOf(overrides).find((rule) => rule.alert === `ClusterAutoscaler${alert}`);
  if (found === undefined) throw new Error(`no alert '${alert}'`);
  return found;
}

function chartsOf(cluster: ClusterSpec): readonly string[] {
  return synthesizeCharts(cluster, [addStandardCharts]).map(({ path }) => path);
}

describe('the alerts on the cluster autoscaler', () => {
  it('exist where keelson installs it, and nowhere else', () => {
    const chart = 'extensions/80-cluster-autoscaler-alerts.k8s.yaml';
    expect(chartsOf(autoscaled().cluster)).toContain(chart);
    for (const environment of [awsEnvironment(), googleEnvironment()]) {
      expect(renderAutoscalerAlerts(onlyCluster(environment))).toEqual([]);
      expect(chartsOf(onlyCluster(environment))).not.toContain(chart);
    }
    const controllers = { clusterAutoscaler: 'existing' } as const;
    const theirs = awsCluster({ pools: [SYSTEM, SCALED], controllers });
    expect(renderAutoscalerAlerts(onlyCluster(awsEnvironment({ clusters: [theirs] })))).toEqual([]);
  });

  it('page where nothing can grow, and open a ticket for the rest', () => {
    const severities = rulesOf().map(({ alert, labels: { severity, source } }) => [alert, severity, source]);
    expect(severities).toEqual([
      ['ClusterAutoscalerDown', 'page', undefined],
      ['ClusterAutoscalerUnseen', 'ticket', 'kube-state-metrics'],
      ['ClusterAutoscalerUnseen', 'ticket', 'cluster-autoscaler'],
      ['ClusterAutoscalerStalled', 'page', undefined],
      ['ClusterAutoscalerErrors', 'ticket', undefined],
      ['ClusterAutoscalerUnsafe', 'page', undefined],
      ['ClusterAutoscalerGroupsMissing', 'ticket', undefined],
      ['ClusterAutoscalerScaleUpFails', 'ticket', undefined],
      ['ClusterAutoscalerPodsWait', 'ticket', undefined],
      ['ClusterAutoscalerGroupAtMax', 'ticket', undefined],
    ]);
  });

  it('wait for pods as long as two groups need to grow', () => {
    expect(ruleOf('PodsWait').for).toBe('30m');
    const controllers = { clusterAutoscaler: { maxNodeProvisionSeconds: 1500 } };
    expect(ruleOf('PodsWait', { controllers }).for).toBe('50m');
  });

  it('expect a group for each zone of a pool with a size per zone, and one group of any other pool', () => {
    const zonal = { ...SCALED, name: 'zonal', size: { scope: 'per-zone', min: 0, max: 3 } } as const;
    const total = { ...SCALED, name: 'total', size: { scope: 'total', min: 0, max: 3 } } as const;
    const zones = autoscaled().cluster.pools[0]?.zones.length ?? 0;
    expect(zones).toBeGreaterThan(1);
    expect(ruleOf('GroupsMissing', { pools: [SYSTEM, zonal, total], workloads: [] }).expr).toContain(
      `< ${zones + 1} and on ()`,
    );
  });

  it('read metrics of groups, for which the autoscaler has a flag', () => {
    expect(ruleOf('GroupAtMax').expr).toContain('cluster_autoscaler_node_group_max_count');
    expect(renderAutoscalerFlags(autoscaled())).toContain('--emit-per-nodegroup-metrics=true');
  });

  it('never ask when something was scaled last, because an autoscaler without work is healthy', () => {
    for (const { expr } of rulesOf()) expect(expr).not.toMatch(/scaleUp|scaleDown|scaled_up|scaled_down/);
  });

  it('say in one sentence what is wrong, and then what to do', () => {
    for (const { annotations } of rulesOf()) {
      expect(annotations.summary).toMatch(/[^.]$/);
      expect(annotations.description.length).toBeGreaterThan(annotations.summary.length);
    }
  });
});
