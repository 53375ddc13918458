import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { HealthWatch, type ProxyEnd } from './health-watch';
import { KeptConnection } from './kept-connection';

/** What is asked of which proxies. */
export interface LoadOptions {
  readonly proxies: readonly ProxyEnd[];
  readonly host: string;
  readonly source: string;
  /** Time after which a client learns that a proxy has closed an idle connection. */
  readonly latencyMillis: number;
}

/** Figures of a load. */
export interface LoadFigures {
  readonly answered: number;
  /** Requests that were sent and not answered with 200, by cause. */
  readonly failures: Readonly<Record<string, number>>;
  readonly failed: number;
  /** Connections that a proxy refused before a request was sent. */
  readonly refused: number;
  /** Requests and connections that failed at a proxy after its health checks had failed. */
  readonly afterDetection: number;
  readonly connections: number;
}

/** Milliseconds for which nothing is sent after a proxy has been killed. */
const STILL_MILLIS = 200;

/** A kind of clients: how long each one pauses between two requests, and whether it drops a connection whose proxy fails its checks. */
interface Population {
  readonly count: number;
  readonly pauseMillis: (index: number) => number;
  readonly path: string;
  readonly heedsHealth: boolean;
}

/** Busy clients and clients with pauses; the late ones keep a connection until the proxy closes it, as open connections of a balancer may. */
const POPULATIONS: readonly Population[] = [
  { count: 12, pauseMillis: () => 0, path: '/load', heedsHealth: true },
  { count: 12, pauseMillis: () => 0, path: '/load', heedsHealth: false },
  { count: 60, pauseMillis: (index) => 100 + index * 10, path: '/load', heedsHealth: true },
  { count: 60, pauseMillis: (index) => 100 + index * 10, path: '/load', heedsHealth: false },
  { count: 4, pauseMillis: () => 50, path: '/load?millis=1500', heedsHealth: false },
];

/** A population of clients that keep their connections, behind a balancer that checks the health of proxies. No request is repeated. */
export class ProxyLoad {
  private readonly watch: HealthWatch;
  private readonly causes = new Map<string, number>();
  private readonly inFlight = new Map<string, number>();
  private readonly loops: readonly Promise<void>[];
  private answered = 0;
  private refused = 0;
  private afterDetection = 0;
  private connections = 0;
  private picks = 0;
  private isOver = false;
  private stillness: Promise<void> = Promise.resolve();

  constructor(private readonly options: LoadOptions) {
    this.watch = new HealthWatch(options.proxies, options.source);
    this.loops = POPULATIONS.flatMap((population) =>
      Array.from({ length: population.count }, (_, index) => this.runClient(population, index)),
    );
  }

  get figures(): LoadFigures {
    const failed = [...this.causes.values()].reduce((sum, count) => sum + count, 0);
    const { answered, refused, afterDetection, connections } = this;
    return { answered, failures: Object.fromEntries(this.causes), failed, refused, afterDetection, connections };
  }

  isOut(name: string): boolean {
    return this.watch.isOut(name);
  }

  /**
   * Kills the processes of a proxy, and returns the number of requests that it had not answered at that moment: nothing is sent until the
   * processes have gone and the ends of their connections are known.
   */
  kill(name: string, pid: number): number {
    const inFlight = this.inFlight.get(name) ?? 0;
    this.stillness = sleep(STILL_MILLIS);
    process.kill(pid, 'SIGKILL');
    // This process does nothing else meanwhile. Process 1 of a container ends after all others.
    const deadline = Date.now() + 2000;
    while (isAlive(pid) && Date.now() < deadline);
    return inFlight;
  }

  async stop(): Promise<LoadFigures> {
    this.isOver = true;
    await Promise.all(this.loops);
    this.watch.stop();
    return this.figures;
  }

  private async runClient({ pauseMillis, path, heedsHealth }: Population, index: number): Promise<void> {
    let connection: KeptConnection | undefined;
    let proxy: ProxyEnd | undefined;
    while (!this.isOver) {
      if (heedsHealth && proxy !== undefined && this.watch.isOut(proxy.name)) connection?.close();
      if (connection?.isOpen !== true) {
        proxy = this.pick();
        connection = await this.open(proxy);
      }
      if (connection !== undefined && proxy !== undefined) await this.ask(connection, proxy, path);
      const pause = pauseMillis(index);
      if (pause > 0) await sleep(pause);
    }
    connection?.close();
  }

  private pick(): ProxyEnd {
    const { proxies } = this.options;
    const serving = this.watch.serving.length > 0 ? this.watch.serving : proxies;
    this.picks += 1;
    return serving[this.picks % serving.length] as ProxyEnd;
  }

  private async open(proxy: ProxyEnd): Promise<KeptConnection | undefined> {
    const wasOut = this.watch.isOut(proxy.name);
    try {
      this.connections += 1;
      const { source: localAddress, latencyMillis } = this.options;
      return await KeptConnection.open({ host: proxy.address, port: proxy.http, localAddress }, latencyMillis);
    } catch {
      this.refused += 1;
      if (wasOut) this.afterDetection += 1;
      await sleep(20);
      return undefined;
    }
  }

  private async ask(connection: KeptConnection, { name }: ProxyEnd, path: string): Promise<void> {
    const wasOut = this.watch.isOut(name);
    await this.stillness;
    if (!connection.isOpen) return;
    this.inFlight.set(name, (this.inFlight.get(name) ?? 0) + 1);
    try {
      const { status } = await connection.ask(this.options.host, path);
      if (status === 200) this.answered += 1;
      else this.fail(`status ${status}`, wasOut);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error), wasOut);
    } finally {
      this.inFlight.set(name, (this.inFlight.get(name) ?? 1) - 1);
    }
  }

  private fail(cause: string, wasOut: boolean): void {
    this.causes.set(cause, (this.causes.get(cause) ?? 0) + 1);
    if (wasOut) this.afterDetection += 1;
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
