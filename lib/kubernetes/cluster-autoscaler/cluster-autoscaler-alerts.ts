import { scalingGroupName } from '../../render/user-data/launch-hook';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import {
  type AutoscaledCluster,
  autoscaledCluster,
  CLUSTER_AUTOSCALER,
} from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { PLATFORM_NAMESPACE, WORKLOAD_LABEL } from '../../specs/labels';
import type { Alert } from '../alerts/alert';
import type { RuleGroup } from '../alerts/alert-rules';
import { countedSince } from '../alerts/counted-since';
import { renderAlerts } from '../alerts/render-alerts';
import { renderDuration } from '../alerts/render-duration';
import { type SelectSeries, seriesOf } from '../alerts/select-series';
import { STATUS_CONFIG_MAP } from './cluster-autoscaler-flags';

/** An alert on the autoscaler, rendered for its series and its settings. */
type AutoscalerAlert = (autoscaled: AutoscaledCluster, of: AutoscalerSeries) => Alert;

/**
 * Alerts of a cluster on the cluster autoscaler that keelson installs; empty where it installs none.
 *
 * The alerts read the autoscaler's own metrics, and kube-state-metrics for its Deployment, because an autoscaler that does not run tells
 * nothing itself. No alert asks whether anything was scaled, because an autoscaler that has nothing to do is healthy: its loop runs all the
 * same, and the alerts watch the loop.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-1.36.1/cluster-autoscaler/proposals/metrics.md
 */
export function renderAutoscalerAlerts(cluster: ClusterSpec): readonly RuleGroup[] {
  const autoscaled = autoscaledCluster(cluster);
  if (autoscaled === undefined) return [];
  const of = autoscalerSeries(seriesOf(cluster));
  const render = (...alerts: readonly AutoscalerAlert[]) => alerts.map((alert) => alert(autoscaled, of));
  return renderAlerts(cluster, CLUSTER_AUTOSCALER, {
    loop: render(DOWN, UNSEEN_DEPLOYMENT, UNSEEN_AUTOSCALER, STALLED, ERRORS),
    growth: render(UNSAFE, GROUPS_MISSING, SCALE_UP_FAILS, PODS_WAIT, GROUP_AT_MAX),
  });
}

/** Series that the alerts read, each with the labels of the cluster and of the platform's namespace. */
interface AutoscalerSeries {
  /** Pods of the autoscaler that can take over, in kube-state-metrics. */
  readonly available: string;
  /** 1 where the leader considers the cluster healthy. A pod that waits for the lease has the series too, as 0. */
  readonly safe: string;
  /** Time at which the last pass of the loop began. Only the leader has it. */
  readonly lastPass: string;
  /** Renders the selector of another metric of the autoscaler. */
  readonly other: SelectSeries;
}

function autoscalerSeries(series: SelectSeries): AutoscalerSeries {
  const other: SelectSeries = (metric, labels = {}) => {
    return series(`cluster_autoscaler_${metric}`, { namespace: PLATFORM_NAMESPACE, ...labels });
  };
  return {
    available: series('kube_deployment_status_replicas_available', {
      namespace: PLATFORM_NAMESPACE,
      deployment: CLUSTER_AUTOSCALER,
    }),
    safe: other('cluster_safe_to_autoscale'),
    lastPass: other('last_activity', { activity: 'main' }),
    other,
  };
}

const LOG = `kubectl -n ${PLATFORM_NAMESPACE} logs -l ${WORKLOAD_LABEL}=${CLUSTER_AUTOSCALER} --prefix --tail=-1`;
const STATUS = `kubectl -n ${PLATFORM_NAMESPACE} get configmap ${STATUS_CONFIG_MAP} -o yaml`;
const NO_GROWTH = 'No pod that waits gets a node, and no node that is not needed goes.';

const DOWN: AutoscalerAlert = (_, { available }) => ({
  name: 'ClusterAutoscalerDown',
  severity: 'page',
  expr: `max(${available}) == 0`,
  for: '10m',
  summary: 'No pod of the cluster autoscaler has been ready for 10 minutes',
  meaning: NO_GROWTH,
  remedy:
    `Look at kubectl -n ${PLATFORM_NAMESPACE} describe pods -l ${WORKLOAD_LABEL}=${CLUSTER_AUTOSCALER}: pods that wait lack room on their ` +
    `pools for the system, which nobody scales; pods that restart say why in ${LOG}. Until then raise the sizes of groups by hand, ` +
    'within their limits: a later deploy does not change them back.',
});

const UNSEEN_DEPLOYMENT: AutoscalerAlert = (_, { available }) => ({
  name: 'ClusterAutoscalerUnseen',
  severity: 'ticket',
  expr: `absent(${available})`,
  for: '15m',
  labels: { source: 'kube-state-metrics' },
  summary: 'kube-state-metrics tells nothing of the cluster autoscaler',
  meaning: 'An autoscaler that does not run raises no alert now.',
  remedy:
    'Either the Deployment is missing (apply the manifests), or kube-state-metrics is not scraped, or its labels are ' +
    'renamed to exported_namespace (set honorLabels), or its series lack the labels of monitoring.seriesSelector.',
});

const UNSEEN_AUTOSCALER: AutoscalerAlert = (_, { safe }) => ({
  name: 'ClusterAutoscalerUnseen',
  severity: 'ticket',
  expr: `absent(${safe})`,
  for: '15m',
  labels: { source: 'cluster-autoscaler' },
  summary: 'The cluster autoscaler tells nothing',
  meaning: 'Every alert on its work is silent: whether it adds nodes is not known.',
  remedy:
    `Where its pods run, Prometheus does not scrape them: the PodMonitor ${CLUSTER_AUTOSCALER} in ${PLATFORM_NAMESPACE} is missing or has ` +
    'not the labels that the Prometheus selects (monitoring.stack.ruleLabels), or the series lack the labels of ' +
    'monitoring.seriesSelector.',
});

const STALLED: AutoscalerAlert = (_, { safe, lastPass }) => ({
  name: 'ClusterAutoscalerStalled',
  severity: 'page',
  // Only a leader has the time of a pass. Where pods tell something and none of them leads, the time counts as 0, so that the alert fires.
  expr: `time() - (max(${lastPass}) or 0 * max(${safe})) > 300`,
  // The kubelet restarts a loop that stands still after 10 to 13 minutes, and the time is new then; a longer wait would never end.
  for: '5m',
  summary: 'The cluster autoscaler has not looked at the cluster for more than 10 minutes',
  meaning: `${NO_GROWTH} It looks every 10 seconds, also where there is nothing to do.`,
  remedy:
    `Compare kubectl -n ${PLATFORM_NAMESPACE} get lease ${CLUSTER_AUTOSCALER} with its pods: without a holder the API server refuses the ` +
    `lease, or both pods fail before they get it; a holder whose loop stands still says at what in ${LOG} (mostly requests to AWS ` +
    'without an answer). Where the holder is well, Prometheus scrapes the other pod only.',
});

const ERRORS: AutoscalerAlert = (_, { other }) => ({
  name: 'ClusterAutoscalerErrors',
  severity: 'ticket',
  // A single error, such as a throttled request, is repeated by the next pass and falls into one range only.
  expr: `sum by (type) (increase(${other('errors_total')}[10m])) > 0`,
  for: '30m',
  summary: 'Passes of the cluster autoscaler have failed with {{ $labels.type }} again and again for 30 minutes',
  meaning:
    'A pass that fails adds and removes no node; where all have failed for 15 minutes, the kubelet restarts the program.',
  remedy:
    `The log says which request fails: ${LOG}. cloudProviderError is AWS: rights of the role (deploy the platform stack), an endpoint ` +
    'that cannot be reached, or throttling. apiCallError is the API server: rights of the account (apply the manifests).',
});

const UNSAFE: AutoscalerAlert = (_, { safe, lastPass }) => ({
  name: 'ClusterAutoscalerUnsafe',
  severity: 'page',
  // A pod that waits for the lease says 0 too; only where a leader exists does the largest value come from it.
  expr: `max(${safe}) == 0 and max(${lastPass})`,
  for: '10m',
  summary: 'The cluster autoscaler has stood still for 10 minutes because too many nodes are not ready',
  meaning: `More than 45 % of the nodes of the cluster, and more than three, are not ready, or there is none. ${NO_GROWTH}`,
  remedy:
    'Look at kubectl get nodes -L keelson.dev/pool: nodes of one pool point to its image, its network or its user data, those of one ' +
    'zone to the zone, all to the control plane or an add-on. It goes on by itself when enough nodes are ready; replace those that ' +
    'cannot be mended.',
});

/** Number of groups that the platform stack makes for the pools that the autoscaler scales. */
function expectedGroups({ autoscaler }: AutoscaledCluster): number {
  return new Set(autoscaler.pools.flatMap((pool) => pool.zones.map((zone) => scalingGroupName(pool, zone)))).size;
}

const GROUPS_MISSING: AutoscalerAlert = (autoscaled, { lastPass, other }) => ({
  name: 'ClusterAutoscalerGroupsMissing',
  severity: 'ticket',
  expr:
    `(count(count by (node_group) (${other('node_group_max_count')})) or vector(0)) < ${expectedGroups(autoscaled)} ` +
    `and on () max(${lastPass})`,
  for: '30m',
  summary: `The cluster autoscaler finds fewer groups than the ${expectedGroups(autoscaled)} that it shall scale`,
  meaning: 'Pods for the pools of the others wait for ever, and an alert on a group at its maximum does not know them.',
  remedy:
    'It finds a group by its three tags, which the platform stack writes: deploy it, and apply manifests of the same version. Then look for ' +
    `requests to AWS that fail in ${LOG}. ${STATUS} lists the groups that it knows.`,
});

const SCALE_UP_FAILS: AutoscalerAlert = (_, { other }) => ({
  name: 'ClusterAutoscalerScaleUpFails',
  severity: 'ticket',
  // A series begins with its first failure up to 1.31, and for reasons of AWS later too.
  expr: `sum by (reason) (${countedSince(other('failed_scale_ups_total'), '2h')}) > 1.5`,
  for: '5m',
  summary: 'Groups could not grow at least twice within two hours ({{ $labels.reason }})',
  meaning:
    'The autoscaler leaves such a group alone for 5 to 30 minutes and tries others. A single failure that another pool made good raises ' +
    'no alert.',
  remedy:
    'timeout: machines start and do not join within maxNodeProvisionSeconds; look at their console and at the launch hook. Other reasons ' +
    'come from AWS (no capacity in the zone, a quota, a launch template that EC2 refuses): the activities of the group say it, aws ' +
    'autoscaling describe-scaling-activities --auto-scaling-group-name <group>. Offer more machine types or zones.',
});

const PODS_WAIT: AutoscalerAlert = ({ autoscaler }, { other }) => {
  // The first group may fail only after this time, and then another is tried.
  const patience = renderDuration(2 * autoscaler.maxNodeProvisionSeconds);
  return {
    name: 'ClusterAutoscalerPodsWait',
    severity: 'ticket',
    expr: `max(${other('unschedulable_pods_count', { type: 'unschedulable' })}) > 0`,
    for: patience,
    summary: `Pods have found no room for ${patience}, longer than two groups need to grow`,
    meaning:
      'Either no group may grow, or none would help: a pod that is larger than any node, or a selector, a taint or a volume that fits no pool. ' +
      'The number does not contain pods that were not created (a quota), that wait at a gate, or that run and are slow: load alone ' +
      'is not seen.',
    remedy:
      'kubectl get pods -A --field-selector status.phase=Pending, then the events of the pod: NotTriggerScaleUp names a reason for each ' +
      `group. ${STATUS} says which groups are at their maximum or left alone after a failure.`,
  };
};

const GROUP_AT_MAX: AutoscalerAlert = (_, { other }) => {
  const count = (metric: string) => `max by (node_group) (${other(`node_group_${metric}_count`)})`;
  return {
    name: 'ClusterAutoscalerGroupAtMax',
    severity: 'ticket',
    // A group whose limits are equal is full by intention.
    expr: `${count('target')} >= ${count('max')} > ${count('min')}`,
    for: '1h',
    summary: 'Group {{ $labels.node_group }} has been at its maximum for an hour',
    meaning: 'The next pod that finds no room on its pool waits, unless another pool takes it.',
    remedy:
      "Raise 'size.max' of the pool and deploy, after a look at addresses and quotas; or find what the room is requested for: kubectl describe " +
      'nodes shows requests beside what is used. A pool that shall be full needs equal limits.',
  };
};
