import { readAt, readMap, readMaps, readQuantity, readText } from './read-fields';

/** CPU and memory of a pod or a node, which decide where pods fit. */
export interface Resources {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
}

/** Requests and limits that the LimitRanges of a namespace fill in for containers that state none. */
export interface ContainerDefaults {
  readonly request: Partial<Resources>;
  readonly limit: Partial<Resources>;
}

/** Zero CPU and zero memory. */
export const NO_RESOURCES: Resources = { cpuMillis: 0, memoryBytes: 0 };

/** Reads `cpu` and `memory` of a resource list; an absent or invalid quantity is left out. */
export function readResources(list: unknown): Partial<Resources> {
  const { cpu, memory } = readMap(list);
  const cpuCores = readQuantity(cpu);
  const memoryBytes = readQuantity(memory);
  return {
    ...(cpuCores === undefined ? {} : { cpuMillis: toMillis(cpuCores) }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
  };
}

/** Millicores, rounded up as Kubernetes does, but without the error of binary fractions: 1.1 cores are 1100m and not 1101m. */
function toMillis(cores: number): number {
  return Math.ceil(Math.round(cores * 1e6) / 1e3);
}

/**
 * Whole devices and other extended resources that a pod asks for, by their names, such as `nvidia.com/gpu`: everything of a domain
 * that Kubernetes does not keep for itself. What init containers ask for is free again once they end, sidecars aside.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/extended-resource/
 */
export function extendedRequests(podSpec: unknown): Readonly<Record<string, number>> {
  const total = new Map<string, number>();
  const init = readMaps(readAt(podSpec, 'initContainers'));
  const sidecars = init.filter((container) => readText(container['restartPolicy']) === 'Always');
  for (const container of [...readMaps(readAt(podSpec, 'containers')), ...sidecars]) {
    for (const [name, amount] of extendedOf(container)) total.set(name, (total.get(name) ?? 0) + amount);
  }
  for (const container of init) {
    for (const [name, amount] of extendedOf(container)) total.set(name, Math.max(total.get(name) ?? 0, amount));
  }
  return Object.fromEntries([...total].filter(([, amount]) => amount > 0));
}

/** A limit of an extended resource is its request too; the API server refuses a request that differs. */
function extendedOf(container: Readonly<Record<string, unknown>>): readonly (readonly [string, number])[] {
  const resources = readMap(container['resources']);
  return Object.entries({ ...readMap(resources['limits']), ...readMap(resources['requests']) })
    .filter(([name]) => isExtended(name))
    .map(([name, quantity]) => [name, readQuantity(quantity) ?? 0]);
}

function isExtended(name: string): boolean {
  const [domain = '', rest] = name.split('/');
  return rest !== undefined && domain !== 'kubernetes.io' && !domain.endsWith('.kubernetes.io');
}

/** Adds two amounts. */
export function addResources(left: Resources, right: Resources): Resources {
  return { cpuMillis: left.cpuMillis + right.cpuMillis, memoryBytes: left.memoryBytes + right.memoryBytes };
}

/**
 * Resources that the scheduler reserves for one pod: its containers and sidecars together, or the largest init container with the sidecars
 * that started before it, whichever is more; plus the runtime's overhead. A request that is stated for the pod as a whole replaces
 * the sum; a limit that is stated for the pod as a whole replaces it only where no container has a request.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podRequests(podSpec: unknown, defaults: ContainerDefaults): Resources {
  let sidecars = NO_RESOURCES;
  let initPeak = NO_RESOURCES;
  for (const container of readMaps(readAt(podSpec, 'initContainers'))) {
    const own = containerRequests(container, defaults);
    if (readText(container['restartPolicy']) === 'Always') sidecars = addResources(sidecars, own);
    initPeak = larger(
      initPeak,
      readText(container['restartPolicy']) === 'Always' ? sidecars : addResources(sidecars, own),
    );
  }
  const running = readMaps(readAt(podSpec, 'containers'))
    .map((container) => containerRequests(container, defaults))
    .reduce(addResources, sidecars);
  const asked = larger(running, initPeak);
  const stated = { ...limitsOf(podSpec, asked), ...readResources(readAt(podSpec, 'resources', 'requests')) };
  const overhead = { ...NO_RESOURCES, ...readResources(readAt(podSpec, 'overhead')) };
  return addResources({ ...asked, ...stated }, overhead);
}

/** Limits of the pod as a whole, for resources that no container requests: the API server uses such limits as requests. */
function limitsOf(podSpec: unknown, asked: Resources): Partial<Resources> {
  const { cpuMillis, memoryBytes } = readResources(readAt(podSpec, 'resources', 'limits'));
  return {
    ...(cpuMillis === undefined || asked.cpuMillis > 0 ? {} : { cpuMillis }),
    ...(memoryBytes === undefined || asked.memoryBytes > 0 ? {} : { memoryBytes }),
  };
}

/** Requests of a container: without a request its limit counts, and without either the default of the namespace. */
function containerRequests(container: Readonly<Record<string, unknown>>, defaults: ContainerDefaults): Resources {
  const resources = readMap(container['resources']);
  const limits = readResources(resources['limits']);
  const requests = readResources(resources['requests']);
  return { ...NO_RESOURCES, ...defaults.request, ...limits, ...requests };
}

function larger(left: Resources, right: Resources): Resources {
  return {
    cpuMillis: Math.max(left.cpuMillis, right.cpuMillis),
    memoryBytes: Math.max(left.memoryBytes, right.memoryBytes),
  };
}
