import type { OutgoingHttpHeaders } from 'node:http';
import { addStandardCharts } from '../../../../lib/charts/add-standard-charts';
import { synthesizeCharts } from '../../../../lib/charts/synthesize-charts';
import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { TeamInput } from '../../../../lib/specs/workload/team-input';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { onlyCluster } from '../../../fixtures/manifests';
import type { ApiAnswer, ApiObject } from '../../harness/control-plane-client';

/** The team that is refused, the team whose workloads state more, and the team that is only audited. */
export const [SHOP, CHAT, LAB] = ['shop', 'chat', 'lab'] as const;

/** Key of the startup taint that the node tuner removes, and of the one that a daemon of the team `chat` removes. */
export const [TUNER_KEY, CHAT_KEY] = ['keelson.dev/startup', 'chat.example.com/cold'] as const;

/** The node on which pods of the judge stand. */
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

/** A pod's spec that Pod Security `restricted` admits. */
export function podSpec(members: PodMembers = {}): PodMembers {
  const container = {
    name: 'main',
    image: 'registry.example.com/shop/api:1.4.2',
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  return {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container],
    ...members,
  };
}

interface KindFacts {
  readonly apiVersion: string;
  readonly plural: string;
  /** The object's spec around its pods. */
  readonly around: (pod: PodMembers) => object;
}

const LABELS = { app: 'judged' };
const template = (spec: PodMembers): object => ({ metadata: { labels: LABELS }, spec });
const selecting = (spec: PodMembers): object => ({ selector: { matchLabels: LABELS }, template: template(spec) });
const once = (spec: PodMembers): object => ({ suspend: true, template: template({ restartPolicy: 'Never', ...spec }) });

/** Everything that starts pods. Nothing of it starts any here but a DaemonSet: replicas are 0, jobs suspended. */
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

/** Who writes an object of a kind in a team's namespace. */
export function writerOf(kind: PodKind): OutgoingHttpHeaders {
  return OF_MEMBERS.includes(kind) ? AS_MEMBER : {};
}

/** The collection of a kind in a namespace. */
export function collectionOf(kind: PodKind, namespace: string): string {
  const { apiVersion, plural } = POD_KINDS[kind];
  return `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion}/namespaces/${namespace}/${plural}`;
}

/** An object of a kind, whose pods have these members. */
export function starting(kind: PodKind, name: string, members: PodMembers = {}): KubernetesObject {
  const { apiVersion, around } = POD_KINDS[kind];
  // A pod with the labels that the others select would be adopted, and deleted as one too many.
  return {
    apiVersion,
    kind,
    metadata: { name, ...(kind !== 'Pod' && { labels: LABELS }) },
    spec: around(podSpec(members)),
  };
}

/** The collection of disruption budgets of a namespace. */
export function budgetsOf(namespace: string): string {
  return `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
}

/** A disruption budget with these bounds. */
export function budget(name: string, bounds: object): KubernetesObject {
  const spec = { selector: { matchLabels: LABELS }, ...bounds };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name }, spec };
}

/** The status of an answer and what it says. */
export function said({ status, body }: ApiAnswer<ApiObject>): readonly [number, string] {
  return [status, String(body['message'] ?? '')];
}
