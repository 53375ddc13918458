import type { ContainerSpec, ServiceProtocol } from '../../specs/workload/container/container-fields';
import { type ContainerWorkloadSpec, hasContainer, type ServiceSpec } from '../../specs/workload/workload-spec';
import { shortHash } from '../../values/short-hash';

/** Port of a Service for the protocols that a proxy or a browser speaks, so that clients need no port. */
const WEB_PORT = 80;

/** Name and number of a protocol's port in a Service, and the protocol's name for proxies. */
export interface ProtocolPort {
  /** Name of the container's port and of the Service's. */
  readonly name: 'http' | 'grpc' | 'tcp';
  /** Port of the Service; the container's own where a protocol has no usual one. */
  readonly port: number;
  /** Protocol for proxies and gateways; undefined for one of which they forward only bytes. */
  readonly appProtocol: string | undefined;
}

/**
 * Names of protocols as gateways read them. gRPC without TLS is HTTP/2 with prior knowledge, and therefore has the same name.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1911/
 */
const APP_PROTOCOLS: Readonly<Record<ServiceProtocol, string | undefined>> = {
  http1: 'http',
  h2: 'kubernetes.io/h2c',
  grpc: 'kubernetes.io/h2c',
  websocket: 'kubernetes.io/ws',
  tcp: undefined,
};

const PORT_NAMES: Readonly<Record<ServiceProtocol, ProtocolPort['name']>> = {
  http1: 'http',
  h2: 'http',
  grpc: 'grpc',
  websocket: 'http',
  tcp: 'tcp',
};

/** The port that clients of a service use. Its name stays when a protocol changes to another one of HTTP. */
export function protocolPort({ protocol, port }: Pick<ContainerSpec, 'protocol' | 'port'>): ProtocolPort {
  const name = PORT_NAMES[protocol];
  return { name, port: name === 'http' ? WEB_PORT : port, appProtocol: APP_PROTOCOLS[protocol] };
}

/** The port of a Service, and the port of the pods behind it. */
export interface ServicePort extends ProtocolPort {
  /** Name of the pods' port; its number where the pod gives it no name. */
  readonly target: string | number;
}

/** The port of a service's Service; undefined for a pod of a team's own that has no port. */
export function servicePort(workload: ServiceSpec): ServicePort | undefined {
  if (hasContainer(workload)) {
    const own = protocolPort(workload.container);
    return { ...own, target: own.name };
  }
  const { port: serving, protocol } = workload.podYaml;
  if (serving === undefined) return undefined;
  return { ...protocolPort({ protocol, port: serving.port }), target: serving.name ?? serving.port };
}

/** Name of the ConfigMap with the files of a workload; undefined where the workload states none. */
export function configMapName({ name, container }: ContainerWorkloadSpec): string | undefined {
  const { config } = container;
  return Object.keys(config).length === 0 ? undefined : `${name}-${shortHash(config)}`;
}
