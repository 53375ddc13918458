import type { Problems } from '../../../values/problems';
import type { JudgedWorkload } from '../judged-workload';
import { resolveServiceShutdown } from '../shutdown/shutdown-spec';
import type { HostMembers } from './host-fields';
import { resolveHost } from './host-spec';

/** A host of a workload and its place. */
interface PlacedHost {
  /** Path of the host in the input: `hosts[0]`. */
  readonly at: string;
  readonly index: number;
  readonly host: HostMembers;
}

/** Rules of the times of a host; a time that is shorter than one below it would cut what the other one still waits for. */
export function judgeHostTimes({ at, index, host }: PlacedHost, judged: JudgedWorkload, problems: Problems): void {
  const { input, stated } = judged;
  const { responseSeconds, socketSeconds } = host.timeouts;
  const property = `${at}.timeouts.socketSeconds`;
  if (resolveHost(host, input).protocol !== 'websocket') {
    const own = stated.hosts?.[index]?.timeouts?.socketSeconds;
    const remedy = "remove it, or state the protocol 'websocket'";
    problems.require(own === undefined, property, 'be absent for a host without websockets', own, remedy);
    return;
  }
  const order = `be at least 'timeouts.responseSeconds' (${responseSeconds}), because a websocket begins with a response`;
  problems.require(socketSeconds >= responseSeconds, property, order, socketSeconds, 'raise it');
  const { connectionMaxAgeSeconds } = resolveServiceShutdown(input);
  const age = `be at least 'shutdown.connectionMaxAgeSeconds' (${connectionMaxAgeSeconds}), the age at which the service closes a websocket itself: the balancer would cut it before`;
  const remedy = "raise it, or lower 'shutdown.connectionMaxAgeSeconds'";
  problems.require(socketSeconds >= connectionMaxAgeSeconds, property, age, socketSeconds, remedy);
}
