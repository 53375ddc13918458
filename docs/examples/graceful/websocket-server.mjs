// A websocket server whose clients move to other pods one after the other: npm install ws, then node websocket-server.mjs
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const port = Number(process.env.PORT ?? 8080);
const drainMillis = Number(process.env.KEELSON_DRAIN_SECONDS ?? 20) * 1000;
const maxAgeMillis = Number(process.env.KEELSON_CONNECTION_MAX_AGE_SECONDS ?? 300) * 1000;

/** The end of the drain is left for the last clients, which answer the close frame. */
const spreadMillis = drainMillis * 0.9;

let spreadEnd;
const server = createServer((request, response) => {
  const isReady = request.url === '/readyz' && spreadEnd === undefined;
  response.writeHead(isReady ? 200 : request.url === '/readyz' ? 503 : 426).end();
});
const sockets = new WebSocketServer({ server });

sockets.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  socket.on('error', () => socket.terminate());
  // The tenth more or less keeps clients that came together from leaving together. A client that comes late leaves before the end.
  const stay = spreadEnd === undefined ? maxAgeMillis * (0.9 + 0.2 * Math.random()) : spreadEnd - Date.now();
  const timer = setTimeout(() => leave(socket), Math.max(0, stay));
  socket.once('close', () => clearTimeout(timer));
});

/** 1001 says "going away": the client connects again, and its new connection leads to another pod. */
function leave(socket) {
  socket.close(1001, 'the server goes away');
}

process.once('SIGTERM', () => {
  const start = Date.now();
  spreadEnd = start + spreadMillis;
  const clients = [...sockets.clients];
  // Each client leaves at a time of its own, so that the other pods accept them evenly.
  const pause = spreadMillis / clients.length;
  for (const [index, socket] of clients.entries()) setTimeout(() => leave(socket), pause * index);
  setInterval(() => {
    if (sockets.clients.size === 0 || Date.now() >= start + drainMillis) process.exit(0);
  }, 50);
});

server.listen(port, () => console.log(`listening on ${port}`));
