import { get } from 'node:http';

/** A proxy as a balancer knows it. */
export interface ProxyEnd {
  readonly name: string;
  readonly address: string;
  readonly http: number;
  readonly health: number;
}

const EVERY_MILLIS = 500;

/** Checks of the same result after which a balancer takes a proxy out, or in again. */
const IN_A_ROW = 2;

/** Health checks of a balancer, each on a connection of its own. */
export class HealthWatch {
  private readonly rows = new Map<string, { passes: boolean; count: number }>();
  private readonly out = new Set<string>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly proxies: readonly ProxyEnd[],
    private readonly source: string,
  ) {
    this.timer = setInterval(() => {
      for (const proxy of proxies) void this.check(proxy);
    }, EVERY_MILLIS);
  }

  /** Proxies that get requests. */
  get serving(): readonly ProxyEnd[] {
    return this.proxies.filter(({ name }) => !this.out.has(name));
  }

  isOut(name: string): boolean {
    return this.out.has(name);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async check({ name, address, health }: ProxyEnd): Promise<void> {
    const passes = (await statusOf({ host: address, port: health, localAddress: this.source })) === 200;
    const row = this.rows.get(name);
    const count = row?.passes === passes ? row.count + 1 : 1;
    this.rows.set(name, { passes, count });
    if (count < IN_A_ROW) return;
    if (passes) this.out.delete(name);
    else this.out.add(name);
  }
}

function statusOf(where: { host: string; port: number; localAddress: string }): Promise<number> {
  return new Promise((resolve) => {
    const check = get({ ...where, path: '/healthz', agent: false, timeout: EVERY_MILLIS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    check.once('timeout', () => check.destroy());
    check.once('error', () => resolve(0));
  });
}
