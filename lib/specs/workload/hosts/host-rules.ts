import { parseHostName } from '../../../values/host-name';
import type { Problems } from '../../../values/problems';
import { requireUnique } from '../../fields/unique';
import type { ServiceProtocol } from '../container/container-fields';
import type { JudgedWorkload } from '../judged-workload';
import { statesService } from '../workload-fields';
import type { HostMembers } from './host-fields';
import { judgeHostPaths } from './host-path-rules';
import type { HostProtocol } from './host-spec';
import { judgeHostTimes } from './host-time-rules';
import { judgeResponseHeaders } from './response-header-rules';
import { judgeShardKey } from './shard-key-rules';

/** Protocols of a host that a port of each protocol can answer. */
const ANSWERS: Readonly<Record<ServiceProtocol, readonly HostProtocol[]>> = {
  http1: ['http1'],
  h2: ['h2'],
  grpc: ['grpc', 'h2'],
  websocket: ['websocket', 'http1'],
  tcp: [],
};

/** Rules of the hosts of one workload that need no other part of the environment. */
export function judgeHosts(judged: JudgedWorkload, problems: Problems): void {
  const { hosts, container, podYaml } = judged.input;
  const own = (container ?? podYaml)?.protocol;
  if (hosts.length === 0 || !judgeServed(judged, problems)) return;
  requireUnique(problems, { property: 'hosts', values: hosts.map(({ host }) => host), what: 'host' });
  hosts.forEach((host, index) => {
    const at = `hosts[${index}]`;
    problems.capture(`${at}.host`, () => parseHostName(host.host));
    judgeProtocol({ at: `${at}.protocol`, protocol: host.protocol, own }, problems);
    judgeHostPaths(`${at}.paths`, host.paths, problems);
    if (host.shardBy !== undefined) judgeShardKey(`${at}.shardBy`, host.shardBy, problems);
    judgeResponseHeaders(`${at}.responseHeaders`, host.responseHeaders, problems);
    judgeWww(at, host, problems);
    judgeHostTimes({ at, index, host }, judged, problems);
  });
}

/** Whether the workload has a port that speaks HTTP, to which a proxy can send requests. */
function judgeServed({ input, spec }: JudgedWorkload, problems: Problems): boolean {
  const names = input.hosts.map(({ host }) => host);
  const served = input.container ?? input.podYaml;
  const absent = "be absent without 'container' or 'podYaml', because the proxy would know no port of the pods";
  const state = "state 'container', or remove them";
  if (!problems.require(statesService(input) && served !== undefined, 'hosts', absent, names, state)) return false;
  const isTcp = served?.protocol === 'tcp';
  const rule = "be absent with the protocol 'tcp', because a host is a part of HTTP";
  const remedy = 'state the protocol that the port speaks, or remove them';
  if (!problems.require(!isTcp, 'hosts', rule, names, remedy)) return false;
  const hasNoPort = input.podYaml !== undefined && spec?.podYaml !== undefined && spec.podYaml.port === undefined;
  const portless = 'be absent for a pod without a TCP port';
  return problems.require(!hasNoPort, 'hosts', portless, names, 'name the port in the text of the pod, or remove them');
}

interface JudgedProtocol {
  readonly at: string;
  readonly protocol: HostProtocol | undefined;
  /** Protocol of the port of the pods. */
  readonly own: ServiceProtocol | undefined;
}

function judgeProtocol({ at, protocol, own }: JudgedProtocol, problems: Problems): void {
  if (protocol === undefined || own === undefined) return;
  const answered = ANSWERS[own];
  const choices = answered.map((each) => `'${each}'`).join(' or ');
  const rule = `be ${choices}, because the port of the pods speaks '${own}'`;
  problems.require(
    answered.includes(protocol),
    at,
    rule,
    protocol,
    'leave it out, or correct the protocol of the port',
  );
}

function judgeWww(at: string, { host, wwwRedirect }: HostMembers, problems: Problems): void {
  const rule = "be false for a host that begins with 'www.' itself";
  const remedy = `state the host '${host.replace(/^www\./, '')}' with the redirect, or leave it out`;
  problems.require(!wwwRedirect || !host.startsWith('www.'), `${at}.wwwRedirect`, rule, wwwRedirect, remedy);
}
