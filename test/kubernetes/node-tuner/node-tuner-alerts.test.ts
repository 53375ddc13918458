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
  it('watch each startup taint once that the tuner removes, by what the API server says of nodes', () => {
    expect(rulesOf(aws, 'NodeTunerStuck').map(({ expr, labels }) => [expr, labels['taint']])).toEqual([
      [
        'max by (node) (kube_node_spec_taint{cluster="paas-main",key="example.com/untuned"}) > 0',
        'example.com/untuned',
      ],
      [`max by (node) (kube_node_spec_taint{cluster="paas-main",key="${EDGE}"}) > 0`, EDGE],
    ]);
  });

  it('leave the group of taints out where pools have a tuner and no taint', () => {
    const names = renderNodeTunerAlerts(tunedGoogleCluster({ quiet: undefined })).map(({ name }) => name);
    expect(names).toEqual(['node-tuner-tuner', 'node-tuner-conntrack']);
  });

  it('are none where no pool needs the tuner', () => {
    expect(renderNodeTunerAlerts(tunedAwsCluster({}))).toEqual([]);
  });

  it('watch the allowance of the instance on AWS, and only there', () => {
    expect(rulesOf(aws, 'ConntrackAllowanceExceeded')).toHaveLength(2);
    expect(rulesOf(google, 'ConntrackAllowanceExceeded')).toEqual([]);
  });

  it('say which environment and which cluster, and whether somebody has to get up', () => {
    for (const { labels } of rulesOf(aws)) {
      expect(labels).toMatchObject({ environment: 'paas', cluster: 'paas-main' });
      expect(['page', 'ticket']).toContain(labels.severity);
    }
    expect(new Set(rulesOf(google).map(({ labels }) => labels['cluster']))).toEqual(new Set(['streaming-main']));
  });

  it('wake somebody up only when traffic is lost or about to be', () => {
    const paging = rulesOf(aws).filter(({ labels }) => labels.severity === 'page');
    expect([...new Set(paging.map(({ alert }) => alert))]).toEqual([
      'NodeTunerStuck',
      'NodeTunerNotReady',
      'NodeTunerWaitsForKubeProxy',
      'ConntrackNearFull',
      'ConntrackAllowanceExceeded',
    ]);
  });

  it('send who looks at a closed node to kube-proxy where the tuner waits for it, and to no key', () => {
    const [waits] = rulesOf(aws, 'NodeTunerWaitsForKubeProxy');
    expect(waits?.annotations['description']).toContain('state nodeTuner.kubeProxy as false');
    expect(rulesOf(aws, 'NodeTunerNotReady')[0]?.expr).toContain('unless (max by');
    expect(rulesOf(aws, 'NodeTunerStuck')[0]?.annotations['description']).toContain('NodeTunerWaitsForKubeProxy');
  });

  it('tell of a table above three quarters, and page above nine tenths', () => {
    const thresholds = rulesOf(google, 'ConntrackNearFull').map(({ expr, labels }) => [
      labels.severity,
      expr.slice(-6),
    ]);
    expect(thresholds).toEqual([
      ['ticket', '> 0.75'],
      ['page', ' > 0.9'],
    ]);
  });

  it('say what is wrong in one sentence, and what to do', () => {
    for (const { annotations } of rulesOf(aws)) {
      expect(annotations.summary).toMatch(/[^.]$/);
      expect(annotations.description.length).toBeGreaterThan(annotations.summary.length);
    }
  });

  it('never tell anybody to remove a startup taint by hand', () => {
    const [stuck] = rulesOf(google, 'NodeTunerStuck');
    expect(stuck?.annotations.description).toContain('Leave the taint alone');
  });
});
