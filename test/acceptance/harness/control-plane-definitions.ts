import { readFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import type { ApiAnswer } from './control-plane-client';
import { toolPath } from './tools';

/** Kinds that manifests in `extensions/` use; the user of such manifests must have installed the definitions before. */
const DEFINED_KINDS = [
  'PrometheusRule',
  'PodMonitor',
  'ClusterRules',
  'PodMonitoring',
  'CiliumClusterwideNetworkPolicy',
] as const;

/** Seconds within which a server must serve a kind that it has accepted. */
const SERVED_SECONDS = 30;

interface Server {
  request<Body>(method: string, path: string, body?: string, headers?: OutgoingHttpHeaders): Promise<ApiAnswer<Body>>;
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

/**
 * Installs the definitions of custom resources, as their projects ship them, and waits until the server serves each kind.
 *
 * @throws Error with the server's message when the server refuses a definition.
 */
export async function installDefinitions(server: Server): Promise<void> {
  await Promise.all(DEFINED_KINDS.map((kind) => installDefinition(server, kind)));
}

async function installDefinition(server: Server, kind: string): Promise<void> {
  const text = readFileSync(toolPath(`${kind}.yaml`), 'utf8');
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions?fieldValidation=Strict';
  const { status, body } = await server.request('POST', path, text, { 'Content-Type': 'application/yaml' });
  if (status !== 201) throw new Error(`the definition of ${kind}: ${status} ${JSON.stringify(body)}`);
  const { group, versions } = (parse(text) as Definition).spec;
  const served = versions.filter((version) => version.served).map(({ name }) => `/apis/${group}/${name}`);
  await Promise.all(served.map((root) => awaitKind(server, root, kind)));
}

async function awaitKind(server: Server, root: string, kind: string): Promise<void> {
  const deadline = Date.now() + SERVED_SECONDS * 1000;
  while (Date.now() < deadline) {
    const { status, body } = await server.request<{ resources?: readonly { readonly kind: string }[] }>('GET', root);
    if (status === 200 && body.resources?.some((resource) => resource.kind === kind)) return;
    await sleep(100);
  }
  throw new Error(`the server does not serve ${kind} in ${root} after ${SERVED_SECONDS} s`);
}
