import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiObject } from '../../harness/control-plane-client';
import type { ObservedPod } from './pod-facts';
import type { SimulatedCluster } from './simulated-cluster';

/** Result of draining a node. */
export interface DrainResult {
  /** Number of granted evictions. */
  readonly evicted: number;
  /** Number of evictions that a budget refused for the moment. */
  readonly refused: number;
  /** Pods that still existed after the timeout, with the server's last message. */
  readonly stuck: readonly string[];
}

/** Answer of the API server to the eviction of a pod that two budgets select; its status is 500. */
export const TWO_BUDGETS = 'more than one PodDisruptionBudget';

/** Drains a node as `kubectl drain` does: cordons it, and requests the eviction of every pod except daemons' at once and repeatedly. */
export async function drainNode(cluster: SimulatedCluster, node: string, seconds: number): Promise<DrainResult> {
  await setUnschedulable(cluster, node, true);
  const deadline = Date.now() + seconds * 1000;
  const answers = new Map<string, string>();
  let [evicted, refused] = [0, 0];
  for (;;) {
    const pods = (await cluster.pods(`fieldSelector=spec.nodeName=${node}`)).filter((pod) => !pod.isDaemon);
    if (pods.length === 0) return { evicted, refused, stuck: [] };
    if (Date.now() > deadline) {
      return { evicted, refused, stuck: pods.map((pod) => `${pod.namespace}/${pod.name}: ${answers.get(pod.name)}`) };
    }
    const staying = pods.filter((pod) => !pod.isDeleting);
    for (const [index, answer] of (await Promise.all(staying.map((pod) => evict(cluster, pod)))).entries()) {
      if (answer === 'evicted') evicted += 1;
      else if (answer !== 'gone') refused += 1;
      answers.set(staying[index]?.name ?? '', answer);
    }
    await sleep(200);
  }
}

/** Makes a node schedulable or unschedulable. */
export async function setUnschedulable(cluster: SimulatedCluster, node: string, unschedulable: boolean): Promise<void> {
  await cluster.objects.patch(`/api/v1/nodes/${node}`, { spec: { unschedulable } });
}

async function evict(cluster: SimulatedCluster, pod: ObservedPod): Promise<string> {
  const { namespace, name } = pod;
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
  const answer = await cluster.plane.request<ApiObject>('POST', path, body);
  if (answer.status === 201) return 'evicted';
  if (answer.status === 404) return 'gone';
  const { message, details } = answer.body as { message?: string; details?: { causes?: { message?: string }[] } };
  // 409 means that another client changed the budget's status meanwhile, and the request must be repeated. The server has no status of its
  // own for a pod with two budgets.
  const isRefusal = answer.status === 429 || answer.status === 409 || message?.includes(TWO_BUDGETS) === true;
  if (!isRefusal) {
    throw new Error(`eviction of '${namespace}/${name}': ${answer.status} ${message}`);
  }
  return `${answer.status} ${details?.causes?.[0]?.message ?? message}`;
}
