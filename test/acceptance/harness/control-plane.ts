import { existsSync, readFileSync } from 'node:fs';
import type { OutgoingHttpHeaders } from 'node:http';
import { get as httpsGet } from 'node:https';
import { type ApiAnswer, type ApiObject, ControlPlaneClient } from './control-plane-client';
import { installDefinitions } from './control-plane-definitions';
import {
  type ControlPlaneFiles,
  certificatePath,
  rateFlags,
  writeControlPlaneFiles,
  writeKubeconfig,
  writeSchedulerConfig,
} from './control-plane-files';
import { freePort, type Service, type Session } from './session';
import { toolPath } from './tools';

/** Installed minor versions: the oldest and the newest that the library supports. */
export const KUBERNETES_MINORS = ['1.30', '1.37'] as const;

/** An installed minor version. */
export type KubernetesMinor = (typeof KUBERNETES_MINORS)[number];

/** Attempts to start, because another process may take a free port before this one uses it. */
const PORT_ATTEMPTS = 4;

/**
 * A Kubernetes control plane on loopback: etcd, API server, controller manager and scheduler, with RBAC, Node authorizer,
 * NodeRestriction, the two system-critical priority classes limited to namespaces whose quota names them, as on GKE, and the
 * definitions of the custom resources that manifests in `extensions/` use.
 *
 *     const plane = await ControlPlane.start(Session.current(), 'scheduler', '1.37');
 *     const { status, body } = await plane.request('GET', '/api/v1/namespaces/default');
 *     await plane.stop();
 */
export class ControlPlane {
  private constructor(
    /** Base address of the API server. */
    readonly url: string,
    /** Token of the administrator, a member of `system:masters`. */
    readonly token: string,
    /** Kubeconfig of the administrator, for programs that need a file. */
    readonly kubeconfigPath: string,
    /** PEM of the authority that signed the server's certificate, and of that certificate. */
    readonly certificate: string,
    private readonly client: ControlPlaneClient,
    private readonly services: readonly Service[],
  ) {}

  /**
   * Starts one, which takes about five seconds.
   *
   * @param name distinguishes control planes of a session in logs and folders: lower case and dashes.
   */
  static async start(session: Session, name: string, minor: KubernetesMinor): Promise<ControlPlane> {
    return ControlPlane.startWith(session, { name, minor, controllerFlags: [] });
  }

  /** Starts one whose controller manager has further flags: `--horizontal-pod-autoscaler-sync-period=1s`. */
  static async startWith(session: Session, options: ControlPlaneOptions): Promise<ControlPlane> {
    const { name, minor, controllerFlags } = options;
    const files = writeControlPlaneFiles(session.subfolder(`${name}-control-plane`));
    const services: Service[] = [];
    const start: Starter = async (component, launch) => {
      const { service, port } = await startOnFreePort(session, `${name}-${component}`, launch);
      services.unshift(service);
      return port;
    };
    try {
      const etcdPort = await start('etcd', (port) => etcd(files, port));
      const port = await start('apiserver', (free) => apiServer(files, minor, { etcdPort, port: free }));
      const url = `https://127.0.0.1:${port}`;
      const plane = ControlPlane.of(files, url, services);
      await Promise.all([
        start('controllers', (free) =>
          withFlags(controllerManager(files, minor, { url, port: free }), controllerFlags),
        ),
        start('scheduler', (free) => scheduler(files, minor, { url, port: free })),
        installDefinitions(plane),
      ]);
      return plane;
    } catch (error) {
      for (const service of services) await service.stop();
      throw error;
    }
  }

  private static of(files: ControlPlaneFiles, url: string, services: readonly Service[]): ControlPlane {
    const token = files.tokens.administrator;
    const kubeconfig = writeKubeconfig(files, 'administrator', url);
    const certificate = readFileSync(certificatePath(files.folder), 'utf8');
    const client = new ControlPlaneClient(url, token, certificate);
    return new ControlPlane(url, token, kubeconfig, certificate, client, services);
  }

  /** Sends a request as the administrator; see {@link ControlPlaneClient.request}. */
  request<Body = ApiObject>(
    method: string,
    path: string,
    body?: object | string,
    headers?: OutgoingHttpHeaders,
  ): Promise<ApiAnswer<Body>> {
    return this.client.request<Body>(method, path, body, headers);
  }

  /** A client with another token, for example that of a service account. */
  clientWith(token: string): ControlPlaneClient {
    return new ControlPlaneClient(this.url, token, this.certificate);
  }

  /** Ends all four processes, beginning with those that use the API server. */
  async stop(): Promise<void> {
    this.client.close();
    for (const service of this.services) await service.stop();
  }
}

/** A control plane to start. */
export interface ControlPlaneOptions {
  /** Name that distinguishes control planes of a session in logs and folders: lower case and dashes. */
  readonly name: string;
  readonly minor: KubernetesMinor;
  /** Flags of the controller manager beside those that every control plane has. */
  readonly controllerFlags: readonly string[];
}

interface Launch {
  readonly command: readonly string[];
  readonly ready: () => Promise<boolean>;
}

function withFlags({ command, ready }: Launch, flags: readonly string[]): Launch {
  return { command: [...command, ...flags], ready };
}

type Starter = (component: string, launch: (port: number) => Launch) => Promise<number>;

async function startOnFreePort(
  session: Session,
  name: string,
  launch: (port: number) => Launch,
): Promise<{ service: Service; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const { command, ready } = launch(port);
    try {
      return { service: await session.start(name, command, { ready, timeoutSeconds: 120 }), port };
    } catch (error) {
      if (attempt === PORT_ATTEMPTS || !String(error).includes('address already in use')) throw error;
    }
  }
}

function etcd(files: ControlPlaneFiles, port: number): Launch {
  const url = `http://127.0.0.1:${port}`;
  const peer = 'http://127.0.0.1:0';
  // The name tells this etcd apart from one of another process on the same port.
  const name = files.tokens.administrator.slice(0, 16);
  const command = [
    toolPath('etcd'),
    `--name=${name}`,
    `--data-dir=${files.folder}/etcd`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=${name}=${peer}`,
    // Syncing is off because nothing here has to survive a crash of the machine.
    '--unsafe-no-fsync',
    '--log-level=warn',
  ];
  const ready = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/v3/cluster/member/list`, { method: 'POST', body: '{}' });
    return answer.ok && (await answer.text()).includes(name);
  };
  return { command, ready };
}

function apiServer(
  files: ControlPlaneFiles,
  minor: KubernetesMinor,
  { etcdPort, port }: { readonly etcdPort: number; readonly port: number },
): Launch {
  const certificate = certificatePath(files.folder);
  const command = [
    toolPath(`kube-apiserver-${minor}`),
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    // With a loopback address the Service `kubernetes` gets no endpoints, because an Endpoints object must not contain one.
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    '--service-cluster-ip-range=10.96.0.0/16',
    `--cert-dir=${files.folder}/certificates`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${files.serviceAccountPublicKey}`,
    `--service-account-signing-key-file=${files.serviceAccountKey}`,
    `--token-auth-file=${files.tokenFile}`,
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    `--admission-control-config-file=${files.admissionConfig}`,
    '--allow-privileged=true',
    '--max-requests-inflight=3000',
    '--max-mutating-requests-inflight=1500',
    '--profiling=false',
  ];
  const ready = async (): Promise<boolean> => {
    if (!existsSync(certificate)) return false;
    const url = `https://127.0.0.1:${port}`;
    const client = new ControlPlaneClient(url, files.tokens.administrator, readFileSync(certificate, 'utf8'));
    const answer = await client.request('GET', '/readyz').finally(() => client.close());
    return answer.status === 200;
  };
  return { command, ready };
}

function controllerManager(
  files: ControlPlaneFiles,
  minor: KubernetesMinor,
  { url, port }: { readonly url: string; readonly port: number },
): Launch {
  const command = [
    toolPath(`kube-controller-manager-${minor}`),
    `--kubeconfig=${writeKubeconfig(files, 'controllerManager', url)}`,
    ...listenFlags(files, 'controllers', port),
    '--leader-elect=false',
    // As in real clusters, each controller uses its own service account with only that account's rights.
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${files.serviceAccountKey}`,
    `--root-ca-file=${certificatePath(files.folder)}`,
    ...rateFlags(),
  ];
  return { command, ready: () => isHealthy(port) };
}

function scheduler(
  files: ControlPlaneFiles,
  minor: KubernetesMinor,
  { url, port }: { readonly url: string; readonly port: number },
): Launch {
  const kubeconfig = writeKubeconfig(files, 'scheduler', url);
  const command = [
    toolPath(`kube-scheduler-${minor}`),
    `--config=${writeSchedulerConfig(files, kubeconfig)}`,
    ...listenFlags(files, 'scheduler', port),
  ];
  return { command, ready: () => isHealthy(port) };
}

function listenFlags(files: ControlPlaneFiles, component: string, port: number): readonly string[] {
  return ['--bind-address=127.0.0.1', `--secure-port=${port}`, `--cert-dir=${files.folder}/${component}-certificates`];
}

/** Components sign their own certificates, which this check does not verify because it only connects to loopback. */
function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const url = `https://127.0.0.1:${port}/healthz`;
    const request = httpsGet(url, { rejectUnauthorized: false, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('error', reject);
    request.once('timeout', () => request.destroy(new Error('timeout')));
  });
}
