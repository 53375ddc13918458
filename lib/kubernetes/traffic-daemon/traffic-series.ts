import { renderProxyProgram } from '../../render/proxies/render-proxy-program';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import type { DaemonTraffic } from '../../specs/ingress/ingress-spec';
import { WORKLOAD_LABEL } from '../../specs/labels';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import type { Alert } from '../alerts/alert';
import { type SelectSeries, seriesOf } from '../alerts/select-series';

/** Series that the alerts on a traffic daemon read, each with the labels of the cluster and of the daemon. */
export interface TrafficSeries {
  /** The daemon, after whose times, pools and proxy the alerts go. */
  readonly daemon: TrafficDaemonSpec;
  /** Renders the selector of a metric of the DaemonSet in kube-state-metrics: `number_ready` is one. */
  readonly pods: (metric: string) => string;
  /** Renders the selector of a metric of the proxies themselves. */
  readonly own: SelectSeries;
  /** The metric that every running proxy has exactly once. */
  readonly running: string;
  /** The proxies that use other routes than those that were applied together with the alerts. */
  readonly outdated: string;
}

/** An alert on a traffic daemon, rendered for its series. */
export type TrafficAlert = (series: TrafficSeries) => Alert;

/** Returns the series of a traffic daemon of a cluster. */
export function trafficSeriesOf(cluster: ClusterSpec, traffic: DaemonTraffic): TrafficSeries {
  const { daemon } = traffic;
  const series = seriesOf(cluster);
  const own: SelectSeries = (metric, labels = {}) => {
    return series(metric, { namespace: daemon.namespace, job: daemon.name, ...labels });
  };
  const pods = (metric: string): string => {
    return series(`kube_daemonset_status_${metric}`, { namespace: daemon.namespace, daemonset: daemon.name });
  };
  const not = renderProxyProgram(traffic).routesVersion;
  return {
    daemon,
    pods,
    own,
    ...(daemon.proxy.kind === 'haproxy'
      ? {
          running: own('haproxy_process_uptime_seconds'),
          outdated: own('haproxy_process_description', { desc: { not } }),
        }
      : {
          running: own('nginx_connections', { state: 'active' }),
          outdated: own('nginx_routes', { version: { not } }),
        }),
  };
}

/** Command that prints the logs of all proxies of a daemon. */
export function logsOf({ namespace, name }: Pick<TrafficDaemonSpec, 'namespace' | 'name'>): string {
  return `kubectl -n ${namespace} logs -l ${WORKLOAD_LABEL}=${name} --prefix --tail=-1`;
}
