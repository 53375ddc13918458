import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlPlane } from '../../harness/control-plane';
import { describeFailure, describeObject, type ManifestObject } from '../../harness/control-plane-apply';
import type { ApiObject } from '../../harness/control-plane-client';
import { warningEvents } from './warning-events';

interface WorkloadBody {
  readonly replicas?: number;
  readonly parallelism?: number;
  readonly suspend?: boolean;
  readonly podManagementPolicy?: string;
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly template?: ApiObject;
  readonly jobTemplate?: { readonly spec: { readonly template: ApiObject } };
}

/** Number of pods that a controller creates without any node; the pods of other kinds are requested in a dry run. */
const COUNTERS: Readonly<Record<string, (spec: WorkloadBody) => number>> = {
  Deployment: ({ replicas }) => replicas ?? 1,
  ReplicaSet: ({ replicas }) => replicas ?? 1,
  // The second pod of a StatefulSet waits until the first is ready, which never happens without a node.
  StatefulSet: ({ replicas, podManagementPolicy }) =>
    podManagementPolicy === 'Parallel' ? (replicas ?? 1) : Math.min(replicas ?? 1, 1),
  Job: ({ parallelism, suspend }) => (suspend === true ? 0 : (parallelism ?? 1)),
};

/** Number of created pods, and what kept the others from being created. */
export interface PodsOutcome {
  readonly pods: number;
  readonly problems: readonly string[];
}

/** How {@link awaitPods} waits. */
export interface PodsWait {
  /** Whether the first warning ends the wait. In the all-at-once run the server may refuse pods until their quota exists. */
  readonly stopsAtWarning: boolean;
  readonly timeoutSeconds: number;
}

/** Waits until controllers have created the pods of all workloads, and requests the pods of DaemonSets and CronJobs in a dry run. */
export async function awaitPods(
  plane: ControlPlane,
  manifests: readonly ManifestObject[],
  { stopsAtWarning, timeoutSeconds }: PodsWait,
): Promise<PodsOutcome> {
  const workloads = manifests.filter(({ object }) => Object.hasOwn(COUNTERS, object.kind ?? ''));
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const counts = await Promise.all(workloads.map(({ object }) => countPods(plane, object)));
    const short = counts.filter(({ expected, found }) => found < expected);
    const events = await warningEvents(plane, manifests);
    if (stopsAtWarning && events.length > 0) return { pods: 0, problems: events.map(({ text }) => text) };
    if (short.length === 0) {
      const problems = await refusedInDryRun(plane, manifests);
      return { pods: counts.reduce((sum, { found }) => sum + found, 0), problems };
    }
    if (Date.now() > deadline) {
      const missing = short.map(({ subject, expected, found }) => `${subject}: ${found} of ${expected} pods were made`);
      return { pods: 0, problems: [...missing, ...events.map(({ text }) => text)] };
    }
    await sleep(250);
  }
}

async function countPods(
  plane: ControlPlane,
  object: ApiObject,
): Promise<{ readonly subject: string; readonly expected: number; readonly found: number }> {
  const spec = object['spec'] as WorkloadBody;
  const labels = Object.entries(spec.selector?.matchLabels ?? spec.template?.metadata?.labels ?? {});
  const selector = encodeURIComponent(labels.map(([key, value]) => `${key}=${value}`).join(','));
  const path = `/api/v1/namespaces/${object.metadata?.namespace}/pods?labelSelector=${selector}`;
  const { body } = await plane.request<{ items?: readonly object[] }>('GET', path);
  const expected = COUNTERS[object.kind ?? '']?.(spec) ?? 0;
  return { subject: describeObject(object), expected, found: body.items?.length ?? 0 };
}

/** The owner of a DaemonSet's pod, as its controller states it: a policy may admit the pods of one DaemonSet alone. */
export function daemonOwner({ apiVersion, kind, metadata }: ApiObject): object {
  return { apiVersion, kind, name: metadata?.name, uid: '00000000-0000-4000-8000-000000000000', controller: true };
}

interface TemplatedPod {
  readonly object: ApiObject;
  readonly template: ApiObject;
  /** Owners of the pod that a policy may ask for. */
  readonly owners: readonly object[];
}

async function refusedInDryRun(plane: ControlPlane, manifests: readonly ManifestObject[]): Promise<readonly string[]> {
  const answers = await Promise.all(
    manifests.flatMap(templatedPods).map(async ({ object, template, owners }) => {
      const own = { generateName: `${object.metadata?.name}-`, ...(owners.length > 0 && { ownerReferences: owners }) };
      const path = `/api/v1/namespaces/${object.metadata?.namespace}/pods?dryRun=All&fieldValidation=Strict`;
      const pod = { apiVersion: 'v1', kind: 'Pod', ...template, metadata: { ...template.metadata, ...own } };
      const answer = await plane.request('POST', path, pod);
      return answer.status === 201 ? [] : [`${describeObject(object)}: its pod: ${describeFailure(answer)}`];
    }),
  );
  return answers.flat();
}

/** Pods of DaemonSets and CronJobs, which no controller makes without a node and before its time. */
function templatedPods({ object }: ManifestObject): readonly TemplatedPod[] {
  const spec = object['spec'] as WorkloadBody | undefined;
  if (object.kind === 'DaemonSet' && spec?.template !== undefined) {
    return [{ object, template: spec.template, owners: [daemonOwner(object)] }];
  }
  if (object.kind === 'CronJob' && spec?.jobTemplate !== undefined) {
    return [{ object, template: spec.jobTemplate.spec.template, owners: [] }];
  }
  return [];
}
