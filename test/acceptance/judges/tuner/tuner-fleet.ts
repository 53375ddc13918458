import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NODE_TUNER_ACCOUNT } from '../../../../lib/kubernetes/node-tuner/node-tuner-names';
import type { ControlPlane } from '../../harness/control-plane';
import type { ApiObject } from '../../harness/control-plane-client';
import type { Session } from '../../harness/session';
import { MARK_ANNOTATION } from '../../harness/simulated-kubelets';
import { type NodeBehaviour, StubNode } from './stub-node';

const NAMESPACE = '/api/v1/namespaces/keelson-system';
const MERGE = { 'Content-Type': 'application/merge-patch+json' };

/** A tuner's pod as the server stores it. */
interface TunerPod extends ApiObject {
  readonly spec: {
    readonly nodeName?: string;
    readonly serviceAccountName?: string;
    readonly volumes: readonly { readonly name: string; readonly configMap?: { readonly name: string } }[];
    readonly containers: readonly { readonly env: readonly { readonly name: string; readonly value?: string }[] }[];
  };
}

/**
 * Does with the pods of a tuner what a kubelet would do: each gets a process with the program and the environment of its
 * manifest, a token bound to the pod, and the node's own stub of /proc/sys; the pod becomes Ready when the marker exists.
 */
export class TunerFleet {
  readonly nodes = new Map<string, StubNode>();
  private readonly running = new Map<string, string>();
  private readonly marked = new Set<string>();
  private readonly proxy: Server;
  private ended = false;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly session: Session,
    private readonly plane: ControlPlane,
    private readonly name: string,
    /** Environment that differs from the manifest, as a mistake on purpose. */
    private readonly overrides: Readonly<Record<string, string>> = {},
  ) {
    this.proxy = createServer((request, response) => {
      const healthy = this.nodes.get(String(request.url).slice(1))?.proxyHealthy ?? false;
      response.writeHead(healthy ? 200 : 503).end();
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.proxy.listen(0, '127.0.0.1', resolve));
    this.loop = this.run();
  }

  /** Adds a node with its own stub; must be called before the node joins. */
  addNode(name: string, settings: string, behaviour: NodeBehaviour = {}): StubNode {
    const node = new StubNode(name, join(this.session.subfolder(`${this.name}-nodes`), name), settings, behaviour);
    this.nodes.set(name, node);
    return node;
  }

  async removeNode(name: string): Promise<void> {
    const node = this.nodes.get(name);
    this.nodes.delete(name);
    await node?.end();
  }

  async stop(): Promise<void> {
    this.ended = true;
    await this.loop;
    await Promise.all([...this.nodes.values()].map((node) => node.end()));
    this.proxy.close();
  }

  /** Uid of the pod that runs on a node. */
  podOn(node: string): string | undefined {
    return this.running.get(node);
  }

  private async run(): Promise<void> {
    while (!this.ended) {
      const { body } = await this.plane.request<{ readonly items: readonly TunerPod[] }>('GET', `${NAMESPACE}/pods`);
      // Other daemons of the platform run on the same nodes.
      const tuners = (body.items ?? []).filter(({ spec }) => spec.serviceAccountName === NODE_TUNER_ACCOUNT);
      await Promise.all(tuners.map((pod) => this.serve(pod)));
      await sleep(200);
    }
  }

  private async serve(pod: TunerPod): Promise<void> {
    const node = this.nodes.get(pod.spec.nodeName ?? '');
    const uid = pod.metadata?.uid ?? '';
    if (node === undefined) return;
    if (pod.metadata?.deletionTimestamp !== undefined) return;
    if (this.running.get(node.name) !== uid) {
      this.running.set(node.name, uid);
      node.later(node.behaviour.tunerDelay ?? 0, () => void this.begin(pod, node));
      return;
    }
    const profile = environmentOf(pod)['KEELSON_PROFILE'] ?? '';
    if (this.marked.has(uid) || !node.isMarked(profile)) return;
    this.marked.add(uid);
    const change = { metadata: { annotations: { [MARK_ANNOTATION]: 'true' } } };
    await this.plane.request('PATCH', `${NAMESPACE}/pods/${pod.metadata?.name}`, change, MERGE);
  }

  /** Starts the process of a pod again, as after a reboot. The judge itself starts kube-proxy, when it wants. */
  async restart(node: StubNode): Promise<void> {
    const { body } = await this.plane.request<{ readonly items: readonly TunerPod[] }>('GET', `${NAMESPACE}/pods`);
    const pod = body.items.find((each) => each.metadata?.uid === this.running.get(node.name));
    if (pod === undefined) throw new Error(`no tuner on ${node.name}`);
    await this.launch(pod, node);
  }

  /** Starts the process of a new pod, and kube-proxy where the cluster has one. */
  private async begin(pod: TunerPod, node: StubNode): Promise<void> {
    await this.launch(pod, node);
    if (environmentOf(pod)['KEELSON_KUBE_PROXY_HEALTHZ'] !== '') node.startKubeProxy();
  }

  private async launch(pod: TunerPod, node: StubNode): Promise<void> {
    const configMap = pod.spec.volumes.find((volume) => volume.configMap !== undefined)?.configMap?.name;
    const [configuration, token] = await Promise.all([
      this.plane.request<{ readonly data: Readonly<Record<string, string>> }>(
        'GET',
        `${NAMESPACE}/configmaps/${configMap}`,
      ),
      this.tokenOf(pod),
    ]);
    const { 'tuner.sh': script = '', sysctls = '' } = configuration.body.data;
    const { port } = this.proxy.address() as AddressInfo;
    const own = environmentOf(pod);
    // Where kube-proxy runs, its address is replaced by that of its stub.
    const healthz = own['KEELSON_KUBE_PROXY_HEALTHZ'] === '' ? '' : `http://127.0.0.1:${port}/${node.name}`;
    const environment = {
      ...own,
      KEELSON_NODE: node.name,
      KEELSON_API: this.plane.url,
      KEELSON_KUBE_PROXY_HEALTHZ: healthz,
      ...this.overrides,
    };
    await node.startTuner({ script, settings: sysctls, environment, token, certificate: this.plane.certificate });
    if (node.process !== undefined) this.session.remember(node.process);
  }

  /** A token as the kubelet mounts it: a token of the pod's service account that is bound to the pod. */
  async tokenOf(pod: ApiObject): Promise<string> {
    const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: pod.metadata?.name, uid: pod.metadata?.uid };
    const body = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3607, boundObjectRef },
    };
    const path = `${NAMESPACE}/serviceaccounts/node-tuner/token`;
    const answer = await this.plane.request<{ readonly status: { readonly token: string } }>('POST', path, body);
    if (answer.status !== 201) throw new Error(`no token: ${JSON.stringify(answer.body)}`);
    return answer.body.status.token;
  }
}

function environmentOf(pod: TunerPod): Readonly<Record<string, string>> {
  const entries = pod.spec.containers[0]?.env ?? [];
  return Object.fromEntries(entries.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}
