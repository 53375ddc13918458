import { minNodes } from '../../specs/pool/pool-size';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import { renderDuration } from '../alerts/render-duration';
import { trafficRoutesName } from './traffic-names';
import { logsOf, type TrafficAlert } from './traffic-series';

/** Seconds within which every proxy has taken new routes, without the rest between two reloads, which is a quarter of the drain. */
const ROUTES_SECONDS = 600;

/** Command that shows where the pods of a daemon are, and which are not ready. */
function podsOf({ namespace }: TrafficDaemonSpec): string {
  return `kubectl -n ${namespace} get pods -o wide`;
}

/** Most zones of a pool of the daemon, at least two: in a single zone half of the proxies count as one. */
function zonesOf({ pools }: TrafficDaemonSpec): number {
  return Math.max(2, ...pools.map(({ zones }) => zones.length));
}

/** Where a pool may have no node at all, no proxy at all is nothing wrong. */
const DOWN: TrafficAlert = ({ daemon, pods }) => {
  const isKept = daemon.pools.some((pool) => minNodes(pool) > 0);
  return {
    name: 'TrafficProxiesDown',
    severity: 'page',
    expr: `max(${pods('number_ready')}) == 0${isKept ? '' : ` and max(${pods('desired_number_scheduled')}) > 0`}`,
    for: '2m',
    summary: `No proxy of ${daemon.namespace}/${daemon.name} has been ready for 2 minutes`,
    meaning: 'The balancer has nobody in this cluster to send requests to.',
    remedy:
      `Look at ${podsOf(daemon)}. No pods: the pools ${daemon.pools.map(({ name }) => name).join(', ')} have no nodes, or their taint is ` +
      'not tolerated. Pods that stay in Init wait for the kernel parameters of their nodes (NodeTunerStuck says more). Pods that restart or ' +
      `never become ready say why in ${logsOf(daemon)}; after a change of the image or of the proxy, apply the version before.`,
  };
};

/** A rollout takes at most `maxUnavailable` proxies, each for minutes, so that these alone are no sign. */
const ZONE_NOT_READY: TrafficAlert = ({ daemon, pods }) => {
  const zones = zonesOf(daemon);
  const [desired, ready] = [`max(${pods('desired_number_scheduled')})`, `max(${pods('number_ready')})`];
  return {
    name: 'TrafficProxiesNotReady',
    severity: 'page',
    // A tenth less than the share of a zone, because zones never have exactly the same number of nodes.
    expr: `(${desired} - ${ready}) / ${desired} > ${Math.floor(90 / zones) / 100} and ${desired} - ${ready} > ${daemon.maxUnavailable}`,
    for: '10m',
    summary: `{{ $value | humanizePercentage }} of the proxies of ${daemon.namespace}/${daemon.name} have not been ready for 10 minutes`,
    meaning: 'That is as many as a zone has. The others take all requests, and have little room for more.',
    remedy:
      `Look with ${podsOf(daemon)} whether they are on the nodes of one zone, and with kubectl get nodes whether those are there. If the zone ` +
      'is away, raise the largest size of the pool in the others. Otherwise the pods or their events say why.',
  };
};

/** Reports also a single proxy, unless a rollout makes progress: it always has some that are not ready. */
const NOT_READY: TrafficAlert = ({ daemon, pods }) => ({
  name: 'TrafficProxiesNotReady',
  severity: 'ticket',
  expr:
    `max(${pods('desired_number_scheduled')}) - max(${pods('number_ready')}) > 0 ` +
    `unless max(changes(${pods('updated_number_scheduled')}[${renderDuration(stepSeconds(daemon))}])) > 0`,
  for: '15m',
  summary: `Proxies of ${daemon.namespace}/${daemon.name} have not been ready for 15 minutes, and no rollout makes progress`,
  meaning: 'Their nodes get no requests. A rollout that stands still never replaces the other pods.',
  remedy:
    `Look at ${podsOf(daemon)} and at the events of the pods. A pod that does not end is on a node that does not answer: replace the node. ` +
    'A pod that waits for its port shares the node with another owner of that port. One that is never ready after a change is a reason to ' +
    'apply the version before.',
});

/** Longest time that a step of a rollout takes, twice, and at least a quarter of an hour. */
function stepSeconds({ shutdown }: TrafficDaemonSpec): number {
  return Math.max(900, 2 * (shutdown.graceSeconds + 120));
}

const UNSEEN_DAEMON: TrafficAlert = ({ daemon, pods }) => ({
  name: 'TrafficDaemonUnseen',
  severity: 'ticket',
  expr: `absent(${pods('number_ready')})`,
  for: '15m',
  labels: { source: 'kube-state-metrics' },
  summary: `kube-state-metrics tells nothing of ${daemon.namespace}/${daemon.name}`,
  meaning: 'Proxies that are down raise no alert now.',
  remedy:
    'Either the DaemonSet is missing (apply the manifests), or kube-state-metrics is not scraped, or its labels are renamed to ' +
    'exported_namespace (set honorLabels), or its series lack the labels of monitoring.seriesSelector.',
});

const UNSEEN_PROXIES: TrafficAlert = ({ daemon, pods, running }) => ({
  name: 'TrafficDaemonUnseen',
  severity: 'ticket',
  expr: `(count(${running}) or vector(0)) < max(${pods('number_ready')})`,
  for: '15m',
  labels: { source: 'proxies' },
  summary: `{{ $value }} proxies of ${daemon.namespace}/${daemon.name} tell something, and more are ready`,
  meaning: 'What goes wrong at the others raises no alert now.',
  remedy:
    `Prometheus does not reach port ${daemon.hostPorts.metrics} of their nodes (a firewall), or it does not know them: the object ` +
    `${daemon.name} of extensions/80-traffic-${daemon.namespace}-${daemon.name}-metrics is missing or lacks the labels that the Prometheus ` +
    'selects (monitoring.stack.ruleLabels), or the series lack the labels of monitoring.seriesSelector.',
});

/** A proxy takes new routes within the minute that the kubelet needs, the delay and the rest between two reloads. */
const OUTDATED: TrafficAlert = ({ daemon, outdated }) => {
  const { namespace, name, shutdown } = daemon;
  const patience = renderDuration(ROUTES_SECONDS + Math.ceil(shutdown.drainSeconds / 4));
  return {
    name: 'TrafficRoutesOutdated',
    severity: 'ticket',
    expr: `count(${outdated}) > 0`,
    for: patience,
    summary: `{{ $value }} proxies of ${namespace}/${name} have used other routes than the applied ones for ${patience}`,
    meaning: 'They serve on with their former routes: new hosts have no way in, and changed ones are as they were.',
    remedy:
      `Look for "the routes are refused and kept out" in ${logsOf(daemon)}: the complaint of the proxy follows; apply the routes before. ` +
      `Without that line compare the version at the end of the ConfigMap ${trafficRoutesName(daemon)} with that of the metrics. If they are ` +
      'equal, these alerts are older than the routes: apply the extensions too. Otherwise the kubelet of the node brings no files: replace it.',
  };
};

const NAMES_UNANSWERED: TrafficAlert = ({ daemon, own }) => {
  const rate = (metric: string) => `sum(rate(${own(`haproxy_resolver_${metric}`, { resolver: 'cluster' })}[5m]))`;
  return {
    name: 'TrafficNamesUnanswered',
    severity: 'page',
    // A service without ready pods is answered with an unknown name or with no address, which is an answer too.
    expr: `(${['valid', 'nx', 'any_err'].map(rate).join(' + ')}) / ${rate('sent')} < 0.5`,
    for: '5m',
    summary: `The proxies of ${daemon.namespace}/${daemon.name} get no answers to half of their questions to the DNS of the cluster`,
    meaning: 'They keep the last addresses of pods for an hour, do not learn of new ones, and then have none.',
    remedy:
      'Look at the DNS of the cluster, kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide; it has to answer over TCP. If it is ' +
      `healthy, look whether the nodes of the pools reach it: kubectl -n ${daemon.namespace} exec ds/${daemon.name} -- cat /etc/resolv.conf ` +
      'names the addresses. Do not restart the proxies: a new one begins without any address.',
  };
};

/** Alerts on the pods of the proxies. */
export const PROXY_ALERTS: readonly TrafficAlert[] = [DOWN, ZONE_NOT_READY, NOT_READY, UNSEEN_DAEMON, UNSEEN_PROXIES];

/** Alerts on the routes that the proxies use. */
export const ROUTE_ALERTS: readonly TrafficAlert[] = [OUTDATED];

/** Alerts on the questions of HAProxy for the addresses of pods. */
export const NAME_ALERTS: readonly TrafficAlert[] = [NAMES_UNANSWERED];
