import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ProxyProgram } from '../../render/proxies/proxy-program';
import { renderProxyProgram } from '../../render/proxies/render-proxy-program';
import type { ClusterSpec } from '../../specs/cluster/cluster-spec';
import { balancerTimesOf, minReadySecondsOf } from '../../specs/ingress/balancer-times';
import type { DaemonTraffic } from '../../specs/ingress/ingress-spec';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import { ConfigError } from '../../values/config-error';
import { PRIORITY_CLASS_NAMES } from '../cluster/priority-classes';
import { renderTunedGate, type TunedGate } from '../node-tuner/tuned-gate';
import { renderPlacement, renderWorkloadLabels } from '../workloads/placement';
import { renderProxyContainer } from './traffic-container';
import { HOST_NETWORK_BECAUSE, PROXY_USER, trafficProgramName, trafficRoutesName } from './traffic-names';
import { renderTrafficVolumes } from './traffic-volumes';

/** Former revisions that a rollback finds. */
const KEPT_REVISIONS = 3;

/** The reason why the pods have a folder of their node, for the check of volumes. */
const FOLDER_OF_THE_GATE = {
  'keelson.dev/ignore-volume-not-allowed':
    "the gate reads the tuner's marker in the folder, and the proxy does not have it",
};

/** Properties of {@link TrafficDaemon}. */
export interface TrafficDaemonProps {
  /** The cluster: its pools decide whether the pods wait for kernel parameters. */
  readonly cluster: ClusterSpec;
  /** The daemon with its ingress, whose balancer sets the pace of a rollout, and the services to which the proxies send requests. */
  readonly traffic: DaemonTraffic;
}

/**
 * The proxies of an ingress: one pod in the network of every node of its pools, which listens on ports of the node.
 *
 * The files that follow the hosts are in a ConfigMap that changes in place, and the running proxies read them anew. Everything else is in
 * an immutable ConfigMap with a hash in its name, so that a change of it rolls the pods, a few nodes at a time.
 *
 * There is no disruption budget: the disruption controller finds no number of wanted pods behind a DaemonSet and would refuse every
 * eviction. A drain leaves the pods of daemons alone anyway; before a coordinated reboot they leave by their node affinity.
 *
 * No network policy applies to pods in the network of a node. The proxies therefore could reach the node's metadata server, and on GKE get
 * the token of the node's service account there, which has the rights of a node and no more; the pods have no identity of their own.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class TrafficDaemon extends Construct {
  /** The DaemonSet, with the name of the workload. */
  readonly resource: k8s.KubeDaemonSet;

  constructor(scope: Construct, id: string, props: TrafficDaemonProps) {
    super(scope, id);
    const { daemon } = props.traffic;
    const program = renderProxyProgram(props.traffic);
    requireRoutesFit(daemon, program);
    this.addFiles(daemon, program);
    this.resource = this.addDaemonSet(props, program);
  }

  private addFiles(daemon: TrafficDaemonSpec, program: ProxyProgram): void {
    const { namespace } = daemon;
    const labels = { ...renderWorkloadLabels(daemon) };
    new k8s.KubeConfigMap(this, 'Routes', {
      metadata: { name: trafficRoutesName(daemon), namespace, labels },
      data: { ...program.routes },
    });
    new k8s.KubeConfigMap(this, 'Program', {
      metadata: { name: trafficProgramName(daemon, program), namespace, labels },
      immutable: true,
      data: { ...program.files },
    });
  }

  private addDaemonSet({ cluster, traffic }: TrafficDaemonProps, program: ProxyProgram): k8s.KubeDaemonSet {
    const { daemon, ingress } = traffic;
    const { name, namespace, maxUnavailable } = daemon;
    const labels = { ...renderWorkloadLabels(daemon) };
    const gate = renderTunedGate(daemon, cluster);
    return new k8s.KubeDaemonSet(this, 'DaemonSet', {
      metadata: { name, namespace, labels, ...(gate !== undefined && { annotations: FOLDER_OF_THE_GATE }) },
      spec: {
        selector: { matchLabels: labels },
        revisionHistoryLimit: KEPT_REVISIONS,
        minReadySeconds: minReadySecondsOf(balancerTimesOf(ingress)),
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            // Two proxies of one node could not listen on the same ports, so that the former one goes first.
            maxSurge: k8s.IntOrString.fromNumber(0),
            maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable),
          },
        },
        template: {
          metadata: { labels, annotations: { 'keelson.dev/privileged-because': HOST_NETWORK_BECAUSE } },
          spec: renderPod(daemon, program, gate),
        },
      },
    });
  }
}

/** Most bytes of the routes: `kubectl apply` keeps a copy of the object in an annotation, which holds 256 KiB with all others. */
const MAX_ROUTES_BYTES = 254 * 1024;

/** @throws ConfigError for routes that the API server would refuse. */
function requireRoutesFit({ namespace, name }: TrafficDaemonSpec, { routes }: ProxyProgram): void {
  const bytes = Buffer.byteLength(JSON.stringify(routes));
  if (bytes <= MAX_ROUTES_BYTES) return;
  const problem = {
    subject: `traffic daemon '${namespace}/${name}'`,
    property: 'hosts',
    rule: `have routes of at most ${MAX_ROUTES_BYTES} bytes as JSON, so that kubectl can apply them`,
    value: bytes,
    remedy: 'give some hosts another ingress with a traffic daemon of its own, or shorten their responseHeaders',
  };
  throw new ConfigError([problem]);
}

function renderPod(daemon: TrafficDaemonSpec, program: ProxyProgram, gate: TunedGate | undefined): k8s.PodSpec {
  const { labels: _labels, ...placement } = renderPlacement(daemon);
  return {
    ...placement,
    serviceAccountName: daemon.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Not system-critical: the kubelet ends such pods last, when a node that shuts down has no time left for their drain.
    priorityClassName: PRIORITY_CLASS_NAMES.traffic,
    hostNetwork: true,
    // Without this policy pods in the network of the node use the node's resolver, which knows no Service.
    dnsPolicy: 'ClusterFirstWithHostNet',
    terminationGracePeriodSeconds: daemon.shutdown.graceSeconds,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: PROXY_USER,
      runAsGroup: PROXY_USER,
      fsGroup: PROXY_USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(gate !== undefined && { initContainers: [gate.container] }),
    containers: [renderProxyContainer(daemon, program)],
    volumes: [...renderTrafficVolumes(daemon, program), ...(gate?.volumes ?? [])],
  };
}
