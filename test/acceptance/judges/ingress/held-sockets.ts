import WebSocket from 'ws';

/** A websocket that stays open as long as others let it. */
export interface SocketState {
  readonly name: string;
  readonly isOpen: boolean;
  /** Milliseconds since 1970 of the last answer. */
  readonly answeredAt: number;
  /** Code of the end; 1006 where nobody has said anything. */
  readonly code?: number;
  /** Milliseconds since 1970 of the end. */
  readonly endedAt?: number;
}

const EVERY_MILLIS = 250;

/** Websockets on which a word goes back and forth, four times a second. */
export class HeldSockets {
  private readonly held = new Map<string, SocketState>();
  private readonly open = new Set<WebSocket>();

  get states(): readonly SocketState[] {
    return [...this.held.values()];
  }

  /** Closes all of them. */
  close(): void {
    for (const socket of this.open) socket.close();
  }

  /** Opens one, under the name of its path. */
  hold({ address, port, host, path }: { address: string; port: number; host: string; path: string }): Promise<void> {
    const socket = new WebSocket(`ws://${address}:${port}${path}`, { headers: { Host: host } });
    let timer: NodeJS.Timeout | undefined;
    const set = (state: Partial<SocketState>): void => {
      this.held.set(path, { name: path, isOpen: true, answeredAt: 0, ...this.held.get(path), ...state });
    };
    socket.on('message', () => set({ answeredAt: Date.now() }));
    socket.once('close', (code) => {
      this.open.delete(socket);
      clearInterval(timer);
      set({ isOpen: false, code, endedAt: Date.now() });
    });
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.once('open', () => {
        this.open.add(socket);
        set({});
        timer = setInterval(() => socket.send('hello'), EVERY_MILLIS);
        resolve();
      });
    });
  }
}
