import { Agent, get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { get as getTls } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { HeldSockets } from './held-sockets';
import { type LoadOptions, ProxyLoad } from './proxy-load';
import { answerCalls } from './remote-calls';

// The process with the clients. It runs in a network of its own, from which the proxies are reached.

/** One request, on a connection of its own unless many are sent. */
export interface Asked {
  readonly address: string;
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Address from which the connection comes. */
  readonly source?: string;
  /** @default false */
  readonly tls?: boolean;
}

/** The answer to a request; the bytes are those that came. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bodyBase64: string;
}

const loads = new Map<string, ProxyLoad>();
const sockets = new HeldSockets();

function ask({ address, port, host, path, headers, source, tls }: Asked, agent?: Agent): Promise<Answered> {
  const options = {
    host: address,
    port,
    path,
    headers: { Host: host, ...headers },
    timeout: 10_000,
    ...(source === undefined ? {} : { localAddress: source }),
  };
  return new Promise((resolve, reject) => {
    const answered = async (answer: IncomingMessage): Promise<void> => {
      const bytes = await buffer(answer);
      const body = { body: bytes.toString(), bodyBase64: bytes.toString('base64') };
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, ...body });
    };
    const sent = tls
      ? getTls({ ...options, agent: false, rejectUnauthorized: false }, answered)
      : get({ ...options, agent: agent ?? false }, answered);
    sent.once('timeout', () => sent.destroy(new Error('no answer')));
    sent.once('error', reject);
  });
}

/** Pods that answer requests which differ in one part alone: `KEY` in path and headers stands for the numbers from 0 on. */
async function podsOfKeys({ keys, ...asked }: Asked & { readonly keys: number }): Promise<readonly string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const numbers = Array.from({ length: keys }, (_, key) => key);
  const pods = numbers.map(async (key) => {
    const filled = JSON.parse(JSON.stringify(asked).replaceAll('KEY', String(key))) as Asked;
    const { status, headers } = await ask(filled, agent);
    return status === 200 ? String(headers['x-pod']) : `status ${status}`;
  });
  const found = await Promise.all(pods);
  agent.destroy();
  return found;
}

function loadOf(name: string): ProxyLoad {
  const load = loads.get(name);
  if (load === undefined) throw new Error(`no load '${name}'`);
  return load;
}

answerCalls(process.argv[2] ?? '', {
  ask: (asked: Asked) => ask(asked),
  podsOfKeys,
  startLoad: ({ name, options }: { name: string; options: LoadOptions }) => {
    loads.set(name, new ProxyLoad(options));
  },
  figures: ({ name }: { name: string }) => loadOf(name).figures,
  isOut: ({ name, proxy }: { name: string; proxy: string }) => loadOf(name).isOut(proxy),
  kill: ({ name, proxy, pid }: { name: string; proxy: string; pid: number }) => loadOf(name).kill(proxy, pid),
  stopLoad: ({ name }: { name: string }) => loadOf(name).stop(),
  openSocket: (asked: Asked) => sockets.hold(asked),
  closeSockets: () => sockets.close(),
  sockets: () => sockets.states,
});
