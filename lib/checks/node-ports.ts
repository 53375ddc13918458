import { groupBy } from '../model/group-by';
import type { PlatformModel } from '../model/platform-model';
import { readAt, readInteger, readMaps } from '../model/read-fields';
import type { KubernetesObject } from '../values/kubernetes-object';
import { type Breach, type Check, describeObject } from './check';

/**
 * Numbers that Kubernetes gives to no Service by itself before all others are taken: the first part of its range of 30000 to 32767. A number
 * beyond it may belong to another Service already when somebody asks for it.
 *
 * @see https://kubernetes.io/blog/2023/05/11/nodeport-dynamic-and-static-allocation/
 */
const STATIC_BAND = { first: 30_000, last: 30_085 } as const;

/** A port of a Service, and the number that it asks for on every node. */
interface AskedPort {
  readonly service: KubernetesObject;
  readonly number: number | undefined;
  readonly protocol: string;
}

/** The numbers of Services on nodes are a register of the whole cluster, which balancers and firewalls outside of it have to know. */
export const nodePorts: Check = {
  id: 'node-ports',
  severity: 'error',
  title: 'ports of Services on nodes are stated, and each belongs to one Service',
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
  run: (model) => {
    const ports = askedPorts(model);
    const taken = [...groupBy(ports, ({ number, protocol }) => `${number} ${protocol}`).values()];
    return [
      ...ports.flatMap(judgePort),
      ...taken.filter(([first]) => first?.number !== undefined).flatMap(judgeTwice),
      ...model.services.filter(isOfType('NodePort')).flatMap(judgeHealthPort),
    ];
  },
};

const isOfType =
  (type: string) =>
  (service: KubernetesObject): boolean =>
    readAt(service, 'spec', 'type') === type;

function askedPorts({ services }: PlatformModel): readonly AskedPort[] {
  return services.filter(isOfType('NodePort')).flatMap((service) =>
    readMaps(readAt(service, 'spec', 'ports')).map((port) => ({
      service,
      number: readInteger(port['nodePort']),
      protocol: typeof port['protocol'] === 'string' ? port['protocol'] : 'TCP',
    })),
  );
}

function judgePort({ service, number }: AskedPort): readonly Breach[] {
  if (number === undefined)
    return [
      breachOf(
        service,
        `a port states no nodePort, so that its number is known only after the apply; state one of ${STATIC_BAND.first} to ${STATIC_BAND.last}`,
      ),
    ];
  if (number >= STATIC_BAND.first && number <= STATIC_BAND.last) return [];
  const message = `nodePort ${number} is outside of ${STATIC_BAND.first} to ${STATIC_BAND.last}, so that Kubernetes may have given it to another Service; use a number of that band`;
  return [{ ...breachOf(service, message), severity: 'warning' }];
}

function judgeTwice(ports: readonly AskedPort[]): readonly Breach[] {
  const [first, ...others] = ports;
  if (first === undefined) return [];
  return others.map(({ service, number, protocol }) =>
    breachOf(
      service,
      `nodePort ${number} of ${protocol} belongs to ${describeObject(first.service)} too, so that the API server refuses the second one; use another number`,
    ),
  );
}

/** Kubernetes makes a port of health for Services of type LoadBalancer alone. */
function judgeHealthPort(service: KubernetesObject): readonly Breach[] {
  if (readAt(service, 'spec', 'healthCheckNodePort') === undefined) return [];
  const message =
    'healthCheckNodePort is for the type LoadBalancer alone, and the API server refuses it here; remove it, and let the balancer ask a second nodePort on which the pods answer';
  return [breachOf(service, message)];
}

function breachOf(object: KubernetesObject, message: string): Breach {
  return { subject: describeObject(object), message, object };
}
