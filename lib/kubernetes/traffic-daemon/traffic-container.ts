import { k8s } from 'cdk8s-plus-27';
import { HEALTH_PATH, type ProxyProgram } from '../../render/proxies/proxy-program';
import type { HostPorts } from '../../specs/workload/traffic/traffic-daemon-fields';
import type { TrafficDaemonSpec } from '../../specs/workload/traffic/traffic-daemon-spec';
import { canonicalQuantity } from '../../values/quantity';
import { runImage } from '../workloads/container-image';
import { PROXY_CONTAINER } from './traffic-names';
import { renderTrafficMounts } from './traffic-volumes';

/** Disk for the five log files of 10 MiB that the kubelet keeps; everything else that the proxy writes is in memory. */
const DISK = '64Mi';

/** The proxy may take a minute to start: it reads its files, and asks the DNS for its services. */
const START = { periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 60 } as const;

/** A pod counts as not ready after 15 seconds without an answer. The balancer asks the same port itself, and goes by its own answers. */
const READY = { periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 } as const;

/** The proxy is started again after a minute in which nothing took a connection. */
const ALIVE = { periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 6 } as const;

/**
 * The container of a traffic daemon's proxy.
 *
 * Liveness asks for a connection alone and for no answer: the health port answers 503 while the pod leaves, and a restart would end the
 * connections that still live.
 */
export function renderProxyContainer(daemon: TrafficDaemonSpec, program: ProxyProgram): k8s.Container {
  const health = { path: HEALTH_PATH, port: k8s.IntOrString.fromString('health') };
  return {
    name: PROXY_CONTAINER,
    image: runImage(daemon.proxy.image).reference,
    imagePullPolicy: 'IfNotPresent',
    command: [...program.command],
    ports: renderPorts(daemon.hostPorts),
    resources: renderResources(daemon),
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    volumeMounts: renderTrafficMounts(daemon, program),
    startupProbe: { httpGet: health, ...START },
    readinessProbe: { httpGet: health, ...READY },
    livenessProbe: { tcpSocket: { port: health.port }, ...ALIVE },
    lifecycle: { preStop: { exec: { command: [...program.preStop] } } },
  };
}

/**
 * The ports of the proxy, which are ports of the node. The scheduler reads them, so that it places no second pod that wants one of them on
 * the node.
 */
function renderPorts({ http, health, metrics }: HostPorts): k8s.ContainerPort[] {
  return Object.entries({ http, health, metrics }).map(([name, port]) => ({
    name,
    containerPort: port,
    hostPort: port,
  }));
}

/** There is no processor limit, because a limit throttles long before the node is full. */
function renderResources({ proxy }: TrafficDaemonSpec): k8s.ResourceRequirements {
  const most = {
    memory: k8s.Quantity.fromString(canonicalQuantity(proxy.memory)),
    'ephemeral-storage': k8s.Quantity.fromString(DISK),
  };
  return { requests: { cpu: k8s.Quantity.fromString(canonicalQuantity(proxy.cpu)), ...most }, limits: most };
}
