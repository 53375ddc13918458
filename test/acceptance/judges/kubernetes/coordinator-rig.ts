import { COORDINATED, withReboots } from '../../../fixtures/coordinated-cluster';
import { onlyCluster } from '../../../fixtures/manifests';
import type { ControlPlane } from '../../harness/control-plane';
import type { ApiObject } from '../../harness/control-plane-client';
import { expectSuccess, type ObjectClient } from '../../harness/object-client';

const NAMESPACE = '/api/v1/namespaces/keelson-system';

/** Account of the coordinator of the pool `general`, which is also the name of its DaemonSet. */
export const ACCOUNT = 'reboot-coordinator-general';

/** Annotation with the lock. */
export const LOCK = 'weave.works/kured-node-lock';

/** The node on which the coordinator runs, and another one of its pool. */
export const [OWN, OTHER] = ['ip-10-25-0-1', 'ip-10-25-0-2'] as const;

/** A coordinator's DaemonSet as the server stores it. */
export interface DaemonSet extends ApiObject {
  readonly metadata: NonNullable<ApiObject['metadata']> & { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly template: PodTemplate };
}

/** Template of the DaemonSet's pods. */
export interface PodTemplate {
  readonly spec: { readonly containers: readonly object[] };
}

/** Duration of a lock in seconds in the schedule of the fixture. */
export function lockTtl(): number {
  const pool = onlyCluster(withReboots({ general: COORDINATED })).pools.find(({ name }) => name === 'general');
  if (pool?.reboots?.kind !== 'coordinated') throw new Error('the pool reboots under a lock');
  return pool.reboots.lockTtlSeconds;
}

/** A lock as kured writes it; the time of its creation is stated in seconds from now. */
export function lockOf(node: string, { ttl = lockTtl(), created = 0, unschedulable = false } = {}): string {
  const moment = new Date(Date.now() + created * 1000).toISOString().replace('Z', '456789Z');
  return `{"nodeID":"${node}","metadata":{"unschedulable":${unschedulable}},"created":"${moment}","TTL":${ttl}000000000}`;
}

/** Repeats a read and a write while another client writes in between, as kured does. */
export async function untilUnchanged<Answer extends { readonly status: number }>(
  write: () => Promise<Answer>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await write();
    if (answer.status !== 409 || attempt === 10) return answer;
  }
}

/** Creates a node of the pool. */
export async function createNode(objects: ObjectClient, name: string): Promise<void> {
  const labels = { 'keelson.dev/pool': 'general' };
  expectSuccess(name, await objects.create({ apiVersion: 'v1', kind: 'Node', metadata: { name, labels } }));
}

/** A token as the kubelet mounts it: a token of the account that is bound to a pod of the node. */
export async function tokenOnNode(plane: ControlPlane, objects: ObjectClient): Promise<string> {
  const container = { name: 'kured', image: 'registry.example.com/kured:1.23.0' };
  const pod = await objects.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: ACCOUNT, namespace: 'keelson-system' },
    spec: {
      serviceAccountName: ACCOUNT,
      nodeName: OWN,
      tolerations: [{ operator: 'Exists' }],
      containers: [container],
    },
  });
  expectSuccess('a pod of the coordinator', pod);
  const { name, uid } = pod.body.metadata ?? {};
  const request = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid } },
  };
  const path = `${NAMESPACE}/serviceaccounts/${ACCOUNT}/token`;
  const answer = await plane.request<{ readonly status: { readonly token: string } }>('POST', path, request);
  expectSuccess('a token', answer);
  return answer.body.status.token;
}
