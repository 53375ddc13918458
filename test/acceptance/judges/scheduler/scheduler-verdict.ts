import { setTimeout as sleep } from 'node:timers/promises';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { expectSuccess } from '../../harness/object-client';
import { observePod } from './pod-facts';
import type { SimulatedCluster } from './simulated-cluster';

/** Namespace of the trial pods, without any limits. */
export const TRIAL_NAMESPACE = 'trial';

/** Verdict of the scheduler on one pod, or of the API server, which may refuse the pod first. */
export type SchedulerVerdict =
  | { readonly kind: 'placed'; readonly pool: string | undefined }
  | { readonly kind: 'pending' | 'refused'; readonly why: string };

/** Seconds after which a missing verdict of the scheduler is a failure. */
const PATIENCE_SECONDS = 10;

/** Creates the namespace that {@link schedulerVerdict} uses. */
export async function prepareTrials(cluster: SimulatedCluster): Promise<void> {
  const metadata = { name: TRIAL_NAMESPACE };
  await cluster.objects.apply({ apiVersion: 'v1', kind: 'Namespace', metadata });
  const account = { name: 'default', namespace: TRIAL_NAMESPACE };
  await cluster.objects.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: account });
}

/**
 * Creates a pod, waits for the scheduler's verdict and deletes the pod again.
 *
 * @param lingers waits this long for another verdict, because the scheduler may not yet have seen that the former pod is gone.
 */
export async function schedulerVerdict(
  cluster: SimulatedCluster,
  pod: KubernetesObject,
  lingers: number,
): Promise<SchedulerVerdict> {
  const answer = await cluster.objects.create(pod);
  if (answer.status === 422) return { kind: 'refused', why: String(answer.body['message']) };
  expectSuccess(`pod '${pod.metadata.name}'`, answer);
  const path = `/api/v1/namespaces/${TRIAL_NAMESPACE}/pods/${pod.metadata.name}`;
  try {
    return await waitForVerdict(cluster, path, lingers);
  } finally {
    await cluster.objects.remove(path);
  }
}

async function waitForVerdict(cluster: SimulatedCluster, path: string, lingers: number): Promise<SchedulerVerdict> {
  const poolOf = new Map(cluster.nodes.map((node) => [node.name, node.pool]));
  const started = Date.now();
  for (;;) {
    const { node, unschedulable } = observePod((await cluster.plane.request('GET', path)).body);
    const waited = (Date.now() - started) / 1000;
    if (node !== undefined) return { kind: 'placed', pool: poolOf.get(node) };
    if (unschedulable !== undefined && waited >= lingers) return { kind: 'pending', why: unschedulable };
    if (waited > PATIENCE_SECONDS) throw new Error(`the scheduler said nothing of ${path}`);
    await sleep(5);
  }
}
