import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';

/** Namespace of the pods that leave. */
export const SHOP = 'shop';

/** A Deployment, and how it stands on nodes. */
export interface LeavingDeployment {
  readonly name: string;
  readonly replicas: number;
  /** Nodes on which its pods may run. */
  readonly nodes: readonly string[];
  /** Pods that a drain may move at once; 0 blocks every drain. */
  readonly maxUnavailable: number;
}

/** The Deployment with its budget. Its pods have a scratch volume, as those of keelson's services have. */
export function leaving({ name, replicas, nodes, maxUnavailable }: LeavingDeployment): readonly KubernetesObject[] {
  const labels = { 'keelson.dev/workload': name };
  const metadata = { name, namespace: SHOP };
  const selector = { matchLabels: labels };
  const spread = {
    topologyKey: 'kubernetes.io/hostname',
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: selector,
  };
  const spec = { ...podOn(nodes), topologySpreadConstraints: [spread] };
  const template = { metadata: { labels }, spec };
  return [
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { selector, maxUnavailable } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas, selector, template } },
  ];
}

/** A DaemonSet on these nodes. */
export function staying(name: string, nodes: readonly string[]): KubernetesObject {
  const labels = { 'keelson.dev/workload': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: SHOP },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podOn(nodes) } },
  };
}

/** An account that may do all that the handler's may, but has no right on one resource. */
export function withoutRight(account: string, resource: string, role: KubernetesObject): readonly KubernetesObject[] {
  const rules = (role['rules'] as readonly { readonly resources: readonly string[] }[]).filter(
    ({ resources }) => !resources.includes(resource),
  );
  const group = 'rbac.authorization.k8s.io';
  const namespace = 'keelson-system';
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, namespace } },
    { apiVersion: `${group}/v1`, kind: 'ClusterRole', metadata: { name: account }, rules },
    {
      apiVersion: `${group}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name: account },
      roleRef: { apiGroup: group, kind: 'ClusterRole', name: account },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    },
  ];
}

function podOn(nodes: readonly string[]): object {
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: nodes }];
  return {
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
    },
    containers: [
      {
        name: 'service',
        image: 'registry.example.com/service:1',
        volumeMounts: [{ name: 'scratch', mountPath: '/tmp' }],
      },
    ],
    volumes: [{ name: 'scratch', emptyDir: {} }],
  };
}
