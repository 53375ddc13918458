import { renderRebootAlerts } from '../../../lib/kubernetes/reboot-coordinator/reboot-alerts';
import type { ClusterSpec } from '../../../lib/specs/cluster/cluster-spec';
import { REBOOT_ALERTS } from '../../../lib/specs/reboots/reboot-names';
import { COORDINATED, coordinatedCluster, withReboots } from '../../fixtures/coordinated-cluster';
import { onlyCluster } from '../../fixtures/manifests';

const cluster = coordinatedCluster();

function rulesOf(each: ClusterSpec, alert?: (typeof REBOOT_ALERTS)[number]) {
  const rules = renderRebootAlerts(each).flatMap((group) => group.rules);
  return alert === undefined ? rules : rules.filter((rule) => rule.alert === alert);
}

function waitOf(each: ClusterSpec, alert: (typeof REBOOT_ALERTS)[number]): string | undefined {
  return rulesOf(each, alert).find(({ labels }) => labels['source'] === undefined)?.for;
}

describe('the alerts on reboots', () => {
  it('have exactly the names that must never block reboots', () => {
    expect([...new Set(rulesOf(cluster).map(({ alert }) => alert))].sort()).toEqual([...REBOOT_ALERTS].sort());
  });

  it('fire after the times of the schedule: a week and a window, the whole sequence, the duration of the lock', () => {
    expect(REBOOT_ALERTS.map((alert) => waitOf(cluster, alert))).toEqual(['7d4h', '17m30s', '22m30s']);
    const slow = coordinatedCluster({
      window: { ...COORDINATED.window, start: '00:00', end: '00:00' },
      drainDelaySeconds: 90,
      drainTimeoutSeconds: 1800,
      lockTtlSeconds: 7200,
    });
    expect(REBOOT_ALERTS.map((alert) => waitOf(slow, alert))).toEqual(['8d', '39m', '2h']);
  });

  it('exist once per pool, with the times of its schedule', () => {
    const jvm = { ...COORDINATED, rebootMinutes: 10 };
    const both = onlyCluster(withReboots({ general: COORDINATED, jvm }));
    const waits = rulesOf(both, 'NodeCordonedWithoutLock').map((rule) => [rule.labels['pool'], rule.for]);
    expect(waits).toEqual([
      ['general', '22m30s'],
      ['jvm', '34m58s'],
    ]);
    for (const { expr, labels } of rulesOf(both))
      expect(expr).toMatch(new RegExp(`"(reboot-coordinator-)?${labels['pool']}"`));
  });

  it('are empty where no pool is coordinated', () => {
    expect(renderRebootAlerts(onlyCluster(withReboots({})))).toEqual([]);
  });

  it('name environment and cluster, and page only for a node that nobody will uncordon', () => {
    for (const { labels } of rulesOf(cluster)) {
      expect(labels).toMatchObject({
        environment: 'paas-production',
        cluster: 'paas-production-main',
        pool: 'general',
      });
    }
    const paging = rulesOf(cluster).filter(({ labels }) => labels.severity === 'page');
    expect(paging.map(({ alert }) => alert)).toEqual(['NodeCordonedWithoutLock']);
  });

  it('name the flag of kube-state-metrics that they need, and report a missing flag', () => {
    const flag = '--metric-labels-allowlist=nodes=[keelson.dev/pool,keelson.dev/rebooting]';
    for (const { annotations } of rulesOf(cluster, 'NodeRebootLockHeld'))
      expect(annotations.description).toContain(flag);
    const sources = rulesOf(cluster).flatMap(({ labels }) => labels['source'] ?? []);
    expect(sources).toEqual(['kube-state-metrics', 'kured', 'kube-state-metrics']);
  });

  it('say in one sentence what is wrong, and then what to do', () => {
    for (const { annotations } of rulesOf(cluster)) {
      expect(annotations.summary).toMatch(/[^.]$/);
      expect(annotations.description.length).toBeGreaterThan(annotations.summary.length);
    }
  });
});
