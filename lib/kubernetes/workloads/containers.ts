import type {
  Container,
  ContainerSecurityContext,
  EnvVariable,
  InitContainer,
  Lifecycle,
  Resources,
} from '../../render/pods/pod-types';
import type { ContainerSpec, SidecarSpec } from '../../specs/workload/container/container-fields';
import { scratchOf } from '../../specs/workload/container/container-scratch';
import { SERVICE_CONTAINER } from '../../specs/workload/container/service-container';
import type { ContainerWorkloadSpec } from '../../specs/workload/workload-spec';
import { canonicalQuantity } from '../../values/quantity';
import { renderEnv, renderServiceEnv } from './container-env';
import { runImage } from './container-image';
import { renderServicePorts } from './container-ports';
import { renderMounts } from './container-volumes';
import { renderProbes } from './probes';
import { serviceFolders } from './service-folders';

/** Members that the containers of a service have in common. */
type Base = Omit<ContainerSpec | SidecarSpec, 'port' | 'env'>;

/** Rights of a container in a namespace of the Pod Security level `restricted`. */
const RESTRICTED: ContainerSecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** The kubelet asks every second for a minute, so that the service's own container waits no longer than the sidecar needs. */
const SIDECAR_START = { periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 60 } as const;

/** The container that serves requests. */
export function renderServiceContainer(workload: ContainerWorkloadSpec): Container {
  const lifecycle = renderLifecycle(workload);
  const base = { ...workload.container, writable: serviceFolders(workload) };
  return {
    ...renderBase(workload, { name: SERVICE_CONTAINER, base, env: renderServiceEnv(workload) }),
    ports: renderServicePorts(workload),
    ...renderProbes(workload),
    ...(lifecycle !== undefined && { lifecycle }),
    securityContext: RESTRICTED,
  };
}

/**
 * The containers beside the service, in the order in which they start. As native sidecars they end after the service's own
 * container, in reverse order, and need no waiting of their own before SIGTERM.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function renderSidecars(workload: ContainerWorkloadSpec): readonly InitContainer[] {
  return workload.sidecars.map(({ name, port, user, ...base }) => ({
    ...renderBase(workload, { name, base: { ...base, user }, env: renderEnv(base.env) }),
    restartPolicy: 'Always',
    ...(port !== undefined && {
      ports: [{ containerPort: port }],
      startupProbe: { tcpSocket: { port }, ...SIDECAR_START },
    }),
    securityContext: { runAsUser: user, runAsGroup: user, ...RESTRICTED },
  }));
}

/**
 * The kubelet waits before SIGTERM until proxies have forgotten the pod. Left out for no time, because `0` needs Kubernetes 1.33.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
function renderLifecycle({ shutdown }: ContainerWorkloadSpec): Lifecycle | undefined {
  const seconds = shutdown.endpointLagSeconds;
  return seconds === 0 ? undefined : { preStop: { sleep: { seconds } } };
}

interface NamedContainer {
  readonly name: string;
  readonly base: Base;
  readonly env: readonly EnvVariable[];
}

function renderBase(
  workload: ContainerWorkloadSpec,
  { name, base, env }: NamedContainer,
): Omit<Container, 'securityContext'> {
  const volumeMounts = renderMounts(workload, name);
  return {
    name,
    image: runImage(base.image).reference,
    imagePullPolicy: 'IfNotPresent',
    ...(base.command !== undefined && { command: base.command }),
    ...(base.args !== undefined && { args: base.args }),
    ...(env.length > 0 && { env }),
    resources: renderResources(base),
    ...(volumeMounts.length > 0 && { volumeMounts }),
  };
}

/** There is no processor limit, because a limit throttles long before the node is full. */
function renderResources({ cpu, memory, ...base }: Base): Resources {
  const most = { memory: canonicalQuantity(memory), 'ephemeral-storage': canonicalQuantity(scratchOf(base)) };
  return { requests: { cpu: canonicalQuantity(cpu), ...most }, limits: most };
}
