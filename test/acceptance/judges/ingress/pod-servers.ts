import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

/** What a pod says about the request that it got. */
export interface PodAnswer {
  readonly pod: string;
  /** Address from which the request came. */
  readonly peer: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A text that compression makes smaller. */
const LONG_TEXT = 'all work and no play '.repeat(500);

/** Starts simulated pods, each a server on an address of its own, which answer websockets with what they get. */
export function startPods(addresses: readonly string[], port: number): void {
  for (const address of addresses) {
    // A pod keeps idle connections for longer than its proxies do.
    const server = createServer({ keepAliveTimeout: 700_000 }, (request, response) => {
      void answer(address, request, response);
    });
    const sockets = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('message', (data) => client.send(data.toString()));
        client.on('error', () => client.terminate());
      });
    });
    server.listen(port, address);
  }
}

/** Starts simulated pods that speak HTTP/2 without TLS, and nothing else. */
export function startHttp2Pods(addresses: readonly string[], port: number): void {
  for (const address of addresses) {
    createHttp2Server((request, response) => {
      void answer(address, request, response);
    }).listen(port, address);
  }
}

type Request = IncomingMessage | Http2ServerRequest;

async function answer(pod: string, request: Request, response: ServerResponse | Http2ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://pod');
  request.resume();
  response.setHeader('X-Pod', pod);
  if (searchParams.has('millis')) await sleep(Number(searchParams.get('millis')));
  if (pathname === '/load') return void response.end('ok');
  response.setHeader('Content-Type', pathname === '/long' ? 'text/plain' : 'application/json');
  if (pathname === '/long') return void response.end(LONG_TEXT);
  const body = { pod, peer: request.socket.remoteAddress, url: request.url, headers: request.headers };
  response.end(JSON.stringify(body));
}
