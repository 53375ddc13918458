/** Endpoints of a service as its clients know them: each client hears of a change at a moment of its own, as nodes and proxies do. */
export class LateEndpoints {
  private readonly changes: { readonly at: number; readonly ports: readonly number[] }[] = [];
  private picks = 0;

  /**
   * @param lagMillis the time after which the last client has heard of a change.
   * @param clients number of clients, numbered from 0.
   */
  constructor(
    readonly lagMillis: number,
    private readonly clients: number,
  ) {}

  /** The newest list; clients hear of it later. */
  get ports(): readonly number[] {
    return this.changes.at(-1)?.ports ?? [];
  }

  add(port: number): void {
    this.change([...this.ports, port]);
  }

  remove(port: number): void {
    this.change(this.ports.filter((each) => each !== port));
  }

  /** An endpoint for a new connection of a client, in turn, out of the list that this client knows. */
  pick(client: number): number {
    const heardUntil = performance.now() - (this.lagMillis * (client + 1)) / this.clients;
    const known = this.changes.findLast(({ at }) => at <= heardUntil)?.ports ?? this.ports;
    this.picks += 1;
    const port = known[this.picks % known.length];
    if (port === undefined) throw new Error('a client knows no endpoint');
    return port;
  }

  private change(ports: readonly number[]): void {
    this.changes.push({ at: performance.now(), ports });
  }
}
