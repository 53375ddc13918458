import { PLATFORM_NAMESPACE } from '../labels';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { ContainerSpec } from './container/container-fields';
import { SERVICE_CONTAINER } from './container/service-container';
import type { HealthSpec } from './health/health-fields';
import { type HostSpec, resolveHost } from './hosts/host-spec';
import { type JvmSpec, resolveJvm } from './jvm/jvm-spec';
import { type PodYamlSpec, resolvePodYaml } from './pod-yaml/pod-yaml-spec';
import type { Replicas } from './replicas/replicas-fields';
import type { ShutdownMembers } from './shutdown/shutdown-fields';
import { resolveServiceShutdown, type ShutdownSpec } from './shutdown/shutdown-spec';
import { isDaemonKind, type ProxySpec, resolveProxy, resolveProxyShutdown } from './traffic/proxy-spec';
import { statesService, type WorkloadMembers } from './workload-fields';

/** A workload with every default filled in and its pools resolved. */
export interface WorkloadSpec
  extends Omit<WorkloadMembers, 'pools' | 'replicas' | 'podYaml' | 'shutdown' | 'jvm' | 'hosts' | 'proxy'> {
  readonly pools: readonly NodePoolSpec[];
  readonly replicas: Replicas;
  /** Undefined also where the text cannot be read, which a rule reports. */
  readonly podYaml: PodYamlSpec | undefined;
  /** For a service every time is filled in; for others only a stated grace. */
  readonly shutdown: ShutdownMembers;
  readonly jvm: JvmSpec | undefined;
  /** Names under which clients reach the pods, with their protocols. */
  readonly hosts: readonly HostSpec[];
  /** Proxy of a traffic daemon. */
  readonly proxy: ProxySpec | undefined;
}

/** A workload whose container keelson writes. */
export type ContainerWorkloadSpec = WorkloadSpec & {
  readonly container: ContainerSpec;
  readonly health: HealthSpec;
  readonly shutdown: ShutdownSpec;
};

/** A workload whose pod a team wrote itself. */
export type PodYamlWorkloadSpec = WorkloadSpec & {
  readonly podYaml: PodYamlSpec;
  readonly shutdown: ShutdownSpec;
};

/** A workload whose objects keelson writes. */
export type ServiceSpec = ContainerWorkloadSpec | PodYamlWorkloadSpec;

/** Whether keelson writes the objects of a workload. */
export function isService(workload: WorkloadSpec): workload is ServiceSpec {
  return hasContainer(workload) || hasPodYaml(workload);
}

/** Whether a workload states its container. */
export function hasContainer(workload: WorkloadSpec): workload is ContainerWorkloadSpec {
  return workload.container !== undefined && workload.health !== undefined;
}

/** Whether a workload states its pod. */
export function hasPodYaml(workload: WorkloadSpec): workload is PodYamlWorkloadSpec {
  return workload.podYaml !== undefined;
}

/** Name of the container that serves the requests of a service. */
export function servingContainerOf(workload: ServiceSpec): string {
  return hasContainer(workload) ? SERVICE_CONTAINER : workload.podYaml.container;
}

/** The workloads of a cluster whose objects keelson writes. */
export function servicesOf({ workloads }: { readonly workloads: readonly WorkloadSpec[] }): readonly ServiceSpec[] {
  return workloads.filter(isService);
}

/** A workload with its pools; a name that no pool has is left out here, and a rule refuses it. */
export function resolveWorkload(input: WorkloadMembers, pools: readonly NodePoolSpec[]): WorkloadSpec {
  const { container, jvm, podYaml, proxy } = input;
  const own = input.pools.flatMap((name) => pools.find((pool) => pool.name === name) ?? []);
  return {
    ...input,
    pools: own,
    hosts: input.hosts.map((host) => resolveHost(host, input)),
    // The proxies of a traffic daemon listen on the node itself, so that a gate waits for the values that the node's own namespace shows.
    hostNetwork: input.hostNetwork || input.kind === 'traffic-daemon',
    proxy: proxy && resolveProxy(proxy, own),
    replicas: input.replicas ?? defaultReplicas(input),
    podYaml: podYaml === undefined ? undefined : resolvePodYaml(podYaml),
    shutdown: shutdownOf(input),
    jvm: jvm === undefined || container === undefined ? undefined : resolveJvm(jvm, container),
  };
}

/** Number of pods of a workload that states none. */
export function defaultReplicas({ kind }: Pick<WorkloadMembers, 'kind'>): number {
  return kind === 'job' ? 1 : 2;
}

/** Times of the stop of a workload's pods, with the defaults of a service filled in. */
export function shutdownOf(
  workload: Pick<WorkloadMembers, 'kind' | 'container' | 'podYaml' | 'shutdown' | 'hosts'>,
): ShutdownMembers {
  if (workload.kind === 'traffic-daemon') return resolveProxyShutdown(workload.shutdown);
  return statesService(workload) ? resolveServiceShutdown(workload) : workload.shutdown;
}

/** Names of the pools of a workload, as values of the pool label. */
export function poolNamesOf(workload: WorkloadSpec): readonly string[] {
  return workload.pools.map((pool) => pool.name);
}

/**
 * Whether the pods leave a node before kured drains it: daemons of teams do, because they carry traffic and a drain does not move
 * daemons. Daemons of the platform stay.
 */
export function leavesBeforeReboot({ kind, namespace, pools }: WorkloadSpec): boolean {
  const isServing = isDaemonKind(kind) && namespace !== PLATFORM_NAMESPACE;
  return isServing && pools.some(({ reboots }) => reboots?.kind === 'coordinated');
}
