import type { OutgoingHttpHeaders } from 'node:http';
import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { TeamInput } from '../../../../lib/specs/workload/team-input';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { onlyCluster } from '../../../fixtures/manifests';
import type { ApiAnswer, ApiObject } from '../../harness/control-plane-client';

/** A team with the default limits, a team whose workloads need higher ones, and a team with the admission `audit`. */
export const [SHOP, CHAT, LAB] = ['shop', 'chat', 'lab'] as const;

/** Keys of two startup taints: the node tuner removes the first, a daemon of the team `chat` the second. */
export const [TUNER_KEY, CHAT_KEY] = ['keelson.dev/startup', 'chat.example.com/cold'] as const;

/** Name of the node to which the test's pods are bound. */
export const NODE = 'ip-10-25-0-1';

/** A member of the team `shop`, with the role `edit`. */
export const AS_MEMBER = {
  'Impersonate-User': 'sam',
  'Impersonate-Group': ['shop-developers', 'system:authenticated'],
};

/** An environment whose cluster has the three teams. */
export function teamEnvironment(): AwsEnvironmentInput {
  const team = (name: string, own: Partial<TeamInput> = {}): TeamInput => ({
    name,
    quota: { cpu: '100', memory: '100Gi', pods: 500 },
    groups: [{ name: `${name}-developers`, role: 'edit' }],
    ...own,
  });
  const edge = awsPool({
    name: 'edge',
    kernel: { profiles: ['many-connections'] },
    startupTaint: { removedBy: 'node-tuner' },
  });
  const cold = awsPool({ name: 'cold', startupTaint: { key: CHAT_KEY, removedBy: 'warmer' } });
  const cluster = awsCluster({
    pools: [awsPool(), edge, cold],
    teams: [team(SHOP), team(CHAT), team(LAB, { admission: 'audit' })],
    workloads: [
      { name: 'warmer', namespace: CHAT, kind: 'daemon', pools: ['cold'] },
      { name: 'gateway', namespace: CHAT, kind: 'deployment', pools: ['general'], shutdown: { graceSeconds: 900 } },
    ],
  });
  return awsEnvironment({ clusters: [cluster] });
}

/** Manifests of an environment's cluster: what stands there before the policies, and the policies themselves. */
export function teamManifests(environment = teamEnvironment()): {
  readonly ground: readonly KubernetesObject[];
  readonly policies: readonly KubernetesObject[];
} {
  const files = synthesizeCharts(onlyCluster(environment), [addStandardCharts]);
  const of = (pattern: RegExp) => files.filter(({ path }) => pattern.test(path)).flatMap(({ objects }) => objects);
  return { ground: of(/^00-(cluster|namespaces|teams)/), policies: of(/^00-team-admission/) };
}

/** Members of a pod's spec. */
export type PodMembers = Readonly<Record<string, unknown>>;

/** A container that the Pod Security level `restricted` admits. */
export const CONTAINER = {
  name: 'main',
  image: 'registry.example.com/shop/api:1.4.2',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};

/** Spec of a pod that the Pod Security level `restricted` admits. */
export function podSpec(members: PodMembers = {}): PodMembers {
  return {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [CONTAINER],
    ...members,
  };
}

interface KindFacts {
  readonly apiVersion: string;
  readonly plural: string;
  /** Spec of the object with a given spec of its pods. */
  readonly around: (pod: PodMembers) => object;
}

const LABELS = { app: 'judged' };
const template = (spec: PodMembers): object => ({ metadata: { labels: LABELS }, spec });
const selecting = (spec: PodMembers): object => ({ selector: { matchLabels: LABELS }, template: template(spec) });
const once = (spec: PodMembers): object => ({ suspend: true, template: template({ restartPolicy: 'Never', ...spec }) });

/** Every kind that starts pods. In the test only a DaemonSet starts any, because replicas are 0 and jobs are suspended. */
export const POD_KINDS = {
  Pod: { apiVersion: 'v1', plural: 'pods', around: (pod) => pod },
  Deployment: { apiVersion: 'apps/v1', plural: 'deployments', around: (pod) => ({ replicas: 0, ...selecting(pod) }) },
  StatefulSet: {
    apiVersion: 'apps/v1',
    plural: 'statefulsets',
    around: (pod) => ({ replicas: 0, serviceName: 'judged', ...selecting(pod) }),
  },
  DaemonSet: { apiVersion: 'apps/v1', plural: 'daemonsets', around: selecting },
  ReplicaSet: { apiVersion: 'apps/v1', plural: 'replicasets', around: (pod) => ({ replicas: 0, ...selecting(pod) }) },
  ReplicationController: {
    apiVersion: 'v1',
    plural: 'replicationcontrollers',
    around: (pod) => ({ replicas: 0, selector: LABELS, template: template(pod) }),
  },
  Job: { apiVersion: 'batch/v1', plural: 'jobs', around: once },
  CronJob: {
    apiVersion: 'batch/v1',
    plural: 'cronjobs',
    around: (pod) => ({ schedule: '0 0 1 1 *', suspend: true, jobTemplate: { spec: once(pod) } }),
  },
} as const satisfies Readonly<Record<string, KindFacts>>;

/** A kind that starts pods. */
export type PodKind = keyof typeof POD_KINDS;

/** Kinds that the role `edit` of a team may write; the others are the platform's. */
const OF_MEMBERS: readonly PodKind[] = ['Pod', 'Deployment', 'StatefulSet', 'Job', 'CronJob'];

/** The user who writes objects of a kind in a team's namespace. */
export function writerOf(kind: PodKind): OutgoingHttpHeaders {
  return OF_MEMBERS.includes(kind) ? AS_MEMBER : {};
}

/** Path of the API for the objects of a kind in a namespace. */
export function collectionOf(kind: PodKind, namespace: string): string {
  const { apiVersion, plural } = POD_KINDS[kind];
  return `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion}/namespaces/${namespace}/${plural}`;
}

/** An object of a kind whose pods have the given members. */
export function starting(kind: PodKind, name: string, members: PodMembers = {}): KubernetesObject {
  const { apiVersion, around } = POD_KINDS[kind];
  // The pod has no labels that another object selects, because a controller would adopt it and delete it as surplus.
  return {
    apiVersion,
    kind,
    metadata: { name, ...(kind !== 'Pod' && { labels: LABELS }) },
    spec: around(podSpec(members)),
  };
}

/** Path of the API for the disruption budgets of a namespace. */
export function budgetsOf(namespace: string): string {
  return `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
}

/** A disruption budget with the given bounds. */
export function budget(name: string, bounds: object): KubernetesObject {
  const spec = { selector: { matchLabels: LABELS }, ...bounds };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name }, spec };
}

/** Status and message of a response. */
export function said({ status, body }: ApiAnswer<ApiObject>): readonly [number, string] {
  return [status, String(body['message'] ?? '')];
}
