/** Bytes before the first frame of a client. */
const PREFACE_BYTES = 24;

const HEADER_BYTES = 9;

/** Type of the frame that opens a stream. */
const HEADERS = 1;

/**
 * The streams of HTTP/2 that left a client, read from the bytes between client and server. Node's client reports a stream as refused also
 * where GOAWAY came before the client had written the stream's first frame; only the wire tells the two apart.
 */
export class SentStreams {
  private readonly connections = new Map<number, { rest: Buffer; readonly streams: Set<number> }>();

  /** Whether a stream left the client by its connection, which is known by the client's port. */
  has(port: number, stream: number): boolean {
    return this.connections.get(port)?.streams.has(stream) ?? false;
  }

  readonly read = (port: number, bytes: Buffer): void => {
    const known = this.connections.get(port);
    const connection = known ?? { rest: Buffer.alloc(0), streams: new Set<number>() };
    this.connections.set(port, connection);
    const all = Buffer.concat([connection.rest, known === undefined ? bytes.subarray(PREFACE_BYTES) : bytes]);
    let at = 0;
    while (all.length >= at + HEADER_BYTES && all.length >= at + HEADER_BYTES + all.readUIntBE(at, 3)) {
      if (all.readUInt8(at + 3) === HEADERS) connection.streams.add(all.readUInt32BE(at + 5));
      at += HEADER_BYTES + all.readUIntBE(at, 3);
    }
    connection.rest = all.subarray(at);
  };
}
