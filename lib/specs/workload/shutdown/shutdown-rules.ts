import type { Problems } from '../../../values/problems';
import type { ServiceProtocol } from '../container/container-fields';
import type { JudgedWorkload } from '../judged-workload';
import type { ShutdownMembers } from './shutdown-fields';
import { neededGraceSeconds, resolveServiceShutdown, type ShutdownSpec } from './shutdown-spec';

/** Members of `shutdown` that only a service has. */
const OF_SERVICES = ['endpointLagSeconds', 'drainSeconds', 'marginSeconds', 'connectionMaxAgeSeconds'] as const;

/** Harm of a drain that takes no time, by protocol; undefined where keelson does not know how connections end. */
const CUT_WITHOUT_DRAIN: Readonly<Record<ServiceProtocol, string | undefined>> = {
  http1: 'connections that clients keep open would be cut',
  h2: 'streams under way would be cut',
  grpc: 'calls under way would be cut',
  websocket: 'all clients would connect again in the same second',
  tcp: undefined,
};

/** Rules of one workload's `shutdown`. */
export function judgeShutdown({ input }: JudgedWorkload, problems: Problems): void {
  const { container, podYaml, shutdown } = input;
  const served = container ?? podYaml;
  if (served === undefined) {
    judgeAbsence(shutdown, problems);
    return;
  }
  judgeDrain(shutdown, served.protocol, problems);
  const resolved = resolveServiceShutdown(input);
  judgeGrace(resolved, problems);
}

/** A chart of somebody's own decides how its containers stop, so that these members would have no effect. */
function judgeAbsence(shutdown: ShutdownMembers, problems: Problems): void {
  for (const member of OF_SERVICES) {
    const rule =
      "be absent for a workload that states neither 'container' nor 'podYaml', because its own chart decides";
    const remedy = "remove it; 'shutdown.graceSeconds' states how long such pods may take to end";
    problems.require(shutdown[member] === undefined, `shutdown.${member}`, rule, shutdown[member], remedy);
  }
}

function judgeDrain({ drainSeconds }: ShutdownMembers, protocol: ServiceProtocol, problems: Problems): void {
  const isStated = drainSeconds !== undefined || protocol !== 'websocket';
  const stated = "be stated for 'websocket', because the clients of a pod that stops all connect again in this time";
  const sum = 'state the clients of a pod divided by the new connections that the other pods accept in a second';
  problems.require(isStated, 'shutdown.drainSeconds', stated, drainSeconds, sum);
  const cut = CUT_WITHOUT_DRAIN[protocol];
  if (cut === undefined) return;
  const positive = `be above 0 for '${protocol}', because ${cut}`;
  const longer = 'state how long the slowest request takes, and longer than clients keep a connection without using it';
  const spread = protocol === 'websocket' ? sum : longer;
  problems.require(drainSeconds !== 0, 'shutdown.drainSeconds', positive, drainSeconds, spread);
}

/** A grace that is shorter than its parts would let the kubelet kill a process that still answers. */
export function judgeGrace(shutdown: ShutdownSpec, problems: Problems): boolean {
  const { graceSeconds } = shutdown;
  const rule = `be at least the sum of endpointLagSeconds, drainSeconds and marginSeconds (${sumOf(shutdown)})`;
  const remedy = 'leave it out, which is the sum, or shorten one of them';
  const isLongEnough = graceSeconds >= neededGraceSeconds(shutdown);
  return problems.require(isLongEnough, 'shutdown.graceSeconds', rule, graceSeconds, remedy);
}

function sumOf(shutdown: ShutdownSpec): string {
  const { endpointLagSeconds, drainSeconds, marginSeconds } = shutdown;
  return `${endpointLagSeconds} + ${drainSeconds} + ${marginSeconds} = ${neededGraceSeconds(shutdown)} s`;
}
