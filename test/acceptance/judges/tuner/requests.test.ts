import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { renderTunerScript } from '../../../../lib/render/node-tuner/tuner-script';
import { pollUntil } from '../../harness/poll';
import { Session, stopProcess } from '../../harness/session';
import { toolPath } from '../../harness/tools';

// The tests read the log about requests that the real curl sends, to addresses without a server and past a proxy without a
// listener.

const SHELLS: Readonly<Record<string, () => readonly string[]>> = {
  dash: () => [toolPath('dash')],
  busybox: () => [toolPath('busybox'), 'sh'],
};

const session = Session.current();
const folder = session.subfolder('tuner-requests');
const script = join(folder, 'tuner.sh');
const NODE = { spec: { taints: [] } };

let server: Server;
let address = '';

beforeAll(async () => {
  writeFileSync(script, renderTunerScript());
  writeFileSync(join(folder, 'sysctls'), '');
  for (const name of ['server', 'other']) makeCertificate(name);
  const [key, cert] = ['server.key', 'server.crt'].map((name) => readFileSync(join(folder, name)));
  server = createServer({ key, cert }, (_request, response) => void response.end(JSON.stringify(NODE)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server?.close());

function makeCertificate(name: string): void {
  const paths = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)];
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'];
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1'];
  const { status, stderr } = spawnSync(toolPath('openssl'), [...words, ...names, ...paths], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

describe.each(Object.entries(SHELLS))('under %s, the log', (shell, command) => {
  const children: ChildProcess[] = [];
  afterAll(() => Promise.all(children.map(stopProcess)));

  /** Starts a tuner without keys that calls an API server, and returns its log and its metrics. */
  function start(name: string, api: string, authority: string): { log: () => string; metrics: () => string } {
    const own = join(folder, `${shell}-${name}`);
    const credentials = join(own, 'credentials');
    for (const each of ['state', 'metrics', 'tmp', 'credentials']) mkdirSync(join(own, each), { recursive: true });
    writeFileSync(join(credentials, 'token'), 'token');
    writeFileSync(join(credentials, 'ca.crt'), readFileSync(join(folder, `${authority}.crt`)));
    const log = openSync(join(own, 'log'), 'a');
    const child = spawn(String(command()[0]), [...command().slice(1), script], {
      env: {
        PATH: process.env['PATH'],
        http_proxy: 'http://127.0.0.1:9',
        https_proxy: 'http://127.0.0.1:9',
        TMPDIR: join(own, 'tmp'),
        KEELSON_NODE: 'node-1',
        KEELSON_PROFILE: 'p',
        KEELSON_TAINT_KEY: 'keelson.dev/startup',
        KEELSON_SYSCTLS: join(folder, 'sysctls'),
        KEELSON_STATE: join(own, 'state'),
        KEELSON_METRICS: join(own, 'metrics'),
        KEELSON_CREDENTIALS: credentials,
        KEELSON_API: api,
      },
      stdio: ['ignore', log, log],
      detached: true,
    });
    session.remember(child);
    children.push(child);
    return {
      log: () => readFileSync(join(own, 'log'), 'utf8'),
      metrics: () => readFileSync(join(own, 'metrics/keelson_node_tuner.prom'), 'utf8'),
    };
  }

  it.each([
    ['a name without an address', () => 'https://api.invalid', 'server', 'no address for its name (DNS)'],
    ['a port at which nobody listens', () => 'https://127.0.0.1:9', 'server', 'connection refused, or no route'],
    ['a certificate of somebody else', () => `https://${address}`, 'other', 'TLS failed (curl 60)'],
  ])('reports %s', async (name, api, authority, words) => {
    const tuner = start(name.replaceAll(' ', '-'), api(), authority);
    const logged = async (): Promise<true | undefined> =>
      tuner.log().includes(`reading the node: ${words}`) || undefined;
    await pollUntil('the failure to be logged', logged, { seconds: 20, describe: tuner.log });
  });

  it('reports no problem where requests succeed, past the proxy', async () => {
    const tuner = start('well', `https://${address}`, 'server');
    const asked = async (): Promise<true | undefined> => {
      try {
        return /api_errors_total 0/.test(tuner.metrics()) || undefined;
      } catch {
        return undefined;
      }
    };
    await pollUntil('numbers', asked, { seconds: 20 });
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(tuner.log()).not.toContain('reading the node');
    expect(tuner.metrics()).toMatch(/api_errors_total 0/);
  });
});
