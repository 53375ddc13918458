import { parseName } from '../../../values/name';
import type { Problems } from '../../../values/problems';
import { PLATFORM_NAMESPACE } from '../../labels';
import type { JudgedWorkload } from '../judged-workload';
import { judgeGrace } from '../shutdown/shutdown-rules';
import { isOwnedNamespace } from '../team-rules';
import type { WorkloadInput } from '../workload-input';
import { judgeHostPorts } from './host-port-rules';
import { judgeProxy } from './proxy-rules';
import { resolveProxyShutdown } from './proxy-spec';
import { judgeTrafficPools } from './traffic-pool-rules';

/** Longest name of a traffic daemon: names of its objects end with more, as those of a service. */
const MAX_NAME = 46;

/** Members that a traffic daemon cannot have, and why. */
const FOREIGN: Readonly<Partial<Record<keyof WorkloadInput, string>>> = {
  replicas: 'one proxy runs on every node of the pools',
  singleBecause: 'one proxy runs on every node of the pools',
  container: "'proxy' states what runs in the pods",
  podYaml: "'proxy' states what runs in the pods",
  health: 'keelson derives it from the port that the balancer asks',
  jvm: 'no Java runs in the pods',
  sidecars: 'its admission policy admits pods with the proxy alone',
  metrics: "'hostPorts.metrics' states the port of the proxy's metrics",
  hosts: 'it carries the hosts of services and is none of them',
  pullSecrets: 'nobody fills a Secret in its namespace; the nodes pull the image with their own rights',
  hostNetwork: 'its pods use the network of the node without being told',
  startsBeforeTuning: 'its connections must find a tuned node',
  sysctls: "its pods use the network of the node, whose parameters the pool's 'kernel' states",
};

/** Rules of a workload that is a traffic daemon. */
export function judgeTrafficDaemon(judged: JudgedWorkload, problems: Problems): void {
  const { input, stated, spec, surroundings } = judged;
  judgeNamespace(judged, problems);
  judgeNameLength(input.name, problems);
  for (const [name, reason] of Object.entries(FOREIGN)) {
    const value = stated[name as keyof WorkloadInput];
    problems.require(value === undefined, name, `be absent for a traffic daemon: ${reason}`, value, 'remove it');
  }
  const pools = spec?.pools ?? [];
  judgeTrafficPools(pools, problems);
  judgeProxyShutdown(judged, problems);
  const remedy = "state it, as { kind: 'haproxy' }";
  if (problems.require(input.proxy !== undefined, 'proxy', 'be stated for a traffic daemon', undefined, remedy))
    if (input.proxy !== undefined) judgeProxy(input.proxy, pools, problems);
  const ports = 'state the ports, as { http: 8080, health: 8081 }';
  if (problems.require(input.hostPorts !== undefined, 'hostPorts', 'be stated for a traffic daemon', undefined, ports))
    if (input.hostPorts !== undefined)
      judgeHostPorts({ hostPorts: input.hostPorts, cloud: surroundings.cloud, pools }, problems);
}

/** Refuses the members of a traffic daemon for a workload of another kind. */
export function judgeTrafficAbsence({ input, stated }: JudgedWorkload, problems: Problems): void {
  for (const name of ['proxy', 'hostPorts'] as const) {
    const rule = "be absent for a workload that is no 'traffic-daemon'";
    const remedy = `remove it, or write 'traffic-daemon' as the kind instead of '${input.kind}'`;
    problems.require(stated[name] === undefined, name, rule, stated[name], remedy);
  }
}

/** Its pods are privileged in the eyes of Pod Security, so that a team with rights in the namespace could run others there. */
function judgeNamespace({ input, surroundings }: JudgedWorkload, problems: Problems): void {
  const { namespace } = input;
  if (problems.capture('namespace', () => parseName(namespace)) === undefined) return;
  const isTeams = surroundings.teams.some((team) => team.name === namespace);
  const rule = `be a namespace of its own, which keelson makes, and not one of a team, of Kubernetes or ${PLATFORM_NAMESPACE}`;
  const remedy = "name a namespace in which nothing else runs: 'edge'";
  problems.require(!isTeams && !isOwnedNamespace(namespace), 'namespace', rule, namespace, remedy);
}

function judgeNameLength(name: string, problems: Problems): void {
  const over = name.length - MAX_NAME;
  const rule = `have at most ${MAX_NAME} characters for a traffic daemon, because names of its objects end with more`;
  problems.require(over <= 0, 'name', rule, name, `shorten it by ${over}`);
}

function judgeProxyShutdown({ input }: JudgedWorkload, problems: Problems): void {
  const { connectionMaxAgeSeconds, drainSeconds } = input.shutdown;
  const age = 'be absent for a traffic daemon: the services behind it decide how old a connection grows';
  problems.require(
    connectionMaxAgeSeconds === undefined,
    'shutdown.connectionMaxAgeSeconds',
    age,
    connectionMaxAgeSeconds,
    'remove it, or state it on the services',
  );
  const cut = 'be above 0 for a traffic daemon, because requests under way would be cut';
  const longer = 'state how long the slowest request through the proxy takes';
  problems.require(drainSeconds !== 0, 'shutdown.drainSeconds', cut, drainSeconds, longer);
  judgeGrace(resolveProxyShutdown(input.shutdown), problems);
}
