// A gRPC server that stops without a dropped call: npm install @grpc/grpc-js, then node grpc-server.mjs
import { Server, ServerCredentials } from '@grpc/grpc-js';

const port = Number(process.env.PORT ?? 8080);
const drainMillis = Number(process.env.KEELSON_DRAIN_SECONDS ?? 20) * 1000;
const maxAgeMillis = Number(process.env.KEELSON_CONNECTION_MAX_AGE_SECONDS ?? 300) * 1000;

const server = new Server({
  // The server sends GOAWAY at this age, a tenth more or less, and cuts calls that are not over after the drain's time.
  'grpc.max_connection_age_ms': maxAgeMillis,
  'grpc.max_connection_age_grace_ms': drainMillis,
});

const streams = new Set();

server.addService(serviceOf({ Say: { streams: false }, Watch: { streams: true } }), {
  Say: (call, callback) => callback(null, call.request),

  // A stream without an end must end itself when the process stops, otherwise it is cut when the drain is over.
  Watch: (call) => {
    const timer = setInterval(() => call.write({ at: Date.now() }), 50);
    const end = () => {
      clearInterval(timer);
      streams.delete(end);
      call.end();
    };
    streams.add(end);
    call.on('cancelled', end);
  },
});

/** The definition that protoc would make from a .proto file, with JSON in the place of protocol buffers. */
function serviceOf(methods) {
  const write = (value) => Buffer.from(JSON.stringify(value));
  const read = (bytes) => JSON.parse(bytes.toString());
  const both = {
    requestSerialize: write,
    requestDeserialize: read,
    responseSerialize: write,
    responseDeserialize: read,
  };
  return Object.fromEntries(
    Object.entries(methods).map(([name, { streams: responseStream }]) => {
      return [name, { path: `/example.Greeter/${name}`, requestStream: false, responseStream, ...both }];
    }),
  );
}

process.once('SIGTERM', () => {
  // Clients whose streams end subscribe again, each at a time of its own, so that the other pods do not get all of them at once.
  const pause = (drainMillis * 0.9) / streams.size;
  for (const [index, end] of [...streams].entries()) setTimeout(end, pause * index);
  // GOAWAY names the last call that the server has seen; a client of gRPC sends a later one again by itself, to another pod.
  server.tryShutdown(() => process.exit(0));
  setTimeout(() => {
    server.forceShutdown();
    process.exit(0);
  }, drainMillis);
});

server.bindAsync(`0.0.0.0:${port}`, ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
  console.log(`listening on ${port}`);
});
