import { Agent, request } from 'node:http';
import { createServer } from 'node:https';

/** Where a balancer listens, and where it sends requests. */
export interface FrontEndOptions {
  readonly address: string;
  /** Address of the balancer's connections to proxies. */
  readonly source: string;
  readonly proxy: string;
  readonly port: number;
  readonly key: string;
  readonly certificate: string;
}

/** Starts a front end that ends TLS and sends each request to one proxy, with the address of the client in the header that Google uses. */
export function startFrontEnd({ address, source, proxy, port, key, certificate }: FrontEndOptions): Promise<void> {
  const agent = new Agent({ keepAlive: true, localAddress: source } as object);
  const server = createServer({ key, cert: certificate }, (asked, answer) => {
    const forwarded = `${asked.socket.remoteAddress},${address}`;
    const headers = { ...asked.headers, 'X-Forwarded-For': forwarded, 'X-Forwarded-Proto': 'https' };
    const passed = request({ agent, host: proxy, port, path: asked.url, method: asked.method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.once('error', () => answer.writeHead(502).end());
    asked.pipe(passed);
  });
  return new Promise((resolve) => server.listen(443, address, resolve));
}
