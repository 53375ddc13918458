import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { NODE_TUNER, PLATFORM_NAMESPACE } from '../../specs/labels';
import type { Alert, AlertSeverity } from '../alerts/alert';
import type { RuleGroup } from '../alerts/alert-rules';
import { renderAlerts } from '../alerts/render-alerts';
import { type SelectSeries, seriesOf } from '../alerts/select-series';
import { tunedPools, tunerTaintKey } from './node-tuner-names';

/**
 * Alerts of a cluster on the NodeTuner and on the connection-tracking table of the nodes that it sizes; empty where no pool needs
 * the tuner.
 *
 * The alerts read kube-state-metrics (taints and DaemonSets, because a tuner that never starts reports nothing itself),
 * node_exporter with its textfile collector (the tuner's own metrics) and, on AWS, with its ethtool collector, which is off by
 * default.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics
 * @see https://github.com/prometheus/node_exporter#disabled-by-default
 */
export function renderNodeTunerAlerts(cluster: ClusterSpec): readonly RuleGroup[] {
  if (tunedPools(cluster).length === 0) return [];
  const series = seriesOf(cluster);
  return renderAlerts(cluster, NODE_TUNER, {
    taints: startupTaintKeys(cluster).map((key) => stuck(series, key)),
    tuner: [NOT_READY, WAITS_FOR_KUBE_PROXY, STALE, UNAVAILABLE, DRIFT, UNSEEN_DAEMON, UNSEEN_NODES].map((alert) =>
      alert(series),
    ),
    conntrack: [tableNearFull(series, 'ticket'), tableNearFull(series, 'page')],
    // AWS security groups also track connections, in a table of the instance that no kernel parameter enlarges.
    allowance: cluster.cloud === 'aws' ? [ALLOWANCE_PASSED, ALLOWANCE_KEEPS_PASSING].map((alert) => alert(series)) : [],
  });
}

/** An alert that is rendered for the series of a cluster. */
type SeriesAlert = (series: SelectSeries) => Alert;

/** Keys of the startup taints that the tuner removes, without duplicates because pools may share a key. */
function startupTaintKeys(cluster: ClusterSpec): readonly string[] {
  return [...new Set(cluster.pools.flatMap((pool) => tunerTaintKey(pool) ?? []))].sort();
}

/** Labels of the tuner's DaemonSets, one per pool, in kube-state-metrics. */
const DAEMONS = { namespace: PLATFORM_NAMESPACE, daemonset: { matches: `${NODE_TUNER}-.+` } };

/** Number of nodes on which each of the DaemonSets should run. */
function desiredPods(series: SelectSeries): string {
  return series('kube_daemonset_status_desired_number_scheduled', DAEMONS);
}

/**
 * Aggregates by node only, because an exporter that restarts has other pod labels and a pending alert would start again. The
 * labels that name the node stay: `instance` on every Prometheus, and `node` where scrape targets have that label.
 */
const PER_NODE = 'by (instance, node)';

const LOOK_AT_PODS = `kubectl -n ${PLATFORM_NAMESPACE} get pods -o wide`;

function stuck(series: SelectSeries, key: string): Alert {
  return {
    name: 'NodeTunerStuck',
    severity: 'page',
    // The expression aggregates by node only, for the reason given at PER_NODE.
    expr: `max by (node) (${series('kube_node_spec_taint', { key })}) > 0`,
    for: '10m',
    labels: { taint: key },
    summary: 'Node {{ $labels.node }} has been closed by its startup taint for more than 10 minutes',
    meaning: `The NodeTuner has not opened the node: the taint ${key} is still there, and no traffic pod lands on it.`,
    remedy:
      `Look for its pod with ${LOOK_AT_PODS} --field-selector spec.nodeName={{ $labels.node }}. ` +
      'Without a pod, look at the events of the DaemonSet (quota, admission). With one that is not ready, its events and its ' +
      'log name what it waits for: the key that the kernel refuses, kube-proxy that is not healthy (the alert ' +
      'NodeTunerWaitsForKubeProxy says more), or what the API server answers. ' +
      'Leave the taint alone: pods would run on a kernel that drops their packets. ' +
      'The tuner opens the node by itself once the cause is gone; replace a node that cannot be mended.',
  };
}

const WAITS = 'keelson_node_tuner_waits_for_kube_proxy';

const NOT_READY: SeriesAlert = (series) => ({
  name: 'NodeTunerNotReady',
  severity: 'page',
  // The tuner holds back every key while it waits for kube-proxy, and another alert reports that wait.
  expr: `(max ${PER_NODE} (${series('keelson_node_tuner_ready')}) == 0) unless (max ${PER_NODE} (${series(WAITS)}) == 1)`,
  for: '10m',
  summary: 'Kernel parameters of {{ $labels.instance }} have not held for 10 minutes',
  meaning:
    'The NodeTuner runs and cannot hold every key. If the node is open, its traffic is served with values that are too ' +
    'small; if it is closed, its capacity is missing.',
  remedy:
    'keelson_node_tuner_keys_not_held counts the keys, the log of the pod on the node names them. A key that is unknown ' +
    'means another kernel or a module that is not loaded; one that is refused, a value that this kernel does not take. ' +
    'Correct the profile of the pool, or cordon and replace the node.',
});

const WAITS_FOR_KUBE_PROXY: SeriesAlert = (series) => ({
  name: 'NodeTunerWaitsForKubeProxy',
  severity: 'page',
  expr: `max ${PER_NODE} (${series(WAITS)}) == 1`,
  for: '10m',
  summary: 'Node {{ $labels.instance }} has waited for kube-proxy for 10 minutes with every kernel parameter in place',
  meaning:
    'The NodeTuner opens a node only after kube-proxy has answered that it is healthy, since kube-proxy writes ' +
    'connection-tracking values when it starts. It does not answer at 127.0.0.1:10256, so the node stays closed.',
  remedy:
    'The log of the tuner on the node says what the request is answered with. Where kube-proxy should run, look at ' +
    'kubectl -n kube-system get pods -o wide and at its log. Where something else has taken its place (an eBPF datapath ' +
    'that replaces kube-proxy, beside any CNI), state nodeTuner.kubeProxy as false for the cluster and apply.',
});

const STALE: SeriesAlert = (series) => ({
  name: 'NodeTunerStale',
  severity: 'ticket',
  expr: `time() - max ${PER_NODE} (${series('keelson_node_tuner_last_pass_timestamp_seconds')}) > 300`,
  for: '5m',
  summary: 'The NodeTuner of {{ $labels.instance }} has not looked at the kernel for more than 5 minutes',
  meaning:
    'Values stand as they were left, and nothing repairs one that is overwritten, as kube-proxy does when it starts.',
  remedy:
    `Look at the pod on the node with ${LOOK_AT_PODS}. Where the pool has no tuner any more, its last file is left over: ` +
    'remove keelson_node_tuner.prom from the folder of the textfile collector, or replace the node.',
});

const UNAVAILABLE: SeriesAlert = (series) => ({
  name: 'NodeTunerUnavailable',
  severity: 'ticket',
  // The alert uses a share, because a large pool always contains a node that has just joined; an update replaces a tenth of the
  // pods at a time.
  expr:
    `max by (daemonset) (${series('kube_daemonset_status_number_unavailable', DAEMONS)}) / ` +
    `max by (daemonset) (${desiredPods(series)}) > 0.1`,
  for: '15m',
  summary:
    '{{ $value | humanizePercentage }} of the pods of {{ $labels.daemonset }} have not been available for 15 minutes',
  meaning: 'New nodes of the pool stay closed, and values on the others are not kept.',
  remedy:
    `Look at kubectl -n ${PLATFORM_NAMESPACE} describe daemonset {{ $labels.daemonset }} and at the log of one pod. ` +
    'After a change of profile or image, apply the version before.',
});

const DRIFT: SeriesAlert = (series) => ({
  name: 'NodeTunerDrift',
  severity: 'ticket',
  // A single start of kube-proxy falls into one range only, whereas repeated writes appear in every range.
  expr: `sum ${PER_NODE} (increase(${series('keelson_node_tuner_drift_total')}[10m])) > 0`,
  for: '30m',
  summary: 'Kernel parameters of {{ $labels.instance }} are overwritten again and again',
  meaning:
    'The NodeTuner repairs values that somebody else keeps writing; between the two the small value is in force.',
  remedy:
    'The log of the tuner on the node names the keys. Look for kube-proxy that restarts or has conntrack settings of its ' +
    'own, for another sysctl DaemonSet, and for tuned or sysctl.d on the node, and leave one owner.',
});

const UNSEEN_DAEMON: SeriesAlert = (series) => ({
  name: 'NodeTunerUnseen',
  severity: 'ticket',
  expr: `absent(${desiredPods(series)})`,
  for: '15m',
  labels: { source: 'kube-state-metrics' },
  summary: 'kube-state-metrics tells nothing of the NodeTuner',
  meaning: 'Nodes that stay closed raise no alert now.',
  remedy:
    'Either the DaemonSets are missing (apply the manifests), or kube-state-metrics is not scraped, or its labels are ' +
    'renamed to exported_namespace (set honorLabels), or its series lack the labels of monitoring.seriesSelector, without ' +
    'which no alert of the cluster sees anything.',
});

const UNSEEN_NODES: SeriesAlert = (series) => ({
  name: 'NodeTunerUnseen',
  severity: 'ticket',
  expr: missingShare(desiredPods(series), series('keelson_node_tuner_ready')),
  for: '30m',
  labels: { source: 'node-exporter' },
  summary: '{{ $value | humanizePercentage }} of the nodes with a NodeTuner tell nothing of it',
  meaning: 'A value that does not hold, or that is overwritten again and again, raises no alert there.',
  remedy:
    'node_exporter has to run on these nodes, tolerate their taints and read the folder that the cluster names as ' +
    'nodeTuner.metricsFolder (--collector.textfile.directory), and its series need the labels of monitoring.seriesSelector.',
});

/** Share of the nodes that should run a tuner but report none of its metrics, as a condition that the share exceeds a tenth. */
function missingShare(desired: string, told: string): string {
  return `(sum(${desired}) - (count(count by (instance) (${told})) or vector(0))) / sum(${desired}) > 0.1`;
}

/** Above three quarters somebody can act during the day; above nine tenths the next burst of connections fills the table. */
function tableNearFull(series: SelectSeries, severity: AlertSeverity): Alert {
  const { share, time } = { ticket: { share: 0.75, time: '5m' }, page: { share: 0.9, time: '1m' } }[severity];
  const filled = `${series('node_nf_conntrack_entries')} / ${series('node_nf_conntrack_entries_limit')}`;
  return {
    name: 'ConntrackNearFull',
    severity,
    expr: `max ${PER_NODE} (${filled}) > ${share}`,
    for: time,
    summary: 'The connection-tracking table of {{ $labels.instance }} is filled to {{ $value | humanizePercentage }}',
    meaning: 'A full table drops the packets of every new connection ("nf_conntrack: table full, dropping packet").',
    remedy:
      'Add nodes to spread the connections at once. For good, raise net.netfilter.nf_conntrack_max in the profile of the ' +
      'pool (about 320 bytes an entry) or state the real load. A limit below that of the profile means that the tuner ' +
      'does not hold it. Many entries of few clients are an attack or a leak: look at conntrack -L.',
  };
}

/** Counter of the ENA driver, which node_exporter exports under the driver's own name. */
const ALLOWANCE = 'node_ethtool_conntrack_allowance_exceeded';

const ALLOWANCE_TEXT = {
  name: 'ConntrackAllowanceExceeded',
  meaning:
    'EC2 tracks connections for security groups too, with a limit of the instance type; packets beyond it are dropped, and ' +
    'no kernel parameter changes that.',
  remedy:
    'Spread the connections over more or larger instances, or shorten the idle timeouts of connection tracking in the ' +
    'launch template: on most instance types an idle TCP connection is remembered for five days.',
};

const ALLOWANCE_PASSED: SeriesAlert = (series) => ({
  ...ALLOWANCE_TEXT,
  severity: 'ticket',
  expr: `sum ${PER_NODE} (increase(${series(ALLOWANCE)}[15m])) > 0`,
  for: '0m',
  summary: 'EC2 dropped packets of {{ $labels.instance }}: its instance tracks too many connections',
});

const ALLOWANCE_KEEPS_PASSING: SeriesAlert = (series) => ({
  ...ALLOWANCE_TEXT,
  severity: 'page',
  expr: `sum ${PER_NODE} (increase(${series(ALLOWANCE)}[5m])) > 0`,
  for: '10m',
  summary:
    'EC2 has been dropping packets of {{ $labels.instance }} for 10 minutes: its instance tracks too many connections',
});
