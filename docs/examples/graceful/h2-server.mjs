// An HTTP/2 server without TLS that stops without a dropped stream: node h2-server.mjs
import { constants, createServer } from 'node:http2';

const port = Number(process.env.PORT ?? 8080);
const drainMillis = Number(process.env.KEELSON_DRAIN_SECONDS ?? 20) * 1000;
const maxAgeMillis = Number(process.env.KEELSON_CONNECTION_MAX_AGE_SECONDS ?? 300) * 1000;

let draining = false;
const sessions = new Set();

const server = createServer((request, response) => {
  if (request.url === '/readyz') {
    response.writeHead(draining ? 503 : 200).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/plain' }).end('hello\n');
});

server.on('session', (session) => {
  sessions.add(session);
  // The tenth more or less keeps clients that came together from leaving together.
  const old = setTimeout(() => retire(session), maxAgeMillis * (0.9 + 0.2 * Math.random()));
  session.once('close', () => {
    clearTimeout(old);
    sessions.delete(session);
  });
  session.on('error', () => session.destroy());
  if (draining) retire(session);
});

/**
 * Ends a connection by two GOAWAY frames: the first names the highest stream that can be, so that the client opens no further stream;
 * the second, by close(), names the last stream that was seen. The round trip between them lets streams arrive that were on their way.
 */
function retire(session) {
  if (session.closed || session.destroyed) return;
  session.goaway(constants.NGHTTP2_NO_ERROR, 2 ** 31 - 1);
  session.ping(() => session.close());
}

process.once('SIGTERM', () => {
  draining = true;
  const end = Date.now() + drainMillis;
  for (const session of sessions) retire(session);
  setInterval(() => {
    if (sessions.size === 0 || Date.now() >= end) process.exit(0);
  }, 50);
});

server.listen(port, () => console.log(`listening on ${port}`));
