import { VISIBILITY_SECONDS } from '../../specs/cluster/controllers/node-event-queue';
import type { HandledCluster } from '../../specs/cluster/controllers/termination-handler-spec';

/** Port of the handler's metrics. */
export const HANDLER_METRICS_PORT = 9092;

/** Port and path at which the handler says that its process runs. */
export const HANDLER_PROBE = { port: 8080, path: '/healthz' } as const;

/**
 * Variables of the handler, 1.25. Those that decide what is drained are all stated, because a default that changes in a later release would
 * change which pods go.
 *
 * Left out are the heartbeats (`HEARTBEAT_INTERVAL`): the terminate hook is as long as the slowest drain needs, and with heartbeats a budget
 * that allows nothing would hold an instance for up to two days. Also left out is all that only the other mode reads, in which a pod on each
 * node asks the instance's metadata: with a queue the handler asks the metadata for nothing.
 *
 * @see https://github.com/aws/aws-node-termination-handler/blob/v1.25.6/pkg/config/config.go
 */
export function renderHandlerVariables(handled: HandledCluster): Readonly<Record<string, string>> {
  return { ...renderSource(handled), ...renderDrain(handled), ...renderSigns() };
}

/** The queue, and the events that count. */
function renderSource(handled: HandledCluster): Readonly<Record<string, string>> {
  const { cluster, handler } = handled;
  return {
    ENABLE_SQS_TERMINATION_DRAINING: 'true',
    QUEUE_URL: handler.queueUrl,
    // Pods do not reach the instance's metadata, from which the region would come otherwise.
    AWS_REGION: cluster.region,
    // EventBridge delivers the events of the whole account, and another cluster's node of the same name must stay.
    CHECK_TAG_BEFORE_DRAINING: 'true',
    MANAGED_TAG: handler.managedTag,
    SQS_MSG_VISIBILITY_TIMEOUT_SEC: String(VISIBILITY_SECONDS),
    // The handler takes every error of the look-up for a node that is not there. With `true` a drain that fails meanwhile lets the instance
    // go with its pods. The price: an instance whose node never joined, or was deleted, waits until its hook has run out.
    DELETE_SQS_MSG_IF_NODE_NOT_FOUND: 'false',
    // With `true` the handler would look nodes up by their provider id and would not repeat a look-up that failed. A node on EKS has the
    // private host name of its instance as its name, so that the handler finds it by that name.
    USE_PROVIDER_ID: 'false',
  };
}

/** The treatment of a node that goes. */
function renderDrain({ handler }: HandledCluster): Readonly<Record<string, string>> {
  return {
    DRY_RUN: 'false',
    CORDON_ONLY: 'false',
    // A closed node gets no pods without a taint. With one the handler would have to update whole nodes.
    TAINT_NODE: 'false',
    ENABLE_OUT_OF_SERVICE_TAINT: 'false',
    // Balancers follow the group, which takes the instance out before its hook.
    EXCLUDE_FROM_LOAD_BALANCERS: 'false',
    // A drain ends daemons nowhere; the shutdown of the node does.
    IGNORE_DAEMON_SETS: 'true',
    // Services have an emptyDir for scratch files, so that hardly any pod would leave.
    DELETE_LOCAL_DATA: 'true',
    // Every pod has its own grace period.
    POD_TERMINATION_GRACE_PERIOD: '-1',
    // A drain that is given up begins anew with the next delivery of its message, until the hook has run out.
    NODE_TERMINATION_GRACE_PERIOD: String(handler.nodeDrainSeconds),
    WORKERS: String(handler.concurrentDrains),
    USE_APISERVER_CACHE: 'false',
  };
}

/** Logs, events, metrics and probes. */
function renderSigns(): Readonly<Record<string, string>> {
  return {
    LOG_LEVEL: 'info',
    JSON_LOGGING: 'true',
    // In the second form the reason of an event is the kind of the interruption; in the first it is the same for all.
    LOG_FORMAT_VERSION: '2',
    EMIT_KUBERNETES_EVENTS: 'true',
    ENABLE_PROMETHEUS_SERVER: 'true',
    PROMETHEUS_SERVER_PORT: String(HANDLER_METRICS_PORT),
    ENABLE_PROBES_SERVER: 'true',
    PROBES_SERVER_PORT: String(HANDLER_PROBE.port),
    PROBES_SERVER_ENDPOINT: HANDLER_PROBE.path,
  };
}
