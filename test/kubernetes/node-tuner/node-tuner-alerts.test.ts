import { renderNodeTunerAlerts } from '../../../lib/kubernetes/node-tuner/node-tuner-alerts';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { tunedAwsCluster, tunedGoogleCluster } from '../../fixtures/tuned-cluster';

const EDGE = 'startup-taint.cluster-autoscaler.kubernetes.io/paas-main-edge';
const aws = tunedAwsCluster({
  edge: EDGE,
  chat: 'example.com/untuned',
  spare: 'example.com/untuned',
  quiet: undefined,
});
const google = tunedGoogleCluster({ edge: 'keelson.dev/untuned' });

function rulesOf(cluster: ClusterSpec, alert?: string) {
  const rules = renderNodeTunerAlerts(cluster).flatMap((group) => group.rules);
  return alert === undefined ? rules : rules.filter((rule) => rule.alert === alert);
}

describe('the alerts of the NodeTuner', () => {
  it('watch each startup taint that the tuner removes, once, by the taints that the API server reports', () => {
    expect(rulesOf(aws, 'NodeTunerStuck').map(({ expr, labels }) => [expr, labels['taint']])).toEqual([
      [
        'max by (node) (kube_node_spec_taint{cluster="paas-main",key="example.com/untuned"}) > 0',
        'example.com/untuned',
      ],
      [`max by (node) (kube_node_spec_taint{cluster="paas-main",key="${EDGE}"}) > 0`, EDGE],
    ]);
  });

  it('have no group on taints where pools have a tuner and no taint', () => {
    const names = renderNodeTunerAlerts(tunedGoogleCluster({ quiet: undefined })).map(({ name }) => name);
    expect(names).toEqual(['node-tuner-tuner', 'node-tuner-conntrack']);
  });

  it('are empty where no pool needs the tuner', () => {
    expect(renderNodeTunerAlerts(tunedAwsCluster({}))).toEqual([]);
  });

  it('watch the connection-tracking allowance of the instance on AWS only', () => {
    expect(rulesOf(aws, 'ConntrackAllowanceExceeded')).toHaveLength(2);
    expect(rulesOf(google, 'ConntrackAllowanceExceeded')).toEqual([]);
  });

  it('name environment, cluster and severity', () => {
    for (const { labels } of rulesOf(aws)) {
      expect(labels).toMatchObject({ environment: 'paas', cluster: 'paas-main' });
      expect(['page', 'ticket']).toContain(labels.severity);
    }
    expect(new Set(rulesOf(google).map(({ labels }) => labels['cluster']))).toEqual(new Set(['streaming-main']));
  });

  it('page only when traffic is lost or about to be lost', () => {
    const paging = rulesOf(aws).filter(({ labels }) => labels.severity === 'page');
    expect([...new Set(paging.map(({ alert }) => alert))]).toEqual([
      'NodeTunerStuck',
      'NodeTunerNotReady',
      'NodeTunerWaitsForKubeProxy',
      'ConntrackNearFull',
      'ConntrackAllowanceExceeded',
    ]);
  });

  it('send the reader to kube-proxy where a node is closed because the tuner waits for it, and report no key then', () => {
    const [waits] = rulesOf(aws, 'NodeTunerWaitsForKubeProxy');
    expect(waits?.annotations['description']).toContain('state nodeTuner.kubeProxy as false');
    expect(rulesOf(aws, 'NodeTunerNotReady')[0]?.expr).toContain('unless (max by');
    expect(rulesOf(aws, 'NodeTunerStuck')[0]?.annotations['description']).toContain('NodeTunerWaitsForKubeProxy');
  });

  it('report a table above three quarters as a ticket, and above nine tenths as a page', () => {
    const thresholds = rulesOf(google, 'ConntrackNearFull').map(({ expr, labels }) => [
      labels.severity,
      expr.slice(-6),
    ]);
    expect(thresholds).toEqual([
      ['ticket', '> 0.75'],
      ['page', ' > 0.9'],
    ]);
  });

  it('say in one sentence what is wrong, and then what to do', () => {
    for (const { annotations } of rulesOf(aws)) {
      expect(annotations.summary).toMatch(/[^.]$/);
      expect(annotations.description.length).toBeGreaterThan(annotations.summary.length);
    }
  });

  it('never ask anybody to remove a startup taint by hand', () => {
    const [stuck] = rulesOf(google, 'NodeTunerStuck');
    expect(stuck?.annotations.description).toContain('Leave the taint alone');
  });
});
