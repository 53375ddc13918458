import { nodeTunerName } from '../../../../lib/kubernetes/node-tuner/node-tuner-names';
import { renderTunerSettings } from '../../../../lib/render/node-tuner/tuner-settings';
import type { AwsClusterSpec, GoogleClusterSpec } from '../../../../lib/specs/cluster/cluster-spec';
import { needsTuner } from '../../../../lib/specs/kernel/kernel-plan';
import type { NodePoolSpec } from '../../../../lib/specs/pool/node-pool-spec';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { ControlPlane, type KubernetesMinor } from '../../harness/control-plane';
import type { ApiObject } from '../../harness/control-plane-client';
import { ObjectClient } from '../../harness/object-client';
import { inParallel, pollUntil } from '../../harness/poll';
import { type Service, Session } from '../../harness/session';
import { startSimulatedKubelets } from '../../harness/simulated-kubelets';
import { type SimulatedNode, simulatedNodes } from '../../harness/simulated-nodes';
import { EDGE } from './tuned-platform';
import { TunerFleet } from './tuner-fleet';

/** A node as the server stores it. */
interface NodeObject extends ApiObject {
  readonly spec?: { readonly taints?: readonly { readonly key: string }[] };
}

/** A control plane with simulated kubelets, and a fleet that runs the tuner's pods. */
export class TunedRun {
  readonly objects: ObjectClient;

  private constructor(
    readonly plane: ControlPlane,
    private readonly kubelets: Service,
    readonly fleet: TunerFleet,
    readonly cluster: AwsClusterSpec | GoogleClusterSpec,
  ) {
    this.objects = new ObjectClient(plane);
  }

  /**
   * Starts a run in which nothing is applied yet.
   *
   * @param mistakes environment of the tuners that differs from their manifest.
   */
  static async start(
    name: string,
    minor: KubernetesMinor,
    cluster: AwsClusterSpec | GoogleClusterSpec,
    mistakes: Readonly<Record<string, string>> = {},
  ): Promise<TunedRun> {
    const session = Session.current();
    const plane = await ControlPlane.start(session, name, minor);
    const kubelets = await startSimulatedKubelets(session, name, plane, {
      markedWorkloads: cluster.pools.filter(({ kernel }) => needsTuner(kernel)).map(nodeTunerName),
    });
    const fleet = new TunerFleet(session, plane, name, mistakes);
    await fleet.start();
    return new TunedRun(plane, kubelets, fleet, cluster);
  }

  /** Settings that the tuner of the edge pool keeps. */
  get settings(): string {
    return settingsOf(this.cluster, EDGE);
  }

  /** Key of the taint with which edge nodes register. */
  get taint(): string {
    const pools: readonly NodePoolSpec[] = this.cluster.pools;
    const taint = pools.find((pool) => pool.name === EDGE)?.startupTaint;
    if (taint === undefined) throw new Error('the edge pool has a startup taint');
    return taint.key;
  }

  /** Nodes of the edge pool, before they are created. */
  edgeNodes(count: number): readonly SimulatedNode[] {
    return simulatedNodes(this.cluster, { [EDGE]: count });
  }

  /** Applies objects in the given order, and waits for quotas, because the server refuses pods before their quota is counted. */
  async apply(objects: readonly KubernetesObject[]): Promise<void> {
    for (const object of objects) {
      await this.objects.apply(object);
      if (object.kind === 'ResourceQuota') await this.waitForQuota(object);
    }
  }

  /** Creates nodes, all at once. */
  async join(nodes: readonly SimulatedNode[]): Promise<void> {
    await inParallel(nodes, 16, async ({ name, manifest }) => {
      const { status, body } = await this.objects.create(manifest);
      if (status !== 201) throw new Error(`node '${name}': ${JSON.stringify(body)}`);
    });
  }

  async remove(nodes: readonly SimulatedNode[]): Promise<void> {
    await inParallel(nodes, 16, async ({ name }) => {
      await this.fleet.removeNode(name);
      await this.objects.remove(`/api/v1/nodes/${name}`);
    });
  }

  /** Names of the nodes with the startup taint. */
  async tainted(): Promise<readonly string[]> {
    const { items } = await this.objects.list('/api/v1/nodes');
    const nodes = items as readonly NodeObject[];
    return nodes
      .filter(({ spec }) => spec?.taints?.some(({ key }) => key === this.taint))
      .map(({ metadata }) => String(metadata?.name));
  }

  /** Waits until exactly these nodes have the startup taint. */
  async waitForTainted(names: readonly string[], seconds: number): Promise<void> {
    let seen: readonly string[] = [];
    const ask = async (): Promise<true | undefined> => {
      seen = await this.tainted();
      return [...seen].sort().join() === [...names].sort().join() || undefined;
    };
    const describe = () => `tainted: ${seen.join(', ')}`;
    await pollUntil('nodes to be opened', ask, { seconds, everyMillis: 300, describe });
  }

  async stop(): Promise<void> {
    await this.fleet.stop();
    await this.kubelets.stop();
    await this.plane.stop();
  }

  private async waitForQuota({ metadata }: KubernetesObject): Promise<void> {
    const path = `/api/v1/namespaces/${metadata.namespace}/resourcequotas/${metadata.name}`;
    const ask = async (): Promise<true | undefined> => {
      const { body } = await this.plane.request<{ status?: { hard?: object } }>('GET', path);
      return body.status?.hard === undefined ? undefined : true;
    };
    await pollUntil(`quota '${metadata.name}' to be counted`, ask, { seconds: 30, everyMillis: 50 });
  }
}

/** Settings that the tuner of a pool keeps in a version of the platform. */
export function settingsOf(cluster: AwsClusterSpec | GoogleClusterSpec, name: string): string {
  const pool = cluster.pools.find((each) => each.name === name);
  if (pool === undefined) throw new Error(`no pool '${name}'`);
  return renderTunerSettings(pool.kernel);
}
