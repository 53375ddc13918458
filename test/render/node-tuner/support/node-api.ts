import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A taint of the node. */
export interface Taint {
  readonly key: string;
  readonly effect: string;
  readonly value?: string;
}

/** A fault of the server: the response to a request in place of the right one. */
export type Misbehaviour = { readonly status: number; readonly retryAfter?: number } | 'hang';

/** An operation of a JSON patch. */
interface Operation {
  readonly op: 'test' | 'remove';
  readonly path: string;
  readonly value?: string;
}

/** A request as the server received it. */
export interface Received {
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The part of an API server that the tuner calls, and the healthz endpoint of a kube-proxy, over plain HTTP. */
export class NodeApi {
  readonly received: Received[] = [];
  /** Faults for the next requests, by method; with an empty list the server responds correctly. */
  readonly misbehaviours: { GET: Misbehaviour[]; PATCH: Misbehaviour[] } = { GET: [], PATCH: [] };
  proxyHealthy = true;
  /** Requests that are neither answered nor given up. */
  hanging = 0;
  /** Whether the server writes its JSON over several lines, as for people. */
  pretty = false;
  private readonly server: Server;

  constructor(public taints: readonly Taint[]) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  /** Starts the server, and returns its base address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get patches(): readonly Received[] {
    return this.received.filter(({ method }) => method === 'PATCH');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/healthz') {
      response.writeHead(this.proxyHealthy ? 200 : 503).end();
      return;
    }
    const method = request.method === 'PATCH' ? 'PATCH' : 'GET';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    this.received.push({ method, headers: request.headers, body });
    const wrong = this.misbehaviours[method].shift();
    if (wrong === 'hang') {
      this.hanging += 1;
      response.once('close', () => {
        this.hanging -= 1;
      });
      return;
    }
    if (wrong !== undefined) {
      const headers = wrong.retryAfter === undefined ? {} : { 'Retry-After': String(wrong.retryAfter) };
      response.writeHead(wrong.status, headers).end('{"kind":"Status"}');
      return;
    }
    if (method === 'PATCH' && !this.patch(body)) {
      response.writeHead(422).end('{"kind":"Status"}');
      return;
    }
    response.writeHead(200).end(JSON.stringify(this.node(), null, this.pretty ? 2 : undefined));
  }

  /** Applies a patch as an API server does, all or nothing; the admission policy accepts only patches that remove every taint of the key. */
  private patch(body: string): boolean {
    const taints = [...this.taints];
    let tested = '';
    for (const { op, path, value } of JSON.parse(body) as readonly Operation[]) {
      const place = Number(path.split('/')[3]);
      if (op === 'test' && taints[place]?.key !== value) return false;
      if (op === 'test') tested = String(value);
      else taints.splice(place, 1);
    }
    const isAdmitted = !taints.some(({ key }) => key === tested);
    if (isAdmitted) this.taints = taints;
    return isAdmitted;
  }

  /** A node in which other members contain the key of the taint too, as text and as fields. */
  private node(): object {
    const applied = JSON.stringify({ spec: { taints: this.taints }, note: 'a "quoted" \\ word' });
    return {
      kind: 'Node',
      apiVersion: 'v1',
      metadata: {
        name: 'node-1',
        annotations: { 'example.com/last-applied': applied },
        managedFields: [{ fieldsV1: { 'f:spec': { 'f:taints': {} } } }],
      },
      spec: { podCIDRs: ['10.0.0.0/24'], providerID: 'aws:///a/i-1', taints: this.taints },
      status: { images: [{ names: this.taints.map(({ key }) => key) }] },
    };
  }
}
