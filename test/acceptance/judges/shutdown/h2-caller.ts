import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import type { Caller } from './call-load';
import type { SentStreams } from './sent-streams';

interface Connection {
  readonly session: ClientHttp2Session;
  /** Port of the client's end. */
  port: number;
}

/**
 * A client of HTTP/2 without TLS: it opens a new connection once the server has said GOAWAY on the one before. It asks again only for a
 * stream whose first frame it never sent.
 */
export class H2Caller implements Caller {
  /** Streams that were never sent. */
  unsent = 0;
  private connection: Connection | undefined;

  constructor(
    private readonly port: number,
    private readonly sent: SentStreams,
  ) {}

  readonly call = async (): Promise<void> => {
    for (;;) {
      const connection = this.connected();
      const stream = connection.session.request({ ':path': '/' });
      try {
        await answered(stream);
        return;
      } catch (error) {
        if (this.sent.has(connection.port, stream.id ?? 0)) throw error;
        this.unsent += 1;
      }
    }
  };

  readonly close = (): void => this.connection?.session.destroy();

  private connected(): Connection {
    const known = this.connection;
    if (known !== undefined && !known.session.closed && !known.session.destroyed) return known;
    const socket = connectTcp({ host: '127.0.0.1', port: this.port, noDelay: true });
    const connection = { session: connect('http://service', { createConnection: () => socket }), port: 0 };
    socket.once('connect', () => {
      connection.port = socket.localPort ?? 0;
    });
    // A call reports the error of its connection.
    connection.session.on('error', () => undefined);
    this.connection = connection;
    return connection;
  }
}

function answered(stream: ClientHttp2Stream): Promise<void> {
  return new Promise((resolve, reject) => {
    let status: unknown;
    stream.once('response', (headers) => {
      status = headers[':status'];
    });
    stream.once('error', reject);
    stream.once('close', () => (status === 200 ? resolve() : reject(new Error(`status ${status}`))));
    stream.resume();
  });
}
