import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import {
  type HandledCluster,
  handledCluster,
  TERMINATION_HANDLER,
} from '../../specs/cluster/controllers/termination-handler-spec';
import { PLATFORM_NAMESPACE, POOL_LABEL, WORKLOAD_LABEL } from '../../specs/labels';
import type { Alert } from '../alerts/alert';
import type { RuleGroup } from '../alerts/alert-rules';
import { countedSince } from '../alerts/counted-since';
import { renderAlerts } from '../alerts/render-alerts';
import { renderDuration } from '../alerts/render-duration';
import { type LabelMatch, type SelectSeries, seriesOf } from '../alerts/select-series';

/** An alert on the handler, rendered for the series of its cluster. */
type HandlerAlert = (handled: HandledCluster, series: SelectSeries) => Alert;

/**
 * Alerts of a cluster on nodes that go without a drain, and on the termination handler that keelson installs; empty where it installs none.
 *
 * The alerts read the handler's own metrics and kube-state-metrics, which exports the labels of nodes only with
 * `--metric-labels-allowlist=nodes=[keelson.dev/pool]`. A missing source raises an alert itself. No alert asks whether anything was
 * drained, because a handler without events is healthy; an alarm of Terraform watches the age of the messages in its queue.
 *
 * @see https://github.com/aws/aws-node-termination-handler/blob/v1.25.6/pkg/observability/opentelemetry.go
 * @see https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics
 */
export function renderHandlerAlerts(cluster: ClusterSpec): readonly RuleGroup[] {
  const handled = handledCluster(cluster);
  if (handled === undefined) return [];
  const series = seriesOf(cluster);
  const render = (...alerts: readonly HandlerAlert[]) => alerts.map((alert) => alert(handled, series));
  return renderAlerts(cluster, TERMINATION_HANDLER, {
    nodes: render(GONE_UNDRAINED, UNSEEN_LABELS, DRAIN_GIVEN_UP, HOOK_NOT_COMPLETED),
    handler: render(DOWN, UNSEEN_DEPLOYMENT, UNSEEN_HANDLER, ERRORS),
  });
}

const LOG = `kubectl -n ${PLATFORM_NAMESPACE} logs -l ${WORKLOAD_LABEL}=${TERMINATION_HANDLER} --prefix --tail=-1`;
const PODS = `kubectl -n ${PLATFORM_NAMESPACE} describe pods -l ${WORKLOAD_LABEL}=${TERMINATION_HANDLER}`;
const ALLOW_LIST = `--metric-labels-allowlist=nodes=[${POOL_LABEL}]`;
const UNDRAINED = 'Nodes that go are not drained: their pods are killed while the balancers still send requests.';

/** The label of a node with its pool, as kube-state-metrics spells it. */
const POOL = `label_${POOL_LABEL.replaceAll(/[^a-zA-Z0-9_]/g, '_')}`;

/** Time for which a node that is gone is remembered. */
const MEMORY = '30m';

/** A metric of the handler, whose names others may have too; the PodMonitor gives it this job. */
function own(series: SelectSeries, metric: string, labels: Readonly<Record<string, LabelMatch>> = {}): string {
  return series(metric, { job: TERMINATION_HANDLER, ...labels });
}

/** The number of times that a step failed or succeeded within a range. */
function steps(series: SelectSeries, step: { readonly action: string; readonly status: string }): string {
  const counter = own(series, 'actions_total', { node_action: step.action, node_status: step.status });
  return `sum(${countedSince(counter, MEMORY)})`;
}

/** Pods of the handler that are available, in kube-state-metrics. */
function available(series: SelectSeries): string {
  return series('kube_deployment_status_replicas_available', {
    namespace: PLATFORM_NAMESPACE,
    deployment: TERMINATION_HANDLER,
  });
}

/**
 * Reports a node that was open when it was seen last. A drained one was closed first, whoever drained it. Nothing is said while
 * kube-state-metrics tells of no node at all, because all nodes would seem to be gone.
 */
const GONE_UNDRAINED: HandlerAlert = ({ handler }, series) => {
  const closed = series('kube_node_spec_unschedulable');
  const pools = series('kube_node_labels', { [POOL]: { matches: handler.pools.map(({ name }) => name).join('|') } });
  return {
    name: 'NodeGoneUndrained',
    severity: 'ticket',
    expr:
      `(max by (node) (last_over_time(${closed}[${MEMORY}])) == 0 ` +
      `and on (node) max by (node) (last_over_time(${pools}[${MEMORY}]))) ` +
      `unless on (node) ${closed} and on () count(${closed})`,
    for: '5m',
    summary: 'Node {{ $labels.node }} is gone and was never closed before',
    meaning:
      'Its pods were killed with it. Either its machine died, or it was terminated and nobody drained it: then its terminate hook ran ' +
      'out, or it has none, and the next one will go the same way.',
    remedy:
      'Look at the activities of its group, aws autoscaling describe-scaling-activities --auto-scaling-group-name <group>: a failed ' +
      `status check is a machine that died. Otherwise look for the instance in ${LOG}: without a line no event arrived (the rules of ` +
      'EventBridge, the policy of the queue, the tag of the instance; deploy the platform stack). Somebody may also have deleted the node.',
  };
};

const UNSEEN_LABELS: HandlerAlert = (_, series) => ({
  name: 'NodeLabelsUnseen',
  severity: 'ticket',
  expr: `absent(${series('kube_node_labels', { [POOL]: { not: '' } })})`,
  for: '1h',
  labels: { source: 'kube-state-metrics' },
  summary: 'kube-state-metrics tells nothing of the pools of nodes',
  meaning: 'A node that goes without a drain raises no alert now.',
  remedy:
    `Start kube-state-metrics with ${ALLOW_LIST}. Where it has the flag, it is not scraped, or its series lack the labels of ` +
    'monitoring.seriesSelector.',
});

const DRAIN_GIVEN_UP: HandlerAlert = ({ handler }, series) => ({
  name: 'NodeDrainGivenUp',
  severity: 'ticket',
  expr: `${steps(series, { action: 'cordon-and-drain', status: 'error' })} > 0`,
  for: '0m',
  summary: `The drain of a node failed, or was given up after ${renderDuration(handler.nodeDrainSeconds)}`,
  meaning:
    'The handler begins anew until the terminate hook of the node has run out. Then the instance ends, with the pods that are still on it.',
  remedy:
    `${LOG} names the node and the last error. A budget that allows nothing is named with its pod: more replicas, or a larger ` +
    'maxUnavailable of the workload. A pod that does not end within its grace is on a machine that does not answer. On a spot machine two ' +
    'minutes are all there is.',
});

/**
 * Reports that no hook is completed. A single failure is no sign: both pods of the handler drain a node whose drain takes longer than the
 * message is hidden, and the second one finds the hook completed.
 */
const HOOK_NOT_COMPLETED: HandlerAlert = (_, series) => ({
  name: 'TerminateHookNotCompleted',
  severity: 'ticket',
  expr:
    `${steps(series, { action: 'post-drain', status: 'error' })} > 0 ` +
    `unless on () ${steps(series, { action: 'post-drain', status: 'success' })} > 0`,
  for: '5m',
  summary: 'Nodes are drained, and the termination handler cannot let their instances go',
  meaning:
    'Each instance waits without pods until its terminate hook has run out, and its message is delivered again and again. Or the hook ran out ' +
    'before the drain ended, and pods were killed.',
  remedy:
    `${LOG} has the answer of AWS. AccessDenied: deploy the platform stack, which makes the role. "No active Lifecycle Action found": the ` +
    'hook ran out first; compare its heartbeat with how long the drain took.',
});

const DOWN: HandlerAlert = ({ handler }, series) => ({
  name: 'TerminationHandlerDown',
  severity: 'page',
  expr: `max(${available(series)}) == 0`,
  for: '5m',
  summary: 'No pod of the termination handler has been available for 5 minutes',
  meaning: `${UNDRAINED} Instances wait for their terminate hooks before.`,
  remedy:
    `Look at ${PODS}: pods that wait lack room on their pools (${handler.homes.map(({ name }) => name).join(', ')}); pods that restart say why in ${LOG} --previous. ` +
    '"Unable to get AWS credentials" is a pod that is older than its pod identity: delete it. The fourth of equal errors ends the program, ' +
    'whatever succeeded between them, as AccessDenied or NonExistentQueue do until the platform stack is deployed. Until it runs, drain by ' +
    'hand what you replace.',
});

const UNSEEN_DEPLOYMENT: HandlerAlert = (_, series) => ({
  name: 'TerminationHandlerUnseen',
  severity: 'ticket',
  expr: `absent(${available(series)})`,
  for: '15m',
  labels: { source: 'kube-state-metrics' },
  summary: 'kube-state-metrics tells nothing of the termination handler',
  meaning: 'A handler that does not run raises no alert now.',
  remedy:
    'Either the Deployment is missing (apply the manifests), or kube-state-metrics is not scraped, or its labels are ' +
    'renamed to exported_namespace (set honorLabels), or its series lack the labels of monitoring.seriesSelector.',
});

const UNSEEN_HANDLER: HandlerAlert = (_, series) => ({
  name: 'TerminationHandlerUnseen',
  severity: 'ticket',
  expr: `absent(${own(series, 'events_error_total')})`,
  for: '15m',
  labels: { source: TERMINATION_HANDLER },
  summary: 'The termination handler tells nothing',
  meaning: 'A drain that fails, and an event that it cannot read, raise no alert now.',
  remedy:
    `Where its pods run, Prometheus does not scrape them: the PodMonitor ${TERMINATION_HANDLER} in ${PLATFORM_NAMESPACE} is missing or ` +
    'has not the labels that the Prometheus selects (monitoring.stack.ruleLabels), or another scrape configuration gives the series another ' +
    'job, or the series lack the labels of monitoring.seriesSelector.',
});

const ERRORS: HandlerAlert = (_, series) => ({
  name: 'TerminationHandlerErrors',
  severity: 'ticket',
  // A single error, such as a throttled request, is repeated two seconds later and falls into one range only.
  expr: `sum(increase(${own(series, 'events_error_total')}[10m])) > 0`,
  for: '15m',
  summary: 'The termination handler has failed to read events again and again for 15 minutes',
  meaning: 'Events that it cannot read come back until the queue gives them up, and their nodes are not drained.',
  remedy:
    `The log says which request fails: ${LOG}. The queue or DescribeInstances that is refused: deploy the platform stack. A request ` +
    'without an answer: the way to AWS (NAT, endpoints). A message that is no event: somebody else sends to the queue.',
});
