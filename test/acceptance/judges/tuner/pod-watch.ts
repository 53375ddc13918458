import { get } from 'node:https';
import type { ControlPlane } from '../../harness/control-plane';
import type { ApiObject } from '../../harness/control-plane-client';

/** Reports every change of an object as soon as the server does. */
export class ObjectWatch {
  private constructor(private readonly close: () => void) {}

  /** @param path list with a selector: `/api/v1/pods?labelSelector=…`. */
  static start(
    plane: ControlPlane,
    path: string,
    told: (type: string, object: ApiObject) => void,
  ): Promise<ObjectWatch> {
    const headers = { Authorization: `Bearer ${plane.token}`, Accept: 'application/json' };
    const url = `${plane.url}${path}${path.includes('?') ? '&' : '?'}watch=1`;
    return new Promise((resolve, reject) => {
      const request = get(url, { headers, ca: plane.certificate, agent: false }, (response) => {
        let rest = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const lines = `${rest}${chunk}`.split('\n');
          rest = lines.pop() ?? '';
          for (const line of lines) {
            const { type, object } = JSON.parse(line) as { readonly type: string; readonly object: ApiObject };
            told(type, object);
          }
        });
        response.on('error', () => undefined);
        resolve(new ObjectWatch(() => request.destroy()));
      });
      request.once('error', reject);
      request.on('error', () => undefined);
    });
  }

  stop(): void {
    this.close();
  }
}
