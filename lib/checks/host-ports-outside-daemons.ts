import type { PlatformModel } from '../model/platform-model';
import { podTemplateOf } from '../model/pod-facts';
import { readAt, readInteger, readMaps } from '../model/read-fields';
import { placementRefusals } from '../model/scheduling';
import type { WorkloadFacts } from '../model/workload-facts';
import { PLATFORM_NAMESPACE } from '../specs/labels';
import type { TrafficDaemonSpec } from '../specs/workload/traffic/traffic-daemon-spec';
import { poolNamesOf } from '../specs/workload/workload-spec';
import { type Breach, type Check, describeObject } from './check';

/** Namespaces whose pods may take ports of their node: agents of the platform, and those of the cloud. */
const NAMESPACES_OF_AGENTS: readonly string[] = [PLATFORM_NAMESPACE, 'kube-system'];

/**
 * A port of a node belongs to one pod. The ports of traffic daemons are registered for their pools; a pod that takes one of them beside the
 * registry keeps the proxy from starting, and only the events of a pod would say so.
 *
 * Pods of teams are judged by another check, because Pod Security refuses all of them.
 */
export const hostPortsOutsideDaemons: Check = {
  id: 'host-ports-outside-daemons',
  severity: 'error',
  title: 'ports of nodes belong to traffic daemons and to agents of the platform',
  source: 'https://kubernetes.io/docs/concepts/configuration/overview/#services',
  run: (model) => {
    const daemons = model.cluster.traffic.map(({ daemon }) => daemon);
    const teams = new Set(model.cluster.teams.map(({ name }) => name));
    return model.workloads
      .filter(({ namespace }) => !teams.has(namespace))
      .flatMap((workload) => judgeWorkload(workload, daemons, model));
  },
};

function judgeWorkload(
  workload: WorkloadFacts,
  daemons: readonly TrafficDaemonSpec[],
  model: PlatformModel,
): readonly Breach[] {
  const { namespace, object } = workload;
  const breach = (message: string, severity?: Breach['severity']): Breach => ({
    subject: describeObject(object),
    message,
    object,
    ...(severity !== undefined && { severity }),
  });
  const host = daemons.find((daemon) => daemon.namespace === namespace);
  if (host !== undefined) {
    if (workload.kind === 'DaemonSet' && workload.name === host.name) return [];
    const rule = `the admission policy of the namespace refuses its pods, because only the DaemonSet '${host.name}' starts pods there`;
    return [breach(`${rule}; use another namespace`)];
  }
  const ports = portsOf(workload);
  const taken = daemons.flatMap((daemon) => takenPorts(workload, daemon, { ports, model }));
  if (taken.length > 0) {
    return taken.map((text) => breach(`its pods take ${text}, so that one of the two never starts; use another port`));
  }
  if (NAMESPACES_OF_AGENTS.includes(namespace) || !takesNode(workload)) return [];
  const remedy = `declare it as a workload of kind 'traffic-daemon', or run it in ${PLATFORM_NAMESPACE}`;
  return [breach(`its pods take ports of their node, which nobody keeps free for them; ${remedy}`, 'warning')];
}

/** Registered ports that the pods take too, on the pools that both share. */
function takenPorts(
  workload: WorkloadFacts,
  daemon: TrafficDaemonSpec,
  { ports, model }: { readonly ports: readonly number[]; readonly model: PlatformModel },
): readonly string[] {
  const { http, health, metrics } = daemon.hostPorts;
  const both = [http, health, metrics].filter((port) => ports.includes(port));
  if (both.length === 0) return [];
  const pools = model.pools.filter(({ name }) => poolNamesOf(daemon).includes(name));
  const shared = pools.filter((pool) => placementRefusals(workload.pod, pool).length === 0).map(({ name }) => name);
  if (shared.length === 0) return [];
  const names = shared.map((name) => `'${name}'`).join(', ');
  return both.map(
    (port) => `port ${port} of the nodes of ${names}, which is that of '${daemon.namespace}/${daemon.name}'`,
  );
}

/** Ports of the node that the pods take: in its network every port of a container. */
function portsOf(workload: WorkloadFacts): readonly number[] {
  const member = isInHostNetwork(workload) ? 'containerPort' : 'hostPort';
  return workload.pod.containers
    .flatMap(({ manifest }) => readMaps(manifest['ports']))
    .flatMap((port) => readInteger(port['hostPort']) || readInteger(port[member]) || []);
}

function takesNode(workload: WorkloadFacts): boolean {
  return isInHostNetwork(workload) || portsOf(workload).length > 0;
}

function isInHostNetwork({ object }: WorkloadFacts): boolean {
  return readAt(podTemplateOf(object), 'spec', 'hostNetwork') === true;
}
