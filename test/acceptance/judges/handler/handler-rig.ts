import { standardChart } from '../../../../lib/charts/standard-chart';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { handled } from '../../../fixtures/handled-cluster';
import { ControlPlane, type KubernetesMinor } from '../../harness/control-plane';
import type { ApiObject } from '../../harness/control-plane-client';
import { expectSuccess, ObjectClient } from '../../harness/object-client';
import { inParallel, pollUntil } from '../../harness/poll';
import { type Service, Session } from '../../harness/session';
import { startSimulatedKubelets } from '../../harness/simulated-kubelets';
import { simulatedNodes } from '../../harness/simulated-nodes';

/** Account and Deployment of the handler. */
export const HANDLER = 'termination-handler';

/** Namespace of the handler. */
export const PLATFORM = 'keelson-system';

/** A pod as the judge reads it. */
export interface SeenPod {
  readonly name: string;
  readonly namespace: string;
  readonly node: string;
  readonly isDaemon: boolean;
  readonly isReady: boolean;
}

interface PodObject extends ApiObject {
  readonly spec: { readonly nodeName?: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** A cluster with the handler's objects, whose nodes kwok simulates. */
export class HandlerRig {
  readonly objects: ObjectClient;

  private constructor(
    readonly plane: ControlPlane,
    private readonly kubelets: Service,
  ) {
    this.objects = new ObjectClient(plane);
  }

  /** Starts one with nodes, and applies the charts that the handler needs. */
  static async start(minor: KubernetesMinor, nodes: number): Promise<HandlerRig> {
    const session = Session.current();
    const plane = await ControlPlane.start(session, 'handler', minor);
    const rig = new HandlerRig(plane, await startSimulatedKubelets(session, 'handler', plane));
    const { cluster } = handled();
    await inParallel(simulatedNodes(cluster, { system: 2, general: nodes }), nodes, async ({ name, manifest }) => {
      const spec = { ...(manifest['spec'] as object), providerID: `aws:///eu-central-1a/i-0${name}` };
      expectSuccess(name, await rig.objects.create({ ...manifest, spec }));
    });
    const charts = ['00-cluster', '00-namespaces', '30-termination-handler'] as const;
    const files = synthesizeCharts(cluster, charts.map(standardChart));
    await rig.apply(files.flatMap(({ objects }) => objects));
    await rig.awaitReady(PLATFORM, HANDLER, 2);
    return rig;
  }

  /** Applies objects in their order. */
  async apply(objects: readonly KubernetesObject[]): Promise<void> {
    for (const object of objects) await this.objects.apply(object);
  }

  /** Waits until a workload has so many ready pods. */
  async awaitReady(namespace: string, workload: string, count: number): Promise<void> {
    const ask = async (): Promise<true | undefined> => {
      const pods = await this.pods(`labelSelector=keelson.dev/workload=${workload}`);
      return pods.filter((pod) => pod.namespace === namespace && pod.isReady).length === count || undefined;
    };
    await pollUntil(`${count} pods of '${workload}'`, ask, { seconds: 90 });
  }

  /** Pods that a selector matches. */
  async pods(selector: string): Promise<readonly SeenPod[]> {
    const { items } = await this.objects.list(`/api/v1/pods?${selector}`);
    return (items as readonly PodObject[]).map(seePod);
  }

  /** Pods of a node that a drain moves. */
  async movablePods(node: string): Promise<readonly SeenPod[]> {
    return (await this.pods(`fieldSelector=spec.nodeName=${node}`)).filter(({ isDaemon }) => !isDaemon);
  }

  /** Whether a node is closed. */
  async isClosed(node: string): Promise<boolean> {
    const { body } = await this.plane.request<{ spec: { unschedulable?: boolean } }>('GET', `/api/v1/nodes/${node}`);
    return body.spec.unschedulable ?? false;
  }

  /** A token of an account of the platform's namespace. */
  async tokenOf(account: string): Promise<string> {
    const path = `/api/v1/namespaces/${PLATFORM}/serviceaccounts/${account}/token`;
    const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const answer = await this.plane.request<{ readonly status: { readonly token: string } }>('POST', path, request);
    expectSuccess('a token', answer);
    return answer.body.status.token;
  }

  /** Reasons of the events that tell of a node. */
  async reasonsOf(node: string): Promise<readonly string[]> {
    const { items } = await this.objects.list('/api/v1/events');
    const own = items.filter((item) => (item['involvedObject'] as { readonly name?: string }).name === node);
    return own.map((item) => String(item['reason']));
  }

  async stop(): Promise<void> {
    await this.kubelets.stop();
    await this.plane.stop();
  }
}

function seePod({ metadata, spec, status }: PodObject): SeenPod {
  const owners = (metadata?.['ownerReferences'] ?? []) as readonly { readonly kind: string }[];
  return {
    name: metadata?.name ?? '',
    namespace: metadata?.namespace ?? '',
    node: spec.nodeName ?? '',
    isDaemon: owners.some(({ kind }) => kind === 'DaemonSet'),
    isReady: status?.conditions?.some(({ type, status: state }) => type === 'Ready' && state === 'True') ?? false,
  };
}
