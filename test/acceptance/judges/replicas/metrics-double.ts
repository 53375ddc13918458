import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ControlPlane } from '../../harness/control-plane';
import { ObjectClient } from '../../harness/object-client';
import { pollUntil } from '../../harness/poll';
import { runProgram } from '../../harness/run-program';
import { Session } from '../../harness/session';
import { toolPath } from '../../harness/tools';

/** Processors that the pods of a service use, and the values of its metrics. */
export interface Load {
  /** Millicores of the container that serves. */
  readonly service: number;
  /** Millicores of the sidecar. */
  readonly sidecar: number;
  /** Sockets of each pod. */
  readonly sockets: number;
  /** Length of the queue as a whole. */
  readonly queue: number;
}

/** A Service of this name leads the API server to the double, because the API server connects to the name of an ExternalName itself. */
const NAME = 'metrics-double';

/** Seconds of a sample of CPU. */
const WINDOW = '1s';

const GROUPS = [
  { group: 'metrics.k8s.io', version: 'v1beta1', resources: [resource('pods', 'PodMetrics')] },
  { group: 'custom.metrics.k8s.io', version: 'v1beta2', resources: [resource('pods/open_sockets', 'MetricValueList')] },
  {
    group: 'external.metrics.k8s.io',
    version: 'v1beta1',
    resources: [resource('queue_length', 'ExternalMetricValueList')],
  },
];

/**
 * An API server of metrics behind the real one: `metrics.k8s.io`, `custom.metrics.k8s.io` and `external.metrics.k8s.io`, as
 * metrics-server and an adapter serve them. It says of the pods of each service what a judge has set.
 */
export class MetricsDouble {
  private readonly loads = new Map<string, Load>();

  private constructor(
    private readonly plane: ControlPlane,
    private readonly server: Server,
  ) {}

  /** Starts one, and waits until the API server serves its groups. */
  static async start(name: string, plane: ControlPlane): Promise<MetricsDouble> {
    const folder = Session.current().subfolder(`${name}-metrics`);
    const [key, certificate] = [`${folder}/key.pem`, `${folder}/certificate.pem`];
    const words = ['req', '-x509', '-days', '1', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost'];
    await runProgram([toolPath('openssl'), ...words, '-keyout', key, '-out', certificate]);
    const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) });
    const double = new MetricsDouble(plane, server);
    server.on('request', (request, response) => void double.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await double.register((server.address() as AddressInfo).port);
    return double;
  }

  /** Sets the load of a service from now on. */
  set(workload: string, load: Load): void {
    this.loads.set(workload, load);
  }

  /** Ends the server and its connections. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async register(port: number): Promise<void> {
    const objects = new ObjectClient(this.plane);
    const service = { name: NAME, namespace: 'default' };
    const ports = [{ port, protocol: 'TCP' }];
    await objects.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: service,
      spec: { type: 'ExternalName', externalName: 'localhost', ports },
    });
    for (const { group, version } of GROUPS) {
      const priorities = { groupPriorityMinimum: 100, versionPriority: 100 };
      await objects.apply({
        apiVersion: 'apiregistration.k8s.io/v1',
        kind: 'APIService',
        metadata: { name: `${version}.${group}` },
        spec: { group, version, service: { ...service, port }, insecureSkipTLSVerify: true, ...priorities },
      });
    }
    await Promise.all(GROUPS.map(({ group, version }) => this.awaitServed(`/apis/${group}/${version}`)));
  }

  private async awaitServed(path: string): Promise<void> {
    let last = '';
    const ask = async (): Promise<true | undefined> => {
      const { status, body } = await this.plane.request('GET', path);
      last = `${status} ${JSON.stringify(body)}`;
      return status === 200 || undefined;
    };
    await pollUntil(`the API server to serve ${path}`, ask, { seconds: 60, describe: () => last });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'https://localhost');
    const body = await this.bodyOf(url).catch(() => undefined);
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body ?? {}));
  }

  private async bodyOf(url: URL): Promise<object | undefined> {
    const { searchParams } = url;
    const pathname = decodeURIComponent(url.pathname);
    const discovered = GROUPS.find(({ group, version }) => pathname === `/apis/${group}/${version}`);
    if (discovered !== undefined) return resourceList(discovered);
    const namespace = /\/namespaces\/([^/]+)\//.exec(pathname)?.[1] ?? '';
    const selector = searchParams.get('labelSelector') ?? '';
    if (pathname.endsWith('/pods')) return this.podMetrics(namespace, selector);
    if (pathname.endsWith('/pods/*/open_sockets')) return this.sockets(namespace, selector);
    if (pathname.endsWith('/queue_length') && selector === 'queue=orders') return this.queue();
    return undefined;
  }

  private async podMetrics(namespace: string, selector: string): Promise<object> {
    const pods = await this.podsOf(namespace, selector);
    const items = pods.map(({ name, load }) => ({
      metadata: { name, namespace },
      timestamp: new Date().toISOString(),
      window: WINDOW,
      containers: [
        { name: 'service', usage: { cpu: `${load.service}m`, memory: '32Mi' } },
        { name: 'busy', usage: { cpu: `${load.sidecar}m`, memory: '32Mi' } },
      ],
    }));
    return { apiVersion: 'metrics.k8s.io/v1beta1', kind: 'PodMetricsList', metadata: {}, items };
  }

  private async sockets(namespace: string, selector: string): Promise<object> {
    const pods = await this.podsOf(namespace, selector);
    const items = pods.map(({ name, load }) => ({
      describedObject: { kind: 'Pod', namespace, name, apiVersion: '/v1' },
      metric: { name: 'open_sockets' },
      timestamp: new Date().toISOString(),
      value: String(load.sockets),
    }));
    return { apiVersion: 'custom.metrics.k8s.io/v1beta2', kind: 'MetricValueList', metadata: {}, items };
  }

  private queue(): object {
    const value = String(this.loads.get('by-queue')?.queue ?? 0);
    const item = { metricName: 'queue_length', metricLabels: { queue: 'orders' }, timestamp: new Date().toISOString() };
    const apiVersion = 'external.metrics.k8s.io/v1beta1';
    return { apiVersion, kind: 'ExternalMetricValueList', metadata: {}, items: [{ ...item, value }] };
  }

  /** The running pods that a selector selects, with the load of their service. */
  private async podsOf(namespace: string, selector: string): Promise<readonly { name: string; load: Load }[]> {
    const path = `/api/v1/namespaces/${namespace}/pods?resourceVersion=0&labelSelector=${encodeURIComponent(selector)}`;
    const { items } = await new ObjectClient(this.plane).list(path);
    return items.flatMap(({ metadata, ...pod }) => {
      const load = this.loads.get(metadata?.labels?.['keelson.dev/workload'] ?? '');
      const isRunning = (pod['status'] as { readonly phase?: string })?.phase === 'Running';
      return isRunning && load !== undefined ? [{ name: metadata?.name ?? '', load }] : [];
    });
  }
}

function resource(name: string, kind: string): object {
  return { name, singularName: '', namespaced: true, kind, verbs: ['get', 'list'] };
}

function resourceList({ group, version, resources }: (typeof GROUPS)[number]): object {
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: `${group}/${version}`, resources };
}
