import { connect, type Socket } from 'node:net';

/** An answer, and whether the connection can carry another request. */
export interface Answer {
  readonly status: number;
  readonly closes: boolean;
}

/** End of a connection on which an answer was awaited. */
export class CutConnection extends Error {}

/** One connection of HTTP/1.1 that carries one request at a time, and repeats none. */
export class KeptConnection {
  isOpen = true;
  private received = '';
  private waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | undefined;

  private constructor(
    private readonly socket: Socket,
    latencyMillis: number,
  ) {
    socket.on('data', (bytes) => this.read(bytes.toString('latin1')));
    socket.on('error', (error: NodeJS.ErrnoException) => this.end(error.code ?? error.message));
    // A client that is far away goes on for a while as if the connection were open.
    socket.on('end', () => {
      if (this.waiting !== undefined || latencyMillis === 0) this.end('closed');
      else setTimeout(() => this.end('closed'), latencyMillis);
    });
    socket.on('close', () => this.end('closed'));
  }

  /**
   * Opens one; no request has been sent where this fails.
   *
   * @param latencyMillis time after which the client learns that the proxy has closed the connection.
   */
  static open(
    where: { host: string; port: number; localAddress: string },
    latencyMillis: number,
  ): Promise<KeptConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ ...where, noDelay: true, timeout: 20_000, allowHalfOpen: true });
      socket.once('error', reject);
      socket.once('timeout', () => socket.destroy(new Error('no answer')));
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new KeptConnection(socket, latencyMillis));
      });
    });
  }

  /** Sends a request and waits for the whole answer. */
  ask(host: string, path: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    });
  }

  close(): void {
    this.isOpen = false;
    this.socket.destroy();
  }

  private read(text: string): void {
    this.received += text;
    const headEnd = this.received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.received.slice(0, headEnd).toLowerCase();
    const length = Number(/\r\ncontent-length: *(\d+)/.exec(head)?.[1] ?? 0);
    if (this.received.length < headEnd + 4 + length) return;
    this.received = this.received.slice(headEnd + 4 + length);
    const closes = /\r\nconnection: *close/.test(head);
    if (closes) this.close();
    this.waiting?.resolve({ status: Number(head.split(' ')[1]), closes });
    this.waiting = undefined;
  }

  private end(cause: string): void {
    this.isOpen = false;
    this.socket.destroy();
    this.waiting?.reject(new CutConnection(cause));
    this.waiting = undefined;
  }
}
