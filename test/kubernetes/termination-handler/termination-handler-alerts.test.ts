import { addStandardCharts } from '../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../lib/charts/synthesize-charts';
import { renderHandlerAlerts } from '../../../lib/kubernetes/termination-handler/termination-handler-alerts';
import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleEnvironment } from '../../fixtures/google-environment';
import { handled, SYSTEM } from '../../fixtures/handled-cluster';
import { onlyCluster } from '../../fixtures/manifests';

function rulesOf(overrides: Partial<AwsClusterInput> = {}) {
  return renderHandlerAlerts(handled(overrides).cluster).flatMap(({ rules }) => rules);
}

function chartsOf(cluster: ClusterSpec): readonly string[] {
  return synthesizeCharts(cluster, [addStandardCharts]).map(({ path }) => path);
}

const CHARTS = [
  '30-termination-handler.k8s.yaml',
  'extensions/80-termination-handler-alerts.k8s.yaml',
  'extensions/80-termination-handler-metrics.k8s.yaml',
];

describe('the alerts on the termination handler', () => {
  it('and its other objects exist where keelson installs it, and nowhere else', () => {
    expect(chartsOf(handled().cluster)).toEqual(expect.arrayContaining(CHARTS));
    const controllers = { terminationHandler: 'existing' } as const;
    const theirs = awsEnvironment({ clusters: [awsCluster({ pools: [SYSTEM, awsPool()], controllers })] });
    for (const environment of [awsEnvironment(), googleEnvironment(), theirs]) {
      expect(renderHandlerAlerts(onlyCluster(environment))).toEqual([]);
      expect(chartsOf(onlyCluster(environment)).filter((path) => CHARTS.includes(path))).toEqual([]);
    }
  });

  it('page where nothing is drained, and open a ticket for the rest', () => {
    const severities = rulesOf().map(({ alert, labels: { severity, source } }) => [alert, severity, source]);
    expect(severities).toEqual([
      ['NodeGoneUndrained', 'ticket', undefined],
      ['NodeLabelsUnseen', 'ticket', 'kube-state-metrics'],
      ['NodeDrainGivenUp', 'ticket', undefined],
      ['TerminateHookNotCompleted', 'ticket', undefined],
      ['TerminationHandlerDown', 'page', undefined],
      ['TerminationHandlerUnseen', 'ticket', 'kube-state-metrics'],
      ['TerminationHandlerUnseen', 'ticket', 'termination-handler'],
      ['TerminationHandlerErrors', 'ticket', undefined],
    ]);
  });

  it('look at the nodes of the pools that it drains, and at no managed node group', () => {
    const [gone] = rulesOf();
    expect(gone?.expr).toContain('label_keelson_dev_pool=~"system|general"');
  });

  it('name the pools on which the pods of the handler find no room, also where none is for the system', () => {
    const down = (overrides: Partial<AwsClusterInput>) => {
      return rulesOf({ workloads: [], ...overrides }).find(({ alert }) => alert === 'TerminationHandlerDown')
        ?.annotations.description;
    };
    const batch = awsPool({ name: 'batch' });
    expect(down({ pools: [SYSTEM, batch] })).toContain('pods that wait lack room on their pools (system); ');
    expect(down({ pools: [awsPool(), batch] })).toContain('pods that wait lack room on their pools (general, batch); ');
  });

  it('say after which time a drain is given up', () => {
    const shutdown = { graceSeconds: 900 };
    const workloads = [
      { name: 'gateway', namespace: 'keelson-system', kind: 'deployment', pools: ['general'], shutdown },
    ] as const;
    const given = rulesOf({ workloads }).find(({ alert }) => alert === 'NodeDrainGivenUp');
    expect(given?.annotations.summary).toBe('The drain of a node failed, or was given up after 15m30s');
  });

  it('say in one sentence what is wrong, and then what to do', () => {
    for (const { annotations } of rulesOf()) {
      expect(annotations.summary).toMatch(/[^.]$/);
      expect(annotations.description.length).toBeGreaterThan(annotations.summary.length);
    }
  });
});
