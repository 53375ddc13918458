import type { ContainerInput, SidecarInput } from './container/container-input';
import type { HealthInput } from './health/health-input';
import type { HostInput } from './hosts/host-input';
import type { JvmInput } from './jvm/jvm-input';
import type { PodYamlInput } from './pod-yaml/pod-yaml-input';
import type { ReplicaRangeInput } from './replicas/replicas-input';
import type { WorkloadShutdownInput } from './shutdown/shutdown-input';
import type { HostPortsInput, ProxyInput } from './traffic/traffic-daemon-input';

/** Port and path of the metrics of a workload's pods. */
export interface WorkloadMetricsInput {
  /**
   * TCP port of the metrics, 1024 to 65535. Changing it rolls the pods.
   * @default - the container's port
   */
  readonly port?: number;
  /**
   * Path of the metrics in the text format of Prometheus, beginning with `/` and without a query. Changes in place.
   * @default '/metrics'
   */
  readonly path?: string;
}

/** The pods of a service, whose objects keelson writes. */
export interface ServiceInput {
  /**
   * The container that serves requests: the workload is a service then, of kind `deployment`. Changing a member rolls the pods, unless
   * its text says otherwise.
   * @default - a chart of your own defines the containers
   */
  readonly container?: ContainerInput;
  /**
   * The pod as a team wrote it itself, in place of `container`, `health`, `jvm` and `sidecars`.
   * @default - `container`, or a chart of your own
   */
  readonly podYaml?: PodYamlInput;
  /**
   * Sign by which the service says that it is ready; must be stated with `container`.
   * @default - none without `container`
   */
  readonly health?: HealthInput;
  /**
   * Times of the stop of the pods.
   * @default - the defaults of its members
   */
  readonly shutdown?: WorkloadShutdownInput;
  /**
   * Options of the Java virtual machine in the container.
   * @default - the container runs none
   */
  readonly jvm?: JvmInput;
  /**
   * Containers that start before the service's container and end after it, 4 at most.
   * @default - none
   */
  readonly sidecars?: readonly SidecarInput[];
  /**
   * Port and path of the pods' metrics. keelson writes a PodMonitor for a Prometheus of the operator, whose namespace must be in the team's
   * `allowFrom`, or a PodMonitoring for Google's, for which keelson opens the port.
   * @default - the pods have none
   */
  readonly metrics?: WorkloadMetricsInput;
  /**
   * Names of Secrets of the type `kubernetes.io/dockerconfigjson` in the namespace, with which images are pulled. Changing it rolls the pods.
   * @default - the nodes' own rights
   */
  readonly pullSecrets?: readonly string[];
}

/** The way of requests to a workload's pods. */
export interface TrafficInput {
  /**
   * Names under which clients reach a service through an ingress of the environment, 50 at most. Changes in place; with the first host
   * the pods are renewed one after the other, unless `shutdown.endpointLagSeconds` is stated, because they serve on for longer when they end.
   * @default - clients within the cluster alone reach it
   */
  readonly hosts?: readonly HostInput[];
  /**
   * The proxy of a traffic daemon, which takes the requests of an ingress on ports of its nodes; must be stated for the kind
   * `traffic-daemon`, and only for it.
   * @default - the workload is no traffic daemon
   */
  readonly proxy?: ProxyInput;
  /**
   * Ports of a traffic daemon on its nodes; must be stated for the kind `traffic-daemon`, and only for it.
   * @default - the workload is no traffic daemon
   */
  readonly hostPorts?: HostPortsInput;
}

/**
 * Pools of a workload, the number of its pods that may be missing, and for a service the pods themselves.
 *
 * A workload with `container` or `podYaml` is a service, and keelson writes all of its objects. Without them a chart of your own
 * defines the containers; changing a member then changes nothing that is deployed by keelson itself, unless the member's text says so.
 */
export interface WorkloadInput extends ServiceInput, TrafficInput {
  /**
   * DNS label, unique in its namespace; a service has at most 46 characters. Changing it replaces the objects of a service, and leaves the
   * former ones to you.
   */
  readonly name: string;
  /**
   * A team's namespace, or `keelson-system`; for a traffic daemon a namespace of its own, which keelson makes. Changing it replaces the objects of a service, and leaves the former ones to you. The admission
   * policy of teams follows, where the workload has a grace above 300 seconds or removes a startup taint.
   */
  readonly namespace: string;
  /**
   * `daemon` runs one pod on every node of its pools; a service is a `deployment`. A `traffic-daemon` is a proxy on every node of its pools,
   * behind a balancer, and keelson writes its objects. Changing it changes nothing that is deployed, except to or from `traffic-daemon`,
   * which adds or leaves out the proxy's objects.
   */
  readonly kind: 'deployment' | 'daemon' | 'job' | 'traffic-daemon';
  /**
   * Pools that may run it; at least one. Changing it rolls the pods of a service.
   * Changing it rolls the pools concerned where the workload has `sysctls` that Kubernetes calls unsafe.
   */
  readonly pools: readonly string[];
  /**
   * Wanted number of pods, 1 to 5000, or a range that follows a metric; refused for daemons, and a range for jobs and for workloads
   * that are no services. A service in production has at least 2, or says why in `singleBecause`. Changes in place.
   * @default - 2; 1 for a job
   */
  readonly replicas?: number | ReplicaRangeInput;
  /**
   * Reason why a service in production has a single pod, which is missing whenever its node drains. Changing it
   * changes nothing that is deployed.
   * @default - two pods at least
   */
  readonly singleBecause?: string;
  /**
   * Most pods that may be missing at once while nodes drain, 1 to 5000, and not more than the replicas; fewer than the replicas of a
   * service in production, unless it states `singleBecause`. Changes in place.
   * @default 1
   */
  readonly maxUnavailable?: number;
  /**
   * Whether the pods use the node's network: its parameters are then theirs, and they may set none of `net.`. Only in
   * `keelson-system`, because the Pod Security level of a team's namespace refuses such pods.
   * Changing it rolls the pools concerned where the workload has `sysctls` that Kubernetes calls unsafe.
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * Whether the pods start on a node while the node still has its startup taint: for agents of logs or the network, without which the
   * node cannot serve other pods. Only for daemons in `keelson-system`; never for pods that carry traffic.
   * Changing it changes nothing that is deployed.
   * @default false
   */
  readonly startsBeforeTuning?: boolean;
  /**
   * Kernel parameters of the pods' own namespaces. Parameters that Kubernetes calls unsafe are allowed on the workload's pools only.
   * Changing the keys of unsafe parameters rolls these pools. Changing them rolls the pods of a service.
   * @default - no parameters
   */
  readonly sysctls?: Readonly<Record<string, string>>;
}
