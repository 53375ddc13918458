import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { KubernetesObject } from '../../../../lib/values/kubernetes-object';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { COORDINATED } from '../../../fixtures/coordinated-cluster';
import { TRIAL_NAMESPACE } from './scheduler-verdict';

/** Name of the Deployment of every case, and value of its label. */
export const WORKLOAD = 'drained';

/** A Deployment with its budgets on one of the pools. */
export interface DrainCase {
  readonly pool: 'fixed' | 'lonely';
  readonly replicas: number;
  /** Pods that find a place before any drain. */
  readonly ready: number;
  /** Bounds of each budget. */
  readonly budgets: readonly Readonly<Record<string, unknown>>[];
  /** Merged into the pod's spec. */
  readonly pod?: Readonly<Record<string, unknown>>;
}

/** A drain that never ends, and a neighbour that ends. */
export interface BlockedDrain {
  readonly title: string;
  /** Id of the check that names the blocked drain. */
  readonly check: string;
  readonly blocked: DrainCase;
  readonly neighbour: DrainCase;
}

const labels = { 'keelson.dev/workload': WORKLOAD };
const labelSelector = { matchLabels: labels };
const one = [{ maxUnavailable: 1 }];

const apart = {
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector }],
    },
  },
};

const spread = (more: object) => ({
  topologySpreadConstraints: [
    {
      topologyKey: 'kubernetes.io/hostname',
      maxSkew: 1,
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector,
      ...more,
    },
  ],
});

/** Every kind of budget that lets no drain end, with a neighbour. */
export const BLOCKED_DRAINS: readonly BlockedDrain[] = [
  {
    title: 'a budget that wants all pods',
    check: 'budget-blocks-drain',
    blocked: { pool: 'fixed', replicas: 3, ready: 3, budgets: [{ minAvailable: 3 }] },
    neighbour: { pool: 'fixed', replicas: 3, ready: 3, budgets: [{ minAvailable: 2 }] },
  },
  {
    title: 'two budgets for the same pods',
    check: 'budget-blocks-drain',
    blocked: { pool: 'fixed', replicas: 3, ready: 3, budgets: [...one, ...one] },
    neighbour: { pool: 'fixed', replicas: 3, ready: 3, budgets: one },
  },
  {
    title: 'more pods than nodes, of which each needs a node',
    check: 'evicted-pod-finds-no-node',
    blocked: { pool: 'fixed', replicas: 4, ready: 3, budgets: one, pod: apart },
    neighbour: { pool: 'fixed', replicas: 3, ready: 3, budgets: one, pod: apart },
  },
  {
    title: 'a strict spread over nodes that counts the node which is drained',
    check: 'evicted-pod-finds-no-node',
    blocked: { pool: 'fixed', replicas: 6, ready: 6, budgets: one, pod: spread({}) },
    neighbour: { pool: 'fixed', replicas: 6, ready: 6, budgets: one, pod: spread({ nodeTaintsPolicy: 'Honor' }) },
  },
  {
    title: 'several pods on the only node',
    check: 'evicted-pod-finds-no-node',
    blocked: { pool: 'lonely', replicas: 3, ready: 3, budgets: one },
    neighbour: { pool: 'lonely', replicas: 3, ready: 3, budgets: [{ maxUnavailable: 3 }] },
  },
];

/** An environment with pools of fixed size, whose nodes reboot in place, so that no new node comes before a drain. */
export function drainPools(): AwsEnvironmentInput {
  const pools = [
    awsPool({ name: 'system', purpose: 'system' }),
    rebooted('fixed', { size: { scope: 'total', min: 3, max: 3 } }),
    rebooted('lonely', { size: { scope: 'total', min: 1, max: 1 }, zones: ['eu-central-1a'] }),
  ];
  const controllers = { terminationHandler: 'existing' } as const;
  return awsEnvironment({ clusters: [awsCluster({ controllers, pools, workloads: [] })] });
}

/** The objects of a case in the order of their application. */
export function objectsOf({ pool, replicas, budgets, pod }: DrainCase): readonly KubernetesObject[] {
  const container = {
    name: 'main',
    image: 'registry.example.com/drained:1.0.0',
    resources: { requests: { cpu: '10m', memory: '16Mi' } },
  };
  const template = {
    metadata: { labels },
    spec: {
      nodeSelector: { 'keelson.dev/pool': pool },
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [container],
      ...pod,
    },
  };
  return [
    ...budgets.map((bounds, index) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: `${WORKLOAD}-${index}`, namespace: TRIAL_NAMESPACE },
      spec: { selector: labelSelector, unhealthyPodEvictionPolicy: 'AlwaysAllow', ...bounds },
    })),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: WORKLOAD, namespace: TRIAL_NAMESPACE },
      spec: { replicas, selector: labelSelector, template },
    },
  ];
}

function rebooted(name: string, overrides: Partial<AwsNodePoolInput>): AwsNodePoolInput {
  const ssmParameter = '/aws/service/canonical/ubuntu/eks/24.04/1.34/stable/20261020/amd64/hvm/ebs-gp3/ami-id';
  const image = { family: 'ubuntu', source: { ssmParameter } } as const;
  return awsPool({ name, expectsPods: false, reboots: COORDINATED, aws: { ...awsPool().aws, image }, ...overrides });
}
