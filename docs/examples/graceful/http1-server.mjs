// An HTTP/1.1 server that stops without a dropped request: node http1-server.mjs
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 8080);
const drainMillis = Number(process.env.KEELSON_DRAIN_SECONDS ?? 20) * 1000;
const maxAgeMillis = Number(process.env.KEELSON_CONNECTION_MAX_AGE_SECONDS ?? 300) * 1000;

let draining = false;
const deadlines = new WeakMap();

const server = createServer((request, response) => {
  // A client sends no further request on a connection whose response says this, and opens a new one, which leads to another pod.
  const isOld = Date.now() > (deadlines.get(request.socket) ?? Infinity);
  if (draining || isOld) response.setHeader('Connection', 'close');
  answer(request, response);
});

function answer(request, response) {
  if (request.url === '/readyz') {
    response.writeHead(draining ? 503 : 200).end();
    return;
  }
  const text = 'hello\n';
  response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': text.length }).end(text);
}

// The tenth more or less keeps clients that came together from leaving together.
server.on('connection', (socket) => deadlines.set(socket, Date.now() + maxAgeMillis * (0.9 + 0.2 * Math.random())));

// The client must be the one that gives up a connection without requests: Envoy does so after an hour, if it is told nothing else.
server.keepAliveTimeout = 3_700_000;

// server.close() would also close the connections that wait for their next request, while that request may be on its way.
process.once('SIGTERM', () => {
  draining = true;
  const end = Date.now() + drainMillis;
  setInterval(() => {
    server.getConnections((_error, open) => {
      if (open === 0 || Date.now() >= end) process.exit(0);
    });
  }, 50);
});

server.listen(port, () => console.log(`listening on ${port}`));
