import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import type { PodYamlInput } from '../../../../lib/specs/workload/pod-yaml/pod-yaml-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

/** Subject of the workload in messages. */
const SUBJECT = "environment 'paas' > cluster 'main' > workload 'cart': ";

/** An object of a pod's text that a test may change. */
export type PodPart = Record<string, unknown>;

/** Parts of a pod's text that tests change. */
export interface PodDraft extends PodPart {
  metadata: PodPart;
  spec: PodPart & { containers: [PodPart, ...PodPart[]] };
}

/** A pod that every rule accepts, in a namespace of the level `restricted`. */
export function podDraft(): PodDraft {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {},
    spec: {
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'web',
          image: 'registry.example.com/shop/cart:1.4.2',
          ports: [{ name: 'http', containerPort: 8080 }],
          resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
          readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}

/** The text of a pod that a test has changed; JSON is YAML. */
export function podText(change: (pod: PodDraft) => void = () => {}): string {
  const draft = podDraft();
  change(draft);
  return JSON.stringify(draft);
}

/** Members of the workload, its team and its cluster that a test states. */
export interface PodSurroundings {
  readonly workload?: Partial<WorkloadInput>;
  readonly team?: object;
  readonly cluster?: Partial<AwsClusterInput>;
}

/** An environment with the workload `shop/cart`, whose pod its team wrote. */
export function podEnvironment(
  podYaml: PodYamlInput,
  { workload = {}, team = {}, cluster = {} }: PodSurroundings = {},
): AwsEnvironmentInput {
  const [shop] = awsCluster().teams ?? [];
  if (shop === undefined) throw new Error('the fixture has no team');
  const cart: WorkloadInput = { name: 'cart', namespace: 'shop', kind: 'deployment', pools: ['general'], podYaml };
  // Room for a rollout of the largest pod of the corpus.
  const quota = { cpu: '16', memory: '32Gi', pods: 50 };
  const own: Partial<AwsClusterInput> = { teams: [{ ...shop, quota, ...team }], workloads: [{ ...cart, ...workload }] };
  return awsEnvironment({ clusters: [awsCluster({ ...own, ...cluster })] });
}

/** Every problem of the workload, without its subject. */
export function podProblems(podYaml: PodYamlInput, others: PodSurroundings = {}): readonly string[] {
  return problemsOf(podEnvironment(podYaml, others)).map((line) => line.replace(SUBJECT, ''));
}
