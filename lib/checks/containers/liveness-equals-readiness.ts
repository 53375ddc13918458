import type { ContainerFacts } from '../../model/pod-facts';
import { readAt, readInteger, readMap, readMaps, readText } from '../../model/read-fields';
import type { WorkloadFacts } from '../../model/workload-facts';
import { type Breach, type Check, describeObject } from '../check';

/**
 * A pod that is too busy to answer leaves the endpoints by its readiness probe. With the same liveness probe it is restarted too, its
 * requests go to the others, and these are restarted next. Kubernetes' own documentation shares the handler but lets liveness fail
 * later; such a pair is accepted.
 */
export const livenessEqualsReadiness: Check = {
  id: 'liveness-equals-readiness',
  severity: 'warning',
  title: 'a liveness probe differs from the readiness probe, or fails later',
  source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  run: (model) => model.workloads.flatMap(judge),
};

function judge({ object, pod }: WorkloadFacts): Breach[] {
  return pod.containers.flatMap((container) => {
    const liveness = readMap(container.manifest['livenessProbe']);
    const readiness = readMap(container.manifest['readinessProbe']);
    const handler = describeHandler(liveness, container);
    if (handler === undefined || handler !== describeHandler(readiness, container)) return [];
    const [dies, leaves] = [secondsToFailure(liveness), secondsToFailure(readiness)];
    if (dies > leaves) return [];
    const message = `container '${container.name}' is restarted by the same probe that takes it out of service (${handler}), after ${dies} s and ${leaves} s: under too much load all its pods are restarted one after the other; leave 'livenessProbe' out, give it a handler that needs nothing but the process, or let it fail later`;
    return [{ subject: describeObject(object), message, object }];
  });
}

/** Seconds of failures after which a probe takes effect, with the defaults of Kubernetes filled in. */
function secondsToFailure(probe: Readonly<Record<string, unknown>>): number {
  return (readInteger(probe['periodSeconds']) ?? 10) * (readInteger(probe['failureThreshold']) ?? 3);
}

/** The question of a probe, with names of ports resolved, so that equal questions have equal texts; undefined without a handler. */
function describeHandler(probe: Readonly<Record<string, unknown>>, container: ContainerFacts): string | undefined {
  const { httpGet, tcpSocket, grpc, exec } = probe;
  const port = (handler: unknown) => resolvePort(readAt(handler, 'port'), container);
  const host = (handler: unknown) => readText(readAt(handler, 'host')) ?? '';
  if (httpGet !== undefined) {
    const scheme = (readText(readAt(httpGet, 'scheme')) ?? 'HTTP').toLowerCase();
    return `${scheme}://${host(httpGet)}:${port(httpGet)}${readText(readAt(httpGet, 'path')) || '/'}`;
  }
  if (tcpSocket !== undefined) return `tcp ${host(tcpSocket)}:${port(tcpSocket)}`;
  if (grpc !== undefined) return `grpc :${port(grpc)}/${readText(readAt(grpc, 'service')) ?? ''}`;
  return exec === undefined ? undefined : `exec ${JSON.stringify(readAt(exec, 'command'))}`;
}

function resolvePort(port: unknown, { manifest }: ContainerFacts): string {
  const named = readMaps(manifest['ports']).find(({ name }) => typeof port === 'string' && name === port);
  return String(named?.['containerPort'] ?? port);
}
