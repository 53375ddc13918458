import WebSocket from 'ws';
import type { LateEndpoints } from './late-endpoints';

/** A connection's end, and the begin of the one after it. */
export interface Move {
  /** Code of the close frame; 1006 where there was none. */
  readonly code: number;
  readonly at: number;
}

/** Clients that connect again as soon as their connection ends, and say one word on each connection. */
export class WebsocketClients {
  readonly moves: Move[] = [];
  /** Number of connections on which the server has answered. */
  answered = 0;
  private isOver = false;
  private readonly sockets = new Set<WebSocket>();

  constructor(
    private readonly endpoints: LateEndpoints,
    readonly count: number,
  ) {
    for (let index = 0; index < count; index += 1) this.connect(index);
  }

  stop(): void {
    this.isOver = true;
    for (const socket of this.sockets) socket.terminate();
  }

  private connect(index: number): void {
    const socket = new WebSocket(`ws://127.0.0.1:${this.endpoints.pick(index)}/`);
    this.sockets.add(socket);
    socket.once('open', () => socket.send('hello'));
    socket.once('message', () => {
      this.answered += 1;
    });
    // The end of the connection, which follows, counts.
    socket.on('error', () => undefined);
    socket.once('close', (code) => {
      this.sockets.delete(socket);
      if (this.isOver) return;
      this.moves.push({ code, at: performance.now() });
      this.connect(index);
    });
  }
}
