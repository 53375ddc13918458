import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from '../../harness/control-plane';
import type { ApiObject } from '../../harness/control-plane-client';

/** Attempts to begin a watch, half a second apart: a server that has just started may refuse the first ones. */
const ATTEMPTS = 40;

/** Reports every change of an object as soon as the server does. */
export class ObjectWatch {
  private readonly url: string;
  private close = (): void => undefined;
  private isStopped = false;

  private constructor(
    private readonly plane: ControlPlane,
    path: string,
    private readonly told: (type: string, object: ApiObject) => void,
  ) {
    this.url = `${plane.url}${path}${path.includes('?') ? '&' : '?'}watch=1`;
  }

  /** @param path list with a selector: `/api/v1/pods?labelSelector=…`. */
  static async start(
    plane: ControlPlane,
    path: string,
    told: (type: string, object: ApiObject) => void,
  ): Promise<ObjectWatch> {
    const watch = new ObjectWatch(plane, path, told);
    await watch.begin();
    return watch;
  }

  stop(): void {
    this.isStopped = true;
    this.close();
  }

  /** A watch that ends by itself begins again; the server then reports all objects once more. */
  private async begin(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.ask();
      if (response.statusCode === 200) {
        this.read(response);
        return;
      }
      response.resume();
      if (attempt === ATTEMPTS) throw new Error(`the server answered the watch with ${response.statusCode}`);
      await sleep(500);
    }
  }

  private ask(): Promise<IncomingMessage> {
    const headers = { Authorization: `Bearer ${this.plane.token}`, Accept: 'application/json' };
    return new Promise((resolve, reject) => {
      const request = get(this.url, { headers, ca: this.plane.certificate, agent: false }, resolve);
      this.close = () => request.destroy();
      request.once('error', reject);
      request.on('error', () => undefined);
    });
  }

  private read(response: IncomingMessage): void {
    let rest = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const { type, object } = JSON.parse(line) as { readonly type: string; readonly object: ApiObject };
        this.told(type, object);
      }
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      if (!this.isStopped) void this.begin().catch(() => undefined);
    });
  }
}
