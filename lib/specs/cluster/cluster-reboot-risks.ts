import { type RebootRisk, rebootRisk } from '../pool/reboots/reboot-risk';
import type { ClusterSpec } from './cluster-spec';

/** The risk of every pool that has a schedule, in the order of the pools. */
export function rebootRisks(cluster: ClusterSpec): readonly RebootRisk[] {
  const maintained = renderMaintenance(cluster);
  return cluster.pools.flatMap((pool) => {
    if (pool.reboots === undefined) return [];
    const risk = rebootRisk(pool, pool.reboots);
    return [maintained === undefined ? risk : { ...risk, when: maintained }];
  });
}

/** When GKE upgrades nodes, as text; the window belongs to the cluster, so it is the same for every pool. */
function renderMaintenance(cluster: ClusterSpec): string | undefined {
  if (cluster.cloud !== 'google') return undefined;
  const { maintenance } = cluster.controlPlane;
  if (maintenance === undefined) return 'whenever GKE chooses';
  const hours = [maintenance.start, maintenance.end].map((time) => time.slice(11, 16)).join(' to ');
  return `${maintenance.recurrence} ${hours} UTC`;
}
