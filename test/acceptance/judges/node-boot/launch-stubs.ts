import { appendFileSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { join } from 'node:path';
import { runProgram } from '../../harness/run-program';
import { toolPath } from '../../harness/tools';

/** How the stub API server answers a request for the node. */
export type ApiAnswer = 'ready' | 'not-ready' | 'unknown' | 'unauthorized' | 'error' | 'no-node' | 'garbage' | 'hang';

/** Tokens that the stubs issue; neither may ever appear on a command line. */
export const TOKENS = { metadata: 'metadata-token-of-the-rig', cluster: 'k8s-aws-v1.token-of-the-rig' };

/** Name of the simulated node. */
export const NODE_NAME = 'ip-10-20-32-7.eu-central-1.compute.internal';

const METADATA: Readonly<Record<string, string>> = {
  'instance-id': 'i-0123456789abcdef0',
  'placement/region': 'eu-central-1',
  'placement/availability-zone': 'eu-central-1b',
};

/** A server on loopback. */
export interface Stub {
  readonly url: string;
  stop(): void;
}

/** Stub of instance metadata version 2, which answers only requests with a session token. */
export function startMetadata(): Promise<Stub> {
  return listen(
    createServer((request, response) => {
      const path = request.url ?? '';
      if (request.method === 'PUT' && path === '/latest/api/token') {
        const isTimed = Number(request.headers['x-aws-ec2-metadata-token-ttl-seconds']) > 0;
        return answer(response, isTimed ? 200 : 400, isTimed ? TOKENS.metadata : '');
      }
      if (request.headers['x-aws-ec2-metadata-token'] !== TOKENS.metadata) return answer(response, 401, '');
      const value = METADATA[path.replace('/latest/meta-data/', '')];
      return answer(response, value === undefined ? 404 : 200, value ?? '');
    }),
    'http',
  );
}

/** Stub of an API server with one node, which gives the stated answers, one per request; the last one repeats. */
export function startApi(folder: string, answers: readonly ApiAnswer[]): Promise<Stub> {
  const rest = [...answers];
  const server = createSecureServer(
    { key: readFileSync(join(folder, 'server.key')), cert: readFileSync(join(folder, 'server.crt')) },
    (request, response) => {
      const next = (rest.length > 1 ? rest.shift() : rest[0]) ?? 'hang';
      const given = isAllowed(request) ? next : 'unauthorized';
      appendFileSync(join(folder, 'timeline'), `api ${given}\n`);
      respond(response, given);
    },
  );
  return listen(server, 'https');
}

/** Key and certificate of the stub API server, and the authority that the node trusts: the server's own or another one. */
export async function makeCertificates(folder: string, trusts: 'its own' | 'another'): Promise<void> {
  await makeCertificate(folder, 'server');
  if (trusts === 'another') await makeCertificate(folder, 'other');
  appendFileSync(join(folder, 'ca.crt'), readFileSync(join(folder, trusts === 'another' ? 'other.crt' : 'server.crt')));
}

async function makeCertificate(folder: string, name: string): Promise<void> {
  const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const outcome = await runProgram([toolPath('openssl'), 'req', '-x509', '-days', '1', ...key, ...files, ...subject]);
  if (outcome.status !== 0) throw new Error(`no certificate: ${outcome.stderr}`);
}

function isAllowed(request: IncomingMessage): boolean {
  const isOurs = request.headers.authorization === `Bearer ${TOKENS.cluster}`;
  return isOurs && request.url === `/api/v1/nodes/${NODE_NAME}`;
}

function respond(response: ServerResponse, given: ApiAnswer): void {
  // The other conditions of a node are True when it has a problem, so that a script which reads the wrong one would accept a sick
  // node.
  const node = (status: string) =>
    JSON.stringify({
      status: {
        conditions: [
          { type: 'MemoryPressure', status: 'True' },
          { type: 'Ready', status },
        ],
      },
    });
  const bodies: Readonly<Record<Exclude<ApiAnswer, 'hang'>, readonly [number, string]>> = {
    ready: [200, node('True')],
    'not-ready': [200, node('False')],
    unknown: [200, node('Unknown')],
    unauthorized: [401, '{"kind":"Status","code":401}'],
    error: [500, '{"kind":"Status","code":500}'],
    'no-node': [404, '{"kind":"Status","code":404}'],
    garbage: [200, '<html>'],
  };
  if (given !== 'hang') answer(response, ...bodies[given]);
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status).end(body);
}

function listen(server: Server, scheme: string): Promise<Stub> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const stop = () => {
        server.closeAllConnections();
        server.close();
      };
      resolve({ url: `${scheme}://127.0.0.1:${port}`, stop });
    });
  });
}
