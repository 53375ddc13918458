import { likelyText } from '../../../values/nearest-text';
import type { Problems } from '../../../values/problems';
import { requireOneOf } from './pod-choice';
import { containersOf, type JsonObject, type JsonValue, type PlacedContainer, type PodObject } from './pod-object';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

const PROBE_HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'] as const;

const HOOK_HANDLERS = ['exec', 'httpGet', 'sleep', 'tcpSocket'] as const;

/** Numbers of a probe that may not be negative; the API server takes 0 for its own default. */
const COUNTS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/**
 * Rules of the probes and hooks of every container of a pod.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */
export function judgePodProbes(pod: PodObject, graceSeconds: number, problems: Problems): void {
  for (const placed of containersOf(pod)) {
    judgeInit(placed, problems);
    for (const kind of PROBES) {
      const probe = placed.container[kind];
      if (probe !== undefined) judgeProbe({ ...placed, kind, probe }, problems);
    }
    for (const hook of ['postStart', 'preStop'] as const) {
      const handler = placed.container.lifecycle?.[hook];
      if (handler !== undefined) judgeHook({ ...placed, hook, handler, graceSeconds }, problems);
    }
  }
}

/** A container that ends before the others start has nothing to ask. */
function judgeInit({ path, container }: PlacedContainer, problems: Problems): void {
  if (!path.includes('.initContainers[') || container['restartPolicy'] === 'Always') return;
  for (const field of [...PROBES, 'lifecycle'] as const) {
    const rule = "be absent for an init container without 'restartPolicy: Always'";
    const remedy = "remove it, or state 'restartPolicy: Always' for a container that runs beside the others";
    problems.require(container[field] === undefined, `${path}.${field}`, rule, container[field], remedy);
  }
}

interface PlacedProbe extends PlacedContainer {
  readonly kind: (typeof PROBES)[number];
  readonly probe: JsonObject;
}

function judgeProbe(placed: PlacedProbe, problems: Problems): void {
  const { path, kind, probe } = placed;
  const at = `${path}.${kind}`;
  requireOneOf({ at, value: probe, names: PROBE_HANDLERS, what: 'handler' }, problems);
  for (const name of COUNTS) {
    const count = probe[name];
    const holds = typeof count !== 'number' || count >= 0;
    problems.require(holds, `${at}.${name}`, 'not be negative', count, 'correct it');
  }
  const successes = probe['successThreshold'];
  const isOne = kind === 'readinessProbe' || typeof successes !== 'number' || successes <= 1;
  problems.require(isOne, `${at}.successThreshold`, 'be 1 for this kind of probe', successes, 'remove it');
  judgeAsked({ ...placed, at, handler: probe }, problems);
}

interface PlacedHook extends PlacedContainer {
  readonly hook: 'postStart' | 'preStop';
  readonly handler: JsonObject;
  readonly graceSeconds: number;
}

function judgeHook(placed: PlacedHook, problems: Problems): void {
  const { path, hook, handler, graceSeconds } = placed;
  const at = `${path}.lifecycle.${hook}`;
  requireOneOf({ at, value: handler, names: HOOK_HANDLERS, what: 'handler' }, problems);
  judgeAsked({ ...placed, at, handler }, problems);
  const seconds = memberOf(handler, 'sleep', 'seconds');
  const holds = typeof seconds !== 'number' || (seconds >= 1 && seconds <= graceSeconds);
  const rule = `be 1 to ${graceSeconds}, the seconds in which the pod has to end`;
  problems.require(holds, `${at}.sleep.seconds`, rule, seconds, "lower it, or raise a member of 'shutdown'");
}

interface AskedContainer extends PlacedContainer {
  readonly at: string;
  readonly handler: JsonObject;
}

function judgeAsked({ at, handler, container }: AskedContainer, problems: Problems): void {
  const scheme = memberOf(handler, 'httpGet', 'scheme');
  const isScheme = scheme === undefined || scheme === 'HTTP' || scheme === 'HTTPS';
  problems.require(isScheme, `${at}.httpGet.scheme`, "be 'HTTP' or 'HTTPS'", scheme, 'write it in capitals');
  for (const kind of ['httpGet', 'tcpSocket', 'grpc'] as const) {
    if (handler[kind] === undefined) continue;
    judgePort({ at: `${at}.${kind}.port`, port: memberOf(handler, kind, 'port'), container }, problems);
  }
}

interface AskedPort {
  readonly at: string;
  readonly port: JsonValue | undefined;
  readonly container: PlacedContainer['container'];
}

/** The kubelet looks for a port's name among the ports of the probe's own container, and every question fails where it finds none. */
function judgePort({ at, port, container }: AskedPort, problems: Problems): void {
  if (typeof port === 'string') {
    const known = (container.ports ?? []).flatMap(({ name }) => name ?? []);
    const likely = likelyText(port, known);
    const remedy =
      likely === undefined ? "add it to the container's 'ports', or write its number" : `did you mean '${likely}'?`;
    const rule = `name a port of its own container: ${known.join(', ') || 'it names none'}`;
    problems.require(known.includes(port), at, rule, port, remedy);
    return;
  }
  const holds = typeof port === 'number' && port >= 1 && port <= 65_535;
  problems.require(holds, at, 'be a port of 1 to 65535, or the name of one', port, 'state it');
}

function memberOf(handler: JsonObject, kind: string, member: string): JsonValue | undefined {
  const part = handler[kind];
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as JsonObject)[member] : undefined;
}
