import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ShutdownSpec } from '../../../../lib/specs/workload/shutdown/shutdown-spec';
import { freePort, type Service, Session, signalGroup } from '../../harness/session';
import type { LateEndpoints } from './late-endpoints';
import { stopEnvironment } from './service-stop';

/** End of a process after SIGTERM. */
export interface Ending {
  /** Exit code; null where a signal ended the process, as where it was killed because its grace was over. */
  readonly code: number | null;
  readonly millis: number;
}

interface Pod {
  readonly port: number;
  readonly service: Service;
}

/** Processes that stand for the pods of a service; the judge plays the controllers and the kubelet. */
export class RollingService {
  /** Ends of the processes that were asked to end, the oldest first. */
  readonly endings: Ending[] = [];
  private readonly pods: Pod[] = [];
  private started = 0;

  constructor(
    private readonly name: string,
    private readonly command: readonly string[],
    private readonly parts: { readonly stop: ShutdownSpec; readonly endpoints: LateEndpoints },
  ) {}

  /** Starts a process; clients hear of it once it accepts connections. */
  async grow(): Promise<void> {
    const port = await freePort();
    this.started += 1;
    const service = await Session.current().start(`shutdown-${this.name}-${this.started}`, this.command, {
      env: { PATH: process.env['PATH'], ...stopEnvironment(this.parts.stop), PORT: String(port) },
      ready: () => accepts(port),
    });
    this.pods.push({ port, service });
    this.parts.endpoints.add(port);
  }

  /** Ends the oldest process as the kubelet ends a pod: out of the endpoints, the lag, SIGTERM, and KILL when the grace is over. */
  async shrink(): Promise<Ending> {
    const { stop, endpoints } = this.parts;
    const oldest = this.pods.shift();
    if (oldest === undefined) throw new Error('no process is left');
    endpoints.remove(oldest.port);
    await sleep(stop.endpointLagSeconds * 1000);
    const ending = await terminate(oldest.service, (stop.drainSeconds + stop.marginSeconds) * 1000);
    this.endings.push(ending);
    return ending;
  }

  /** Replaces the oldest process by a new one, as a rolling update does. */
  async replaceOne(): Promise<Ending> {
    await this.grow();
    return this.shrink();
  }

  /** Ends what still runs. */
  async end(): Promise<void> {
    await Promise.all(this.pods.map(({ service }) => terminate(service, 0)));
  }
}

async function terminate({ process: child }: Service, graceMillis: number): Promise<Ending> {
  const start = performance.now();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const pid = child.pid;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null)
    return { code: child.exitCode, millis: 0 };
  signalGroup(pid, 'SIGTERM');
  const killer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMillis);
  const code = await ended;
  clearTimeout(killer);
  return { code, millis: Math.round(performance.now() - start) };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
