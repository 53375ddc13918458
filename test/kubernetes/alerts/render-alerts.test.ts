import type { Alert } from '../../../lib/kubernetes/alerts/alert';
import { renderAlert, renderAlerts } from '../../../lib/kubernetes/alerts/render-alerts';
import { coordinatedCluster } from '../../fixtures/coordinated-cluster';

const cluster = coordinatedCluster();

const SLOW: Alert = {
  name: 'StoreSlow',
  severity: 'ticket',
  expr: 'store_latency_seconds > 1',
  for: '10m',
  summary: 'The store is slow',
  meaning: 'Requests wait.',
  remedy: 'Look at its disks.',
};

describe('an alert of a cluster', () => {
  it('carries its severity, its environment and its cluster as labels', () => {
    expect(renderAlert(cluster, SLOW)).toEqual({
      alert: 'StoreSlow',
      expr: 'store_latency_seconds > 1',
      for: '10m',
      labels: { severity: 'ticket', environment: 'paas-production', cluster: 'paas-production-main' },
      annotations: { summary: 'The store is slow', description: 'Requests wait. Look at its disks.' },
    });
  });

  it('has its own labels after those of every alert', () => {
    const { labels } = renderAlert(cluster, { ...SLOW, labels: { store: 'orders' } });
    expect(Object.keys(labels)).toEqual(['severity', 'environment', 'cluster', 'store']);
  });

  it('is in the group of its subject, and a subject without alerts has no group', () => {
    const groups = renderAlerts(cluster, 'store', { latency: [SLOW, SLOW], space: [] });
    expect(groups).toEqual([
      { name: 'store-latency', rules: [renderAlert(cluster, SLOW), renderAlert(cluster, SLOW)] },
    ]);
  });
});
