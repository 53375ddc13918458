import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { createInterface } from 'node:readline';
import { leastReplicas } from '../../../../lib/specs/workload/replicas/replica-counts';
import type { WorkloadSpec } from '../../../../lib/specs/workload/workload-spec';
import type { ApiObject } from '../../harness/control-plane-client';
import { isOf } from './placement';
import { type ObservedPod, observePod } from './pod-facts';
import type { SimulatedCluster } from './simulated-cluster';

interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: ApiObject;
}

/** Follows every change of pods and records the largest number of pods of each workload that were missing at once. */
export class AvailabilityWatch {
  private readonly pods = new Map<string, ObservedPod>();
  private readonly worst = new Map<string, number>();
  private failure: string | undefined;

  private constructor(
    private readonly workloads: readonly WorkloadSpec[],
    private readonly stream: ClientRequest,
  ) {}

  /** Begins to watch, when every workload is complete. */
  static async begin(cluster: SimulatedCluster): Promise<AvailabilityWatch> {
    const { items, metadata } = await cluster.objects.list('/api/v1/pods');
    const url = new URL(`/api/v1/pods?watch=1&resourceVersion=${metadata.resourceVersion}`, cluster.plane.url);
    const headers = { Authorization: `Bearer ${cluster.plane.token}` };
    const stream = request(url, { headers, ca: cluster.plane.certificate });
    const watch = new AvailabilityWatch(cluster.options.cluster.workloads, stream);
    for (const item of items) watch.note(observePod(item));
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      stream.once('response', resolve).once('error', reject).end();
    });
    stream.on('error', () => undefined);
    void watch.follow(response);
    return watch;
  }

  /** Largest number of pods of a workload that were missing at once since the beginning or the last reset. */
  mostMissing(workload: WorkloadSpec): number {
    if (this.failure !== undefined) throw new Error(`the watch has ended: ${this.failure}`);
    return this.worst.get(workload.name) ?? this.missing(workload);
  }

  /** Resets the recorded numbers. */
  reset(): void {
    this.worst.clear();
  }

  /** Stops watching. */
  end(): void {
    this.stream.destroy();
  }

  private async follow(response: IncomingMessage): Promise<void> {
    try {
      for await (const line of createInterface({ input: response })) this.handle(JSON.parse(line) as WatchEvent);
      this.failure ??= 'the server closed it';
    } catch (error) {
      this.failure ??= String(error);
    }
  }

  private handle({ type, object }: WatchEvent): void {
    if (type === 'ERROR') this.failure = JSON.stringify(object);
    if (type === 'ERROR' || type === 'BOOKMARK') return;
    const pod = observePod(object);
    if (type === 'DELETED') this.pods.delete(keyOf(pod));
    else this.note(pod);
    const workload = this.workloads.find((each) => isOf(each, pod));
    if (workload === undefined) return;
    this.worst.set(workload.name, Math.max(this.worst.get(workload.name) ?? 0, this.missing(workload)));
  }

  private note(pod: ObservedPod): void {
    this.pods.set(keyOf(pod), pod);
  }

  private missing(workload: WorkloadSpec): number {
    const serving = [...this.pods.values()].filter((pod) => isOf(workload, pod) && pod.isReady && !pod.isDeleting);
    return Math.max(0, leastReplicas(workload) - serving.length);
  }
}

function keyOf(pod: ObservedPod): string {
  return `${pod.namespace}/${pod.name}`;
}
