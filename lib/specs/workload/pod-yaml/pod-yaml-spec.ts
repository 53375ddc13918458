import { Problems } from '../../../values/problems';
import type { ServiceProtocol } from '../container/container-fields';
import { containersOf, type PodContainer, type PodObject, type PodPort } from './pod-object';
import { type PodYamlMembers, podYamlFields } from './pod-yaml-fields';
import { readPod } from './read-pod';

/** Protocol of a port that states none. */
const DEFAULT_PROTOCOL = 'TCP';

/** Defaults of a startup probe in seconds and attempts, as the API server fills them in. */
const PROBE_DEFAULTS = { initialDelaySeconds: 0, periodSeconds: 10, failureThreshold: 3 } as const;

/** A pod that a team wrote itself, read and patched. */
export interface PodYamlSpec {
  /** The pod after its patches. */
  readonly pod: PodObject;
  /** Name of the container that serves requests. */
  readonly container: string;
  /** Image of that container. */
  readonly image: string;
  /** Port of that container that requests go to; undefined for a pod that serves none. */
  readonly port: PodServingPort | undefined;
  readonly protocol: ServiceProtocol;
  /** Most seconds that the serving container may take to start by its startup probe; undefined without one. */
  readonly startupSeconds: number | undefined;
}

/** The port of a team's pod that requests go to. */
export interface PodServingPort {
  /** Name of the port; undefined where the pod gives it none. */
  readonly name: string | undefined;
  readonly port: number;
}

/** The container and the port that serve, as far as the pod has them. */
export interface Serving {
  readonly container: PodContainer | undefined;
  readonly port: PodPort | undefined;
}

/** Resolves a team's pod; undefined where its text cannot be read or has no such container or port, which a rule reports. */
export function resolvePodYaml(members: PodYamlMembers): PodYamlSpec | undefined {
  // The resolver also sees members whose own fields failed.
  if (!podYamlFields.judge(members, '', new Problems())) return undefined;
  const { pod } = readPod(members);
  if (pod === undefined) return undefined;
  const { container, port } = servingOf(pod, members);
  if (
    container?.name === undefined ||
    container.image === undefined ||
    (members.port !== undefined && port === undefined)
  )
    return undefined;
  const number = port?.containerPort;
  return {
    pod,
    container: container.name,
    image: container.image,
    port: number === undefined ? undefined : { name: port?.name, port: number },
    protocol: members.protocol,
    startupSeconds: startupSecondsOf(container),
  };
}

/** The container and the port that serve: those that are named, otherwise the first ones. */
export function servingOf({ spec }: PodObject, { container, port }: PodYamlMembers): Serving {
  const serving = spec.containers.find(({ name }) => container === undefined || name === container);
  const ports = (serving?.ports ?? []).filter(isTcp);
  return { container: serving, port: ports.find(({ name }) => port === undefined || name === port) };
}

/** Whether a port takes TCP connections, which every protocol of a service does. */
export function isTcp({ protocol = DEFAULT_PROTOCOL }: PodPort): boolean {
  return protocol === DEFAULT_PROTOCOL;
}

/** The port of a team's pod with the metrics: the stated number, otherwise the serving port; undefined unless the pod names it. */
export function podMetricsPort(
  { pod, port: serving }: Pick<PodYamlSpec, 'pod' | 'port'>,
  metrics: { readonly port: number | undefined },
): { readonly name: string; readonly number: number } | undefined {
  const number = metrics.port ?? serving?.port;
  const ports = containersOf(pod).flatMap(({ container }) => container.ports ?? []);
  const name = ports.find(({ containerPort, name: stated }) => containerPort === number && stated !== undefined)?.name;
  return name === undefined || number === undefined ? undefined : { name, number };
}

function startupSecondsOf({ startupProbe }: PodContainer): number | undefined {
  if (startupProbe === undefined) return undefined;
  const { initialDelaySeconds, periodSeconds, failureThreshold } = { ...PROBE_DEFAULTS, ...startupProbe };
  return Number(initialDelaySeconds) + Number(periodSeconds) * Number(failureThreshold);
}
