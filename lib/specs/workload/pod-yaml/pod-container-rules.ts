import { ImageReference } from '../../../values/image-reference';
import type { Problems } from '../../../values/problems';
import { parseQuantity } from '../../../values/quantity';
import { requireUnique } from '../../fields/unique';
import { TUNED_GATE, VARIABLE_PREFIX } from '../../labels';
import { containersOf, type PlacedContainer, type PodContainer, type PodObject } from './pod-object';

/** Quantities that every container states, because scheduling, quotas and the autoscaler count them. */
const NEEDED = [
  ['requests', 'cpu', "state it: '250m'"],
  ['requests', 'memory', "state it: '256Mi'"],
  [
    'limits',
    'memory',
    'state it, best the same as the request: a node that runs out of memory ends pods that use more',
  ],
] as const;

/** Rules of every container of a pod: name, image, needs, environment, ports. */
export function judgePodContainers(pod: PodObject, problems: Problems): void {
  const all = containersOf(pod);
  const names = all.flatMap(({ container }) => container.name ?? []);
  requireUnique(problems, { property: 'podYaml.spec.containers', values: names, what: 'container' });
  judgePortNames(all, problems);
  for (const placed of all) {
    judgeName(placed, problems);
    judgeImage(placed, problems);
    judgeResources(placed, problems);
    judgeEnv(placed, problems);
    judgeHostPorts(placed, problems);
  }
}

/** A Service and a probe find a port by its name in the first container that has it, which may be another one than the one that is meant. */
function judgePortNames(all: readonly PlacedContainer[], problems: Problems): void {
  const names = all.flatMap(({ container }) => (container.ports ?? []).flatMap(({ name }) => name ?? []));
  requireUnique(problems, { property: 'podYaml.spec.containers', values: names, what: 'port' });
}

function judgeName({ path, container }: PlacedContainer, problems: Problems): void {
  const { name } = container;
  if (!problems.require(name !== undefined, `${path}.name`, 'be given', name, 'state it')) return;
  const rule = "not be the name of keelson's own container";
  problems.require(name !== TUNED_GATE, `${path}.name`, rule, name, 'rename the container');
}

function judgeImage({ path, container }: PlacedContainer, problems: Problems): void {
  const { image } = container;
  if (image === undefined) {
    problems.add(`${path}.image`, 'be given', image, 'state it with a version');
    return;
  }
  const parsed = problems.capture(`${path}.image`, () => ImageReference.parse(image));
  if (parsed === undefined) return;
  const remedy = 'add the tag of a version, or a digest; otherwise two pods of one release may run different programs';
  problems.require(parsed.hasVersion, `${path}.image`, 'name a version', image, remedy);
}

function judgeResources({ path, container }: PlacedContainer, problems: Problems): void {
  for (const [list, resource, remedy] of NEEDED) {
    const stated = container.resources?.[list]?.[resource];
    problems.require(stated !== undefined, `${path}.resources.${list}.${resource}`, 'be given', stated, remedy);
  }
  for (const [resource, limit] of Object.entries(container.resources?.limits ?? {})) {
    const request = container.resources?.requests?.[resource] ?? limit;
    const rule = `be at least the request (${request})`;
    const holds = amount(limit) >= amount(request);
    problems.require(holds, `${path}.resources.limits.${resource}`, rule, limit, 'raise it, or lower the request');
  }
}

/** The shape of the pod has been judged, so that every quantity can be read. */
function amount(quantity: string | number): number {
  return parseQuantity(String(quantity));
}

function judgeEnv({ path, container }: PlacedContainer, problems: Problems): void {
  const names = (container.env ?? []).flatMap(({ name }) => name ?? []);
  requireUnique(problems, { property: `${path}.env`, values: names, what: 'variable' });
  for (const name of names.filter((each) => each.startsWith(VARIABLE_PREFIX))) {
    const rule = `name no variables that begin with ${VARIABLE_PREFIX}, which keelson sets`;
    problems.add(`${path}.env`, rule, name, 'rename the variable');
  }
}

function judgeHostPorts({ path, container }: PlacedContainer, problems: Problems): void {
  (container.ports ?? []).forEach(({ hostPort }, index) => {
    const rule = 'be absent: two such pods cannot share a node';
    const property = `${path}.ports[${index}].hostPort`;
    problems.require(hostPort === undefined, property, rule, hostPort, 'remove it; clients use the Service');
  });
}

/** Rules of the container that serves: how it becomes ready, and how it stops. */
export function judgeServingContainer(
  { path, container }: PlacedContainer,
  hasPort: boolean,
  problems: Problems,
): void {
  const { readinessProbe, lifecycle } = container satisfies PodContainer;
  const remedy = 'add one that asks for what a request needs; otherwise requests come before the process listens';
  problems.require(
    !hasPort || readinessProbe !== undefined,
    `${path}.readinessProbe`,
    'be given for a container with a port',
    readinessProbe,
    remedy,
  );
  const preStop = lifecycle?.preStop;
  const rule = "be left to 'shutdown', which lets the container serve until proxies have forgotten the pod";
  problems.require(preStop === undefined, `${path}.lifecycle.preStop`, rule, preStop, 'remove it');
}
