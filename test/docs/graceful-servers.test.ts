import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, credentials } from '@grpc/grpc-js';
import WebSocket from 'ws';
import { ExampleServer } from './support/example-server';
import { MarkdownFile, ROOT } from './support/markdown-file';

const running: ExampleServer[] = [];
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
  for (const server of running.splice(0)) server.kill();
});

async function start(file: string, times: { readonly drain: number; readonly maxAge?: number }) {
  const maxAge = times.maxAge ?? 300;
  const env = {
    KEELSON_DRAIN_SECONDS: String(times.drain),
    KEELSON_CONNECTION_MAX_AGE_SECONDS: String(maxAge),
  };
  const server = await ExampleServer.start(file, env);
  running.push(server);
  return server;
}

describe('the HTTP/1.1 server of the guide in Node', () => {
  /** One connection that is kept as long as the server lets it; tells for each answer whether it was used before. */
  function keepAliveClient({ port }: ExampleServer) {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(() => agent.destroy());
    return async (path: string) => {
      const request = get({ agent, port, path, host: '127.0.0.1' });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      await once(response, 'end');
      const { connection } = response.headers;
      return { status: response.statusCode, connection, isReused: request.reusedSocket };
    };
  }

  it('leaves an unused connection open at SIGTERM, closes it with the next answer, and exits before the drain is over', async () => {
    const server = await start('http1-server.mjs', { drain: 30 });
    const ask = keepAliveClient(server);
    expect(await ask('/readyz')).toEqual({ status: 200, connection: 'keep-alive', isReused: false });
    server.terminate();
    await sleep(300);
    expect(await ask('/')).toEqual({ status: 200, connection: 'close', isReused: true });
    expect(await server.exited).toBe(0);
  });

  it('still answers new connections after SIGTERM, and says that it is not ready', async () => {
    const server = await start('http1-server.mjs', { drain: 30 });
    // An unused connection keeps the process.
    await keepAliveClient(server)('/');
    server.terminate();
    await sleep(300);
    expect(await keepAliveClient(server)('/readyz')).toEqual({ status: 503, connection: 'close', isReused: false });
  });

  it('exits when the drain is over, although a connection is still open', async () => {
    const server = await start('http1-server.mjs', { drain: 1 });
    await keepAliveClient(server)('/');
    const begin = performance.now();
    server.terminate();
    expect(await server.exited).toBe(0);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(950);
  });

  it('closes a connection that is older than its longest age, with an answer', async () => {
    const ask = keepAliveClient(await start('http1-server.mjs', { drain: 1, maxAge: 1 }));
    expect(await ask('/')).toMatchObject({ connection: 'keep-alive' });
    await sleep(1200);
    expect(await ask('/')).toEqual({ status: 200, connection: 'close', isReused: true });
    expect(await ask('/')).toMatchObject({ connection: 'keep-alive', isReused: false });
  });
});

describe('the HTTP/2 server of the guide', () => {
  function session({ port }: ExampleServer): ClientHttp2Session {
    const opened = connectHttp2(`http://127.0.0.1:${port}`);
    closing.push(() => opened.destroy());
    opened.on('error', () => undefined);
    return opened;
  }

  async function statusOf(opened: ClientHttp2Session, path: string): Promise<unknown> {
    const stream = opened.request({ ':path': path });
    const [headers] = await once(stream, 'response');
    stream.resume();
    await once(stream, 'close');
    return headers[':status'];
  }

  it('answers a stream after SIGTERM, says GOAWAY with it, and exits', async () => {
    const server = await start('h2-server.mjs', { drain: 30 });
    const opened = session(server);
    expect(await statusOf(opened, '/readyz')).toBe(200);
    server.terminate();
    await sleep(300);
    expect(opened.closed).toBe(false);
    expect(await statusOf(opened, '/readyz')).toBe(503);
    expect(opened.closed).toBe(true);
    expect(await server.exited).toBe(0);
  });

  it('closes a connection without streams when the drain is over', async () => {
    const server = await start('h2-server.mjs', { drain: 1 });
    const opened = session(server);
    await statusOf(opened, '/');
    const goaway = once(opened, 'goaway');
    server.terminate();
    const [code, lastStream] = await goaway;
    expect({ code, lastStream }).toEqual({ code: 0, lastStream: 1 });
    expect(await server.exited).toBe(0);
  });
});

test('the gRPC server of the guide ends its streams without an error at SIGTERM, and exits', async () => {
  const server = await start('grpc-server.mjs', { drain: 30 });
  const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  closing.push(() => client.close());
  const write = (value: object) => Buffer.from(JSON.stringify(value));
  const read = (bytes: Buffer) => JSON.parse(bytes.toString()) as object;
  const stream = client.makeServerStreamRequest('/example.Greeter/Watch', write, read, {});
  await once(stream, 'data');
  stream.resume();
  server.terminate();
  const [status] = await once(stream, 'status');
  expect(status).toMatchObject({ code: 0 });
  expect(await server.exited).toBe(0);
});

test('the websocket server of the guide closes its clients one after the other with 1001, and exits', async () => {
  const server = await start('websocket-server.mjs', { drain: 1 });
  const sockets = Array.from({ length: 3 }, () => new WebSocket(`ws://127.0.0.1:${server.port}/`));
  closing.push(() => {
    for (const socket of sockets) socket.terminate();
  });
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  server.terminate();
  const begin = performance.now();
  const closed = sockets.map(async (socket) => {
    const [code] = await once(socket, 'close');
    return { code, millis: performance.now() - begin };
  });
  const ends = await Promise.all(closed);
  expect(ends.map(({ code }) => code)).toEqual([1001, 1001, 1001]);
  // The clients leave after 0, 0.3 and 0.6 seconds.
  expect(Math.max(...ends.map(({ millis }) => millis))).toBeGreaterThan(500);
  expect(await server.exited).toBe(0);
});

test.each([
  ['js', 'http1-server.mjs'],
  ['java', 'GracefulServer.java'],
  ['python', 'graceful_server.py'],
])('the guide shows the server in %s as its file is', (language, file) => {
  const guide = new MarkdownFile('docs/guides/graceful-stop.md');
  const text = readFileSync(join(ROOT, 'docs/examples/graceful', file), 'utf8');
  expect(guide.blocksOf(language).map((block) => block.text)).toEqual([text]);
});
