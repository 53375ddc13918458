// An HTTP/2 server without TLS that stops without a dropped stream: node h2-server.mjs
import { constants, createServer } from 'node:http2';

const port = Number(process.env.PORT ?? 8080);
const drainMillis = Number(process.env.KEELSON_DRAIN_SECONDS ?? 20) * 1000;
const maxAgeMillis = Number(process.env.KEELSON_CONNECTION_MAX_AGE_SECONDS ?? 300) * 1000;

let draining = false;
const sessions = new Map();

const server = createServer(async (request, response) => {
  const { session } = request.stream;
  const known = sessions.get(session);
  if (known !== undefined && (draining || Date.now() > known.deadline)) {
    known.farewell ??= sayGoaway(session);
    await known.farewell;
  }
  answer(request, response);
});

function answer(request, response) {
  if (request.url === '/readyz') {
    response.writeHead(draining ? 503 : 200).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/plain' }).end('hello\n');
}

server.on('session', (session) => {
  // The tenth more or less keeps clients that came together from leaving together.
  sessions.set(session, { deadline: Date.now() + maxAgeMillis * (0.9 + 0.2 * Math.random()) });
  session.once('close', () => sessions.delete(session));
  session.on('error', () => session.destroy());
});

/**
 * Ends a connection by two GOAWAY frames. The first names the highest stream that can be, so that the client opens no further stream; the
 * second, by close(), names the last stream that was seen. The ping between them lets streams arrive that were on their way.
 *
 * A stream must be open all the time, because Node reads nothing more from a connection without streams once it has sent GOAWAY.
 */
async function sayGoaway(session) {
  session.goaway(constants.NGHTTP2_NO_ERROR, 2 ** 31 - 1);
  // A ping that is sent in the same round would overtake the frame.
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => (session.destroyed || !session.ping(resolve) ? resolve() : undefined));
  session.close();
}

process.once('SIGTERM', () => {
  draining = true;
  const end = Date.now() + drainMillis;
  setInterval(() => {
    if (sessions.size === 0) process.exit(0);
    if (Date.now() < end) return;
    // What is left has had no stream for the whole drain.
    for (const session of sessions.keys()) session.close();
    setTimeout(() => process.exit(0), 200);
  }, 50);
});

server.listen(port, () => console.log(`listening on ${port}`));
