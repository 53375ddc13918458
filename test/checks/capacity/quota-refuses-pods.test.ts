import { quotaRefusesPods } from '../../../lib/checks/capacity/quota-refuses-pods';
import { hpa, linesOf, objectOf, scaled, withSpec } from '../../fixtures/judged-objects';
import { manifest } from '../../fixtures/manifests';

const quota = (hard: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}) =>
  objectOf('ResourceQuota', { hard, ...more }, 'team');
const said = (...objects: Parameters<typeof linesOf>[1]) => linesOf(quotaRefusesPods, objects);
const still = { strategy: { type: 'Recreate' } };

describe('in a steady state', () => {
  it('adds up the pods of the namespace, and counts a daemon once for each node on which it may run', () => {
    const daemon = manifest({ kind: 'DaemonSet', name: 'agent' });
    const service = withSpec(still);
    // Two pods of the Deployment, and one of the daemon on each of at most six nodes.
    expect(said(service, daemon, quota({ pods: '8', 'requests.cpu': '2' }))).toEqual([]);
    expect(said(service, daemon, quota({ pods: '7', 'requests.cpu': '1900m' }))).toEqual([
      "error: ResourceQuota 'shop/team': the manifests of the namespace ask for 2000m of 'requests.cpu', but its quota allows 1900m; raise the quota, or ask for less",
      "error: ResourceQuota 'shop/team': the manifests of the namespace ask for 8 of 'pods', but its quota allows 7; raise the quota, or ask for less",
    ]);
  });

  it('counts an autoscaled workload with the maximum of its autoscaler', () => {
    expect(said(scaled(), hpa(2, 30), quota({ 'requests.cpu': '7' }))).toEqual([
      "error: ResourceQuota 'shop/team': the manifests of the namespace ask for 7500m of 'requests.cpu', but its quota allows 7000m; raise the quota, or ask for less",
    ]);
  });

  it('counts nothing for an idle set whose autoscaler is switched off', () => {
    expect(said(manifest({ replicas: 0 }), hpa(2, 30), quota({ pods: '1' }))).toEqual([]);
  });

  it('renders memory in Gi', () => {
    expect(said(manifest(), quota({ 'requests.memory': '256Mi' }))[0]).toContain(
      "ask for 0.5Gi of 'requests.memory', but its quota allows 0.25Gi",
    );
  });

  it('ignores quotas with a scope, because they count only some of the pods', () => {
    const scopeSelector = { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }] };
    expect(said(manifest(), quota({ pods: '0' }, { scopeSelector }))).toEqual([]);
  });
});

describe('during a rollout', () => {
  it('warns where the surge and the old pods that are still ending do not fit', () => {
    // Eight pods, two of the surge and eight that are ending.
    const service = manifest({ replicas: 8 });
    expect(said(service, quota({ pods: '17' }))).toEqual([
      "warning: Deployment 'shop/api': its rollout may have to wait until old pods have ended: 8 of all pods of the namespace, 2 of its surge and up to 8 of old pods that are still ending are 18 of 'pods', but ResourceQuota 'shop/team' allows 17; raise the quota, or accept slower rollouts",
    ]);
    expect(said(service, quota({ pods: '18' }))).toEqual([]);
  });

  it('counts only the largest rollout of the namespace', () => {
    const services = ['a', 'b', 'c'].map((name) => manifest({ name, replicas: name === 'b' ? 8 : 4 }));
    expect(said(...services, quota({ pods: '26' }))).toEqual([]);
    expect(said(...services, quota({ pods: '25' }))).toEqual([
      expect.stringContaining("Deployment 'shop/b': its rollout may have to wait until old pods have ended: 16 of all"),
    ]);
  });

  it('refuses a quota with which no rollout ever begins', () => {
    // A quarter of two pods may be missing, which is rounded down to none.
    expect(said(manifest(), quota({ 'requests.cpu': '700m' }))).toEqual([
      "error: Deployment 'shop/api': no rollout of it ever begins: 500m that run and 250m of the first new pod are 750m of 'requests.cpu', ResourceQuota 'shop/team' allows 700m, and no old pod may go first; raise the quota, or set 'maxUnavailable' of its strategy to 1",
    ]);
    expect(said(manifest(), quota({ 'requests.cpu': '1250m' }))).toEqual([]);
  });

  it('only warns where an old pod may go first, or where there is room whenever the autoscaler leaves some', () => {
    const strategy = { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } };
    expect(said(withSpec({ strategy }), quota({ pods: '2' }))).toEqual([expect.stringMatching(/^warning: /)]);
    const zero = { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } };
    expect(said(withSpec({ strategy: zero }), quota({ pods: '2' }))).toEqual([expect.stringMatching(/^warning: /)]);
    expect(said(scaled(), hpa(2, 3), quota({ pods: '3' }))).toEqual([expect.stringMatching(/^warning: /)]);
    expect(said(scaled(), hpa(3, 3), quota({ pods: '3' }))).toEqual([expect.stringMatching(/^error: /)]);
  });

  it('adds nothing for workloads that end an old pod before they start the next', () => {
    const full = quota({ pods: '2' });
    expect(said(withSpec(still), full)).toEqual([]);
    expect(said(manifest({ kind: 'StatefulSet' }), full)).toEqual([]);
    expect(said(withSpec({ parallelism: 2 }, { kind: 'Job' }), full)).toEqual([]);
    expect(said(manifest({ kind: 'DaemonSet' }), quota({ pods: '6' }))).toEqual([]);
  });

  it('adds a second pod on each node for a daemon with a surge', () => {
    const updateStrategy = { rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } };
    const daemon = withSpec({ updateStrategy }, { kind: 'DaemonSet' });
    expect(said(daemon, quota({ pods: '12' }))).toEqual([]);
    expect(said(daemon, quota({ pods: '11' }))).toEqual([expect.stringMatching(/^warning: .* are 12 of 'pods'/)]);
  });

  it('does not count jobs among the pods that keep a rollout from beginning, because jobs end', () => {
    const job = withSpec({ parallelism: 2 }, { kind: 'Job', name: 'job' });
    expect(said(manifest(), job, quota({ pods: '4' }))).toEqual([expect.stringMatching(/^warning: /)]);
  });

  it('is suppressed by an annotation of the workload', () => {
    const annotations = { 'keelson.dev/ignore-quota-refuses-pods': 'slow is fine' };
    expect(said(manifest({ replicas: 8, annotations }), quota({ pods: '17' }))).toEqual([
      expect.stringMatching(/^suppressed \(slow is fine\)/),
    ]);
  });
});
