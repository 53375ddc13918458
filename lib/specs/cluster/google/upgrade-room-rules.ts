import type { Problems } from '../../../values/problems';
import type { GoogleNodePoolSpec } from '../../pool/node-pool-spec';
import { shareOfZone } from '../../pool/pool-size';
import type { WorkloadSpec } from '../../workload/workload-spec';
import type { GoogleClusterSpec } from '../cluster-spec';

/** Seconds that pods of a workload without a stated grace may take to end. */
const USUAL_GRACE_SECONDS = 30;

/** Nodes of a zone that an upgrade adds and removes at once, at most. */
const MAX_AT_ONCE = 20;

/**
 * Refuses pools with 'instance-group' in a cluster without a maintenance window, and pools whose upgrade does not fit one window. The
 * autoscaler of their instance groups is off while nodes are upgraded, because it would remove surge nodes again; an upgrade that goes on
 * in the next window would keep it off over the peak between.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
 */
export function judgeUpgradeRoom(cluster: GoogleClusterSpec, problems: Problems): void {
  const { maintenance } = cluster.controlPlane;
  const pools = cluster.pools.filter(({ scaling }) => scaling.kind === 'instance-group');
  if (pools.length === 0 || !requireWindow(cluster, pools, problems) || maintenance === undefined) return;
  const windowMinutes = (Date.parse(maintenance.end) - Date.parse(maintenance.start)) / 60_000;
  const upgrades = pools.map((pool) => upgradeOf(pool, cluster.workloads));
  const minutes = upgrades.reduce((sum, upgrade) => sum + upgrade.minutes, 0);
  if (Number.isNaN(windowMinutes) || minutes <= windowMinutes) return;
  const sum = upgrades.map(({ text }) => text).join('; ');
  for (const pool of pools) {
    const own = problems.at(`pool '${pool.name}'`);
    const rule = `let the upgrade of the pools with 'instance-group' fit one maintenance window of ${windowMinutes} minutes`;
    const remedy = `${remedyOf(pool)}, because their autoscalers stay off until the upgrade has ended`;
    own.add('google.upgrade', rule, `${minutes} minutes (${sum})`, remedy);
  }
}

/** GKE upgrades the nodes of every release channel by itself; without a window it begins at any time, with the autoscalers on. */
function requireWindow(
  { controlPlane: { maintenance } }: GoogleClusterSpec,
  pools: readonly GoogleNodePoolSpec[],
  problems: Problems,
): boolean {
  const names = pools.map(({ name }) => name).join(', ');
  const rule = `be given where pools have the scaling 'instance-group' (${names}), because GKE otherwise upgrades their nodes at any hour, and their autoscalers remove the nodes that it adds meanwhile`;
  const remedy =
    "state a window away from the peak, with a blackout or an exclusion until the autoscalers have the mode 'off'";
  return problems.require(maintenance !== undefined, 'controlPlane.maintenance', rule, maintenance, remedy);
}

interface Upgrade {
  readonly minutes: number;
  readonly text: string;
}

/** Time of an upgrade at the largest size: zone after zone, a few nodes at a time, each as long as its boot and the end of its pods. */
function upgradeOf(pool: GoogleNodePoolSpec, workloads: readonly WorkloadSpec[]): Upgrade {
  const { size, zones, google, scaling } = pool;
  const boot = scaling.kind === 'instance-group' ? scaling.readySeconds : 0;
  const graces = workloads
    .filter((workload) => workload.pools.some(({ name }) => name === pool.name))
    .map(({ shutdown }) => shutdown.graceSeconds ?? USUAL_GRACE_SECONDS);
  const drain = Math.max(USUAL_GRACE_SECONDS, ...graces);
  const atOnce = google.upgrade.maxSurge + google.upgrade.maxUnavailable;
  const nodes = zones.map((_, index) =>
    size.scope === 'per-zone' ? size.max : shareOfZone(size.max, zones.length, index),
  );
  const steps = nodes.reduce((sum, count) => sum + Math.ceil(count / atOnce), 0);
  const minutes = Math.ceil((steps * (boot + drain)) / 60);
  const text = `'${pool.name}': ${nodes.join(' + ')} nodes, ${atOnce} at once, makes ${steps} steps of ${boot} s to boot and ${drain} s to drain, ${minutes} minutes`;
  return { minutes, text };
}

function remedyOf({ google: { upgrade } }: GoogleNodePoolSpec): string {
  const canRaise = upgrade.maxSurge + upgrade.maxUnavailable < MAX_AT_ONCE;
  const raise = canRaise ? `raise 'maxSurge', ${upgrade.maxSurge}, ` : '';
  return `${raise}lower 'size.max' or lengthen the window`;
}
