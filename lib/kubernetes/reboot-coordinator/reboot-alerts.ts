import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE, POOL_LABEL } from '../../specs/labels';
import { type REBOOT_ALERTS, REBOOTING_LABEL } from '../../specs/reboots/reboot-names';
import { lockSequenceSeconds } from '../../specs/reboots/resolve-reboots';
import { WEEK_MINUTES } from '../../values/minutes';
import type { Alert } from '../alerts/alert';
import type { RuleGroup } from '../alerts/alert-rules';
import { renderAlerts } from '../alerts/render-alerts';
import { renderDuration } from '../alerts/render-duration';
import { type LabelMatch, type SelectSeries, seriesOf } from '../alerts/select-series';
import { type CoordinatedPool, coordinatedPools, rebootCoordinatorName } from './reboot-coordinator-names';

/** An alert on a pool, with the times of the pool's schedule; such alerts must never block reboots. */
type PoolAlert = (coordinated: CoordinatedPool, series: SelectSeries) => Alert<(typeof REBOOT_ALERTS)[number]>;

/**
 * Alerts of a cluster on reboots that do not start, do not end, or leave a node cordoned; empty where no pool's reboots are
 * coordinated. The alerts on a pool use the times of its schedule.
 *
 * The alerts read kured's own metric (port `metrics` of its pods) and kube-state-metrics, which exports the labels of nodes only
 * with `--metric-labels-allowlist=nodes=[keelson.dev/pool,keelson.dev/rebooting]`. A missing source raises an alert itself.
 *
 * @see https://kured.dev/docs/configuration/
 * @see https://github.com/kubernetes/kube-state-metrics/blob/main/docs/developer/cli-arguments.md
 */
export function renderRebootAlerts(cluster: ClusterSpec): readonly RuleGroup[] {
  const pools = coordinatedPools(cluster);
  const series = seriesOf(cluster);
  const ofPools = (...alerts: readonly PoolAlert[]) => {
    return alerts.flatMap((alert) => pools.map((coordinated) => withPool(coordinated, alert(coordinated, series))));
  };
  return renderAlerts(cluster, 'reboot', {
    overdue: ofPools(UNSEEN_DAEMON, UNSEEN_KURED, OVERDUE),
    lock: ofPools(UNSEEN_LABELS, LOCK_HELD),
    cordon: ofPools(CORDONED),
  });
}

function withPool({ pool }: CoordinatedPool, alert: Alert): Alert {
  return { ...alert, labels: { pool: pool.name, ...alert.labels } };
}

/** Flag of kube-state-metrics, which exports no label of a node without it. */
const ALLOW_LIST = `--metric-labels-allowlist=nodes=[${POOL_LABEL},${REBOOTING_LABEL}]`;

/** The labels as kube-state-metrics spells them. */
const POOL = sanitize(POOL_LABEL);
const REBOOTING = sanitize(REBOOTING_LABEL);

/**
 * The last value within 15 minutes, aggregated by node: an exporter that restarts is missing for a while and returns with other
 * labels, and an alert that must hold for days would otherwise start again.
 */
function lately(selector: string): string {
  return `max by (node) (last_over_time(${selector}[15m]))`;
}

/** Nodes of a pool, found as those on which its coordinator runs, because this query needs no flag of kube-state-metrics. */
function nodesOf({ pool }: CoordinatedPool, series: SelectSeries): string {
  const created = { created_by_kind: 'DaemonSet', created_by_name: rebootCoordinatorName(pool) };
  return lately(series('kube_pod_info', { namespace: PLATFORM_NAMESPACE, ...created, node: { not: '' } }));
}

/** Series of kube-state-metrics with the labels of a pool's nodes. */
function labelsOf({ pool }: CoordinatedPool, series: SelectSeries, rebooting?: LabelMatch): string {
  return series('kube_node_labels', {
    [POOL]: pool.name,
    ...(rebooting !== undefined && { [REBOOTING]: rebooting }),
  });
}

/** Reports a missing kube-state-metrics, because every alert on the pool's reboots reads it, including those on other missing sources. */
const UNSEEN_DAEMON: PoolAlert = ({ pool }, series) => ({
  name: 'NodeRebootOverdue',
  severity: 'ticket',
  expr: `absent(${series('kube_daemonset_status_desired_number_scheduled', {
    namespace: PLATFORM_NAMESPACE,
    daemonset: rebootCoordinatorName(pool),
  })})`,
  for: '1h',
  labels: { source: 'kube-state-metrics' },
  summary: `kube-state-metrics tells nothing of the reboot coordinator of pool ${pool.name}`,
  meaning:
    'No other alert on reboots of the pool can fire: not on one that is overdue, nor on a node that stays closed.',
  remedy:
    'Either the DaemonSet is missing (apply the manifests), or kube-state-metrics is not scraped, or its labels are renamed to ' +
    'exported_namespace (set honorLabels), or its series lack the labels of monitoring.seriesSelector.',
});

/** Reports a node that waits for its reboot longer than any schedule allows: all days of a week, and the window that begins afterwards. */
const OVERDUE: PoolAlert = (coordinated, series) => ({
  name: 'NodeRebootOverdue',
  severity: 'ticket',
  expr: `${lately(series('kured_reboot_required'))} == 1 and on (node) ${nodesOf(coordinated, series)}`,
  for: renderDuration((WEEK_MINUTES + coordinated.reboots.window.lengthMinutes) * 60),
  summary: 'Node {{ $labels.node }} has wanted to reboot for longer than a week and a window',
  meaning: 'Its updates are installed and not in force; every window since then has passed it by.',
  remedy:
    `The log of its pod in kubectl -n ${PLATFORM_NAMESPACE} get pods -o wide -l keelson.dev/workload=` +
    `${rebootCoordinatorName(coordinated.pool)} says why: a pod or an alert that blocks, a lock that is taken, or a drain that ` +
    'times out (a disruption budget that allows nothing, a pod that does not end). The window may also be too short for the pool.',
});

/** Reports that kured runs without metrics, because overdue reboots would then stay unnoticed. */
const UNSEEN_KURED: PoolAlert = (coordinated, series) => ({
  name: 'NodeRebootOverdue',
  severity: 'ticket',
  expr: `${nodesOf(coordinated, series)} unless on (node) ${lately(series('kured_reboot_required'))}`,
  for: '1h',
  labels: { source: 'kured' },
  summary: 'The reboot coordinator of node {{ $labels.node }} tells nothing',
  meaning: 'Whether the node waits for a reboot is not known, and an overdue one raises no alert.',
  remedy:
    `Look at its pod. Where others tell nothing either, Prometheus does not scrape them: port metrics of the pods with the ` +
    `label keelson.dev/workload=${rebootCoordinatorName(coordinated.pool)} in ${PLATFORM_NAMESPACE}, with a PodMonitor for instance, ` +
    'and with the labels of monitoring.seriesSelector.',
});

/**
 * Reports a node that keeps the label for rebooting nodes too long. kured sets the label right after it takes the lock and
 * removes it before it releases the lock. The annotation with the lock is no measure, because it stays when the lock is void and,
 * with several holders, when it is empty.
 */
const LOCK_HELD: PoolAlert = (coordinated, series) => ({
  name: 'NodeRebootLockHeld',
  severity: 'ticket',
  expr: `max by (node) (${labelsOf(coordinated, series, 'true')}) > 0`,
  for: renderDuration(lockSequenceSeconds(coordinated.reboots)),
  summary: 'Node {{ $labels.node }} has been rebooting for longer than its drain, its reboot and its release may take',
  meaning:
    'It holds the lock of its pool and keeps the others waiting, or the lock has been taken from it; daemons that serve traffic ' +
    `avoid it. ${renderDuration(coordinated.reboots.lockTtlSeconds)} after it was taken the lock is void, and another node starts.`,
  remedy:
    'Look whether the node is down (its console), or kured is (its pod). A node that was cordoned by hand before its reboot keeps ' +
    `the label: once it may serve again, kubectl label node {{ $labels.node }} --overwrite ${REBOOTING_LABEL}=false. This ` +
    `needs kube-state-metrics with ${ALLOW_LIST}.`,
});

/** Reports missing labels: without the allow-list the label of a node is never exported, so that the alert on it could never fire. */
const UNSEEN_LABELS: PoolAlert = (coordinated, series) => ({
  name: 'NodeRebootLockHeld',
  severity: 'ticket',
  expr: `${nodesOf(coordinated, series)} unless on (node) ${lately(labelsOf(coordinated, series))}`,
  for: '1h',
  labels: { source: 'kube-state-metrics' },
  summary: 'kube-state-metrics tells nothing of the labels of node {{ $labels.node }}',
  meaning:
    'A reboot that does not end raises no alert there, and a node that is cordoned by hand raises that of a lost lock.',
  remedy: `Start kube-state-metrics with ${ALLOW_LIST}.`,
});

/**
 * Reports a node that is cordoned without a lock. kured cordons a node while it holds the lock, and no lock outlives its time, so
 * that a node that has been cordoned for longer holds none. Nodes that were cordoned by hand lack the label and are left out
 * where it is exported.
 */
const CORDONED: PoolAlert = (coordinated, series) => ({
  name: 'NodeCordonedWithoutLock',
  severity: 'page',
  expr:
    `${lately(series('kube_node_spec_unschedulable'))} == 1 and on (node) ${nodesOf(coordinated, series)} ` +
    `unless on (node) ${labelsOf(coordinated, series, { not: 'true' })}`,
  for: renderDuration(coordinated.reboots.lockTtlSeconds),
  summary: 'Node {{ $labels.node }} is cordoned by a reboot whose lock is void, and nobody will open it',
  meaning:
    'kured opens a node only while it holds the lock. The lock has been void since, so another node may be down as well, and the ' +
    'pool loses one node after the other.',
  remedy:
    'If the node is down, replace it. If it is up, kubectl uncordon {{ $labels.node }} and kubectl label node {{ $labels.node }} ' +
    `--overwrite ${REBOOTING_LABEL}=false. Then measure what a reboot takes and raise rebootMinutes of the pool. To stop the ` +
    `others meanwhile, kubectl -n ${PLATFORM_NAMESPACE} delete daemonset ${rebootCoordinatorName(coordinated.pool)}: the next ` +
    'apply brings it back.',
});

function sanitize(label: string): string {
  return `label_${label.replaceAll(/[^a-zA-Z0-9_]/g, '_')}`;
}
