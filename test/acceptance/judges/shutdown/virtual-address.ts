import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { LateEndpoints } from './late-endpoints';

/** Sees what a client sends; the connection is known by the client's port. */
type Watch = (port: number, bytes: Buffer) => void;

/** The address of a Service, for clients that cannot be told per connection where to go: each connection leads to one endpoint. */
export class VirtualAddress {
  private readonly sockets = new Set<Socket>();
  private opened = 0;

  private constructor(
    private readonly server: Server,
    private readonly parts: {
      readonly endpoints: LateEndpoints;
      readonly clients: number;
      readonly watch: Watch | undefined;
    },
  ) {
    server.on('connection', (socket) => this.forward(socket));
  }

  /** Listens on loopback; connections count as those of the clients in turn. */
  static async listen(
    endpoints: LateEndpoints,
    { clients, watch }: { readonly clients: number; readonly watch?: Watch },
  ): Promise<VirtualAddress> {
    const server = createServer({ noDelay: true });
    const address = new VirtualAddress(server, { endpoints, clients, watch });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return address;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private forward(inner: Socket): void {
    const { endpoints, clients, watch } = this.parts;
    this.opened += 1;
    const { remotePort } = inner;
    if (watch !== undefined && remotePort !== undefined) inner.on('data', (bytes) => watch(remotePort, bytes));
    const outer = connect({
      host: '127.0.0.1',
      port: endpoints.pick(this.opened % clients),
      noDelay: true,
    });
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.once('error', () => to.destroy());
      from.once('close', () => {
        this.sockets.delete(from);
        to.end();
      });
    }
  }
}
