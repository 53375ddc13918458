import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { PLATFORM_NAMESPACE } from '../../../../lib/specs/labels';
import { isScaled, leastReplicas } from '../../../../lib/specs/workload/replicas/replica-counts';
import { isDaemonKind } from '../../../../lib/specs/workload/traffic/proxy-spec';
import { poolNamesOf, type WorkloadSpec } from '../../../../lib/specs/workload/workload-spec';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import type { TaintInput } from '../../../../lib/values/taint';
import { ControlPlane, type KubernetesMinor } from '../../harness/control-plane';
import type { ApiObject } from '../../harness/control-plane-client';
import { ObjectClient } from '../../harness/object-client';
import { managedAddon, PLATFORM_PODS_NAMESPACE, platformDaemonSets } from '../../harness/platform-pods';
import { inParallel, pollUntil } from '../../harness/poll';
import { type Service, Session } from '../../harness/session';
import { startSimulatedKubelets } from '../../harness/simulated-kubelets';
import { type NodeCounts, type SimulatedNode, simulatedNodes } from '../../harness/simulated-nodes';
import type { SynthesizedManifest } from '../../harness/synthesized';
import type { Observation } from './placement';
import { type ObservedPod, observePod } from './pod-facts';

/** What a {@link SimulatedCluster} is made from. */
export interface SimulatedClusterOptions {
  /** Name that distinguishes the cluster from others of the session: lower case and dashes. */
  readonly name: string;
  readonly cluster: AwsClusterSpec | GoogleClusterSpec;
  readonly minor: KubernetesMinor;
  readonly counts: NodeCounts;
  /** Form of the cloud's own daemons. */
  readonly daemons: 'separate' | 'combined';
  /** Label of the nodes that have a simulated kubelet. @default - all nodes */
  readonly kubeletsOf?: string;
  /** Changes each node before it is created. @default - the nodes of the spec */
  readonly changeNode?: (node: SimulatedNode) => SimulatedNode;
}

/**
 * Seconds after which the node controller has noticed a silent node: its grace is 40 seconds up to 1.31 and 50 since, and it
 * checks every 5.
 */
const GRACE_SECONDS = 60;

/** Number of concurrent requests while nodes are created. */
const WIDTH = 24;

/** A control plane with simulated nodes of a cluster's pools. */
export class SimulatedCluster {
  readonly objects: ObjectClient;
  private readyAt = 0;

  private constructor(
    readonly options: SimulatedClusterOptions,
    readonly plane: ControlPlane,
    private readonly kubelets: Service,
    /** Nodes to create. */
    readonly nodes: readonly SimulatedNode[],
  ) {
    this.objects = new ObjectClient(plane);
  }

  /** Starts a control plane and its kubelets, without any node. */
  static async start(options: SimulatedClusterOptions): Promise<SimulatedCluster> {
    const session = Session.current();
    const plane = await ControlPlane.start(session, options.name, options.minor);
    try {
      const kubelets = await startSimulatedKubelets(session, options.name, plane, { nodeLabel: options.kubeletsOf });
      const { cluster, counts, changeNode = (node) => node } = options;
      return new SimulatedCluster(options, plane, kubelets, simulatedNodes(cluster, counts).map(changeNode));
    } catch (error) {
      await plane.stop();
      throw error;
    }
  }

  /**
   * Creates nodes and the cloud's own daemons, and waits until all of them are Ready.
   *
   * @param lap is called with the name of each completed step.
   */
  async join(lap: (what: string) => void = () => undefined): Promise<void> {
    const { nodes } = this;
    await inParallel(nodes, WIDTH, async (node) => {
      const answer = await this.objects.create(node.manifest);
      if (answer.status !== 201) throw new Error(`node '${node.name}': ${JSON.stringify(answer.body)}`);
    });
    lap(`${nodes.length} nodes created`);
    await this.waitForNodes(nodes.length);
    this.readyAt = Date.now();
    lap(`${nodes.length} nodes Ready`);
    // The daemons come after the nodes, because kwok may overlook a pod that is bound to a node whose lease kwok does not hold
    // yet.
    for (const daemon of platformDaemonSets(this.options.cluster, this.options.daemons))
      await this.objects.apply(daemon);
    await this.waitForDaemons(nodes.length);
    lap('daemons on every node');
  }

  /** Applies the stand-in for the cloud's add-ons and waits until it is Ready. */
  async startManagedAddon(): Promise<void> {
    const addon = managedAddon(this.options.cluster);
    await this.objects.apply(addon);
    await this.waitForDeployments(PLATFORM_PODS_NAMESPACE, 60);
  }

  /**
   * Removes the startup taints of the nodes, as a tuner does, while the function runs, and restores them afterwards, because no
   * tuner runs in this cluster.
   */
  async whileOpen<T>(ask: () => Promise<T>): Promise<T> {
    await this.open();
    try {
      return await ask();
    } finally {
      await this.patchTaints(birthTaintsOf);
    }
  }

  /** Removes the startup taints of the nodes for good, as a tuner does, and waits for the daemons that had to stay away until then. */
  async openForGood(): Promise<void> {
    await this.open();
    for (const workload of this.options.cluster.workloads) {
      if (isDaemonKind(workload.kind)) await this.waitForDaemon(workload);
    }
  }

  /** Applies manifests file by file, waits for the quotas of each file, and then for the pods of all Deployments and our daemons. */
  async applyManifests(manifests: readonly SynthesizedManifest[], waitSeconds = 120): Promise<void> {
    for (const object of manifests.flatMap(readObjects)) {
      await this.objects.apply(object);
      // The server refuses pods that come before the quota is counted, and controllers retry only after a while.
      if (object.kind === 'ResourceQuota') await this.waitForQuota(object);
    }
    await this.waitForDeployments(undefined, waitSeconds);
    await this.waitForOwnDaemons();
  }

  /** Waits until every Deployment has all its pods. */
  async settle(): Promise<void> {
    await this.waitForDeployments(undefined, 60);
  }

  /** Waits until the nodes have been Ready for longer than the grace of the node controller for a silent node. */
  async outliveGrace(): Promise<void> {
    await sleep(Math.max(0, this.readyAt + GRACE_SECONDS * 1000 - Date.now()));
  }

  /** The current places of nodes and pods. */
  async observe(): Promise<Observation> {
    return { cluster: this.options.cluster, nodes: this.nodes, pods: await this.pods() };
  }

  /** All pods, or those that a selector (`fieldSelector=…`) matches. */
  async pods(selector = ''): Promise<readonly ObservedPod[]> {
    const { items } = await this.objects.list(`/api/v1/pods?${selector}`);
    return items.map(observePod);
  }

  /** Texts of all events with this reason. */
  async events(reason: string): Promise<readonly string[]> {
    const { items } = await this.objects.list(`/api/v1/events?fieldSelector=reason=${reason}`);
    return items.map((event) => {
      const { kind, name } = event['involvedObject'] as { readonly kind: string; readonly name: string };
      return `${kind} '${name}': ${event['message']}`;
    });
  }

  /** Ends only the kubelets, so that the nodes become silent. */
  async silenceKubelets(): Promise<void> {
    await this.kubelets.stop();
  }

  /** Ends all processes. */
  async stop(): Promise<void> {
    await this.kubelets.stop();
    await this.plane.stop();
  }

  private async waitForNodes(count: number): Promise<void> {
    let ready = 0;
    const ask = async (): Promise<true | undefined> => {
      const { items } = await this.objects.list('/api/v1/nodes?resourceVersion=0');
      ready = items.filter((node) => isReady(node)).length;
      return ready >= count || undefined;
    };
    await pollUntil('nodes to become Ready', ask, { seconds: 120, everyMillis: 500, describe: () => `${ready} are` });
  }

  private async waitForDaemons(count: number): Promise<void> {
    let seen: readonly string[] = [];
    const ask = async (): Promise<true | undefined> => {
      const { items } = await this.objects.list(`/apis/apps/v1/namespaces/${PLATFORM_PODS_NAMESPACE}/daemonsets`);
      const ready = items.map((item) => readNumber(item, 'numberReady'));
      seen = items.map((item, index) => `${item.metadata?.name} ${ready[index]} of ${count}`);
      return ready.every((each) => each === count) || undefined;
    };
    await pollUntil('daemons on every node', ask, { seconds: 240, everyMillis: 500, describe: () => seen.join(', ') });
  }

  private open(): Promise<void> {
    return this.patchTaints((node) => birthTaintsOf(node).filter(({ key }) => key !== this.startupTaintOf(node)));
  }

  /** States the taints of the nodes that register with a startup taint. */
  private async patchTaints(taintsOf: (node: SimulatedNode) => readonly TaintInput[]): Promise<void> {
    const closed = this.nodes.filter((node) => this.startupTaintOf(node) !== undefined);
    await inParallel(closed, WIDTH, (node) =>
      this.objects.patch(`/api/v1/nodes/${node.name}`, { spec: { taints: taintsOf(node) } }),
    );
  }

  private startupTaintOf(node: SimulatedNode): string | undefined {
    return this.options.cluster.pools.find((pool) => pool.name === node.pool)?.startupTaint?.key;
  }

  /** The controller creates a few hundred pods at a time, so that a thousand nodes take a while. */
  private async waitForOwnDaemons(): Promise<void> {
    let missing: readonly string[] = [];
    const ask = async (): Promise<true | undefined> => {
      const { items } = await this.objects.list(`/apis/apps/v1/namespaces/${PLATFORM_NAMESPACE}/daemonsets`);
      missing = items.filter((item) => !isEverywhere(item)).map((item) => item.metadata?.name ?? '');
      return missing.length === 0 || undefined;
    };
    const describe = () => `not yet: ${missing.join(', ')}`;
    await pollUntil('the pods of our DaemonSets', ask, { seconds: 240, everyMillis: 500, describe });
  }

  private async waitForDaemon(workload: WorkloadSpec): Promise<void> {
    const { name, namespace } = workload;
    const nodes = this.nodes.filter((node) => poolNamesOf(workload).includes(node.pool)).length;
    let ready = 0;
    const ask = async (): Promise<true | undefined> => {
      const { items } = await this.objects.list(`/apis/apps/v1/namespaces/${namespace}/daemonsets`);
      const own = items.find(({ metadata }) => metadata?.name === name);
      ready = own === undefined ? 0 : readNumber(own, 'numberReady');
      return ready === nodes || undefined;
    };
    const describe = () => `${ready} of ${nodes} are Ready`;
    await pollUntil(`the pods of '${namespace}/${name}'`, ask, { seconds: 240, everyMillis: 500, describe });
  }

  private async waitForDeployments(namespace: string | undefined, seconds: number): Promise<void> {
    const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
    let missing: readonly string[] = [];
    const ask = async (): Promise<true | undefined> => {
      const { items } = await this.objects.list(`/apis/apps/v1${scope}/deployments`);
      missing = items.filter((item) => !isComplete(item, this.leastOf(item))).map((item) => item.metadata?.name ?? '');
      return missing.length === 0 || undefined;
    };
    const describe = () => `not yet: ${missing.join(', ')}`;
    await pollUntil('the pods of all Deployments', ask, { seconds, describe });
  }

  /** An autoscaler raises its Deployment to the least number only after a while. */
  private leastOf({ metadata }: ApiObject): number {
    const { workloads } = this.options.cluster;
    const found = workloads.find(({ name, namespace }) => name === metadata?.name && namespace === metadata?.namespace);
    return found !== undefined && isScaled(found) ? leastReplicas(found) : 0;
  }

  private async waitForQuota({ metadata }: KubernetesObject): Promise<void> {
    const path = `/api/v1/namespaces/${metadata.namespace}/resourcequotas/${metadata.name}`;
    const ask = async (): Promise<true | undefined> => {
      const { body } = await this.plane.request<{ status?: { hard?: object } }>('GET', path);
      return body.status?.hard === undefined ? undefined : true;
    };
    await pollUntil(`quota '${metadata.namespace}/${metadata.name}' to be counted`, ask, {
      seconds: 30,
      everyMillis: 50,
    });
  }
}

function readObjects(manifest: SynthesizedManifest): KubernetesObject[] {
  return parseAllDocuments(readFileSync(manifest.path, 'utf8')).map((document) => document.toJS() as KubernetesObject);
}

interface StatusBody {
  readonly spec?: { readonly replicas?: number };
  readonly metadata?: { readonly generation?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    readonly [member: string]: unknown;
  };
}

function isReady(node: object): boolean {
  const { status } = node as StatusBody;
  return status?.conditions?.some(({ type, status: state }) => type === 'Ready' && state === 'True') ?? false;
}

function readNumber(object: object, member: string): number {
  const value = (object as StatusBody).status?.[member];
  return typeof value === 'number' ? value : 0;
}

function birthTaintsOf({ manifest }: SimulatedNode): readonly TaintInput[] {
  return (manifest['spec'] as { readonly taints: readonly TaintInput[] }).taints;
}

function isEverywhere(daemonSet: object): boolean {
  const { metadata, status } = daemonSet as StatusBody;
  const ready = readNumber(daemonSet, 'numberReady');
  return (
    status?.observedGeneration === metadata?.generation && ready === readNumber(daemonSet, 'desiredNumberScheduled')
  );
}

function isComplete(deployment: object, least: number): boolean {
  const { metadata, spec, status } = deployment as StatusBody;
  const wanted = Math.max(least, spec?.replicas ?? 1);
  const counts = [status?.replicas, status?.updatedReplicas, status?.readyReplicas].map((count) => count ?? 0);
  return status?.observedGeneration === metadata?.generation && counts.every((count) => count === wanted);
}
