import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { renderProxyProgram } from '../../render/proxies/render-proxy-program';
import { addPodMonitor } from '../workloads/pod-monitor';
import { addPodMonitoring } from '../workloads/pod-monitoring';
import type { TrafficDaemonProps } from './traffic-daemon';

/**
 * Tells the cluster's Prometheus where the metrics of the proxies are: on a port of every node of their pools. No network policy opens the
 * port, because none applies to the network of a node; the balancer's firewall leaves it closed to the outside.
 */
export class TrafficMetrics extends Construct {
  /** The PodMonitor or PodMonitoring, which has the name of the daemon. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { cluster, traffic }: TrafficDaemonProps) {
    super(scope, id);
    const { daemon: workload } = traffic;
    const endpoint = { port: 'metrics', path: renderProxyProgram(traffic).metricsPath };
    const isManaged = cluster.monitoring.stack.kind === 'google-managed';
    this.resource = isManaged
      ? addPodMonitoring(this, { workload, endpoint })
      : addPodMonitor(this, { cluster, workload, endpoint });
  }
}
