import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';

/** Object of the Kubernetes API, with the members that all kinds share. */
export interface ApiObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ApiMetadata;
  readonly [member: string]: unknown;
}

/** Metadata that judges read. */
export interface ApiMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly resourceVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly deletionTimestamp?: string;
  readonly managedFields?: readonly { readonly manager?: string; readonly [member: string]: unknown }[];
  readonly [member: string]: unknown;
}

/** Answer of the API server. */
export interface ApiAnswer<Body> {
  readonly status: number;
  /** Texts of the Warning headers, which kubectl prints. */
  readonly warnings: readonly string[];
  /** Decoded JSON, or text where the server did not answer in JSON (`/healthz`, logs). */
  readonly body: Body;
}

/** Sends requests to one API server as one user. */
export class ControlPlaneClient {
  private readonly agent: Agent;

  constructor(
    readonly url: string,
    private readonly token: string,
    certificate: string,
  ) {
    this.agent = new Agent({ ca: certificate, keepAlive: true, maxSockets: 32 });
  }

  /**
   * Sends one request and returns the answer whatever its status; only a broken connection throws.
   *
   * @param body an object is sent as JSON; text as it is, with the Content-Type that `headers` give.
   * @param headers lists are sent as repeated headers (`Impersonate-Group`).
   */
  async request<Body = ApiObject>(
    method: string,
    path: string,
    body?: object | string,
    headers: OutgoingHttpHeaders = {},
  ): Promise<ApiAnswer<Body>> {
    const payload = typeof body === 'object' ? JSON.stringify(body) : body;
    // The length is stated, because Node otherwise sends the body of a DELETE without one, and the server reads the body as the
    // next request.
    const type =
      payload === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(payload) };
    const response = await this.send(method, path, payload, {
      Authorization: `Bearer ${this.token}`,
      Accept: 'application/json',
      ...type,
      ...headers,
    });
    const text = await readText(response);
    const isJson = response.headers['content-type']?.startsWith('application/json') ?? false;
    return {
      status: response.statusCode ?? 0,
      warnings: (response.headersDistinct['warning'] ?? []).map(readWarning),
      body: (isJson ? JSON.parse(text) : text) as Body,
    };
  }

  /** Closes idle connections, because an API server with open ones takes long to stop. */
  close(): void {
    this.agent.destroy();
  }

  private send(
    method: string,
    path: string,
    payload: string | undefined,
    headers: OutgoingHttpHeaders,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const options = { method, headers, agent: this.agent, timeout: 60_000 };
      const request = httpsRequest(new URL(path, this.url), options, resolve);
      request.once('error', reject);
      request.once('timeout', () => request.destroy(new Error(`no answer to ${method} ${path} within a minute`)));
      request.end(payload);
    });
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** `299 - "text"`, with quotes inside escaped. @see https://www.rfc-editor.org/rfc/rfc7234#section-5.5 */
function readWarning(header: string): string {
  const quoted = /^\d{3} \S+ "((?:[^"\\]|\\.)*)"/.exec(header)?.[1];
  return quoted === undefined ? header : quoted.replaceAll(/\\(.)/g, '$1');
}
