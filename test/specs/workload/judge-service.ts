import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import type { ContainerInput } from '../../../lib/specs/workload/container/container-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

/** Where the problems of the judged service are. */
export const AT = "environment 'paas' > cluster 'main' > workload 'cart': ";

/** A container that every rule accepts. */
export const CONTAINER: ContainerInput = {
  image: 'registry.example.com/shop/cart:1.4.2',
  port: 8080,
  cpu: '500m',
  memory: '512Mi',
};

/** A service that every rule accepts, with the members that a test is about. */
export function serviceInput(overrides: Partial<WorkloadInput> = {}): WorkloadInput {
  return {
    name: 'cart',
    namespace: 'shop',
    kind: 'deployment',
    pools: ['general'],
    container: CONTAINER,
    health: { kind: 'http', ready: '/readyz' },
    ...overrides,
  };
}

/** Nodes and a quota with room for the largest container. */
const ROOM = {
  pools: [awsPool({ machine: { type: 'm6i.32xlarge' } })],
  teams: [{ name: 'shop', quota: { cpu: '500', memory: '2Ti', pods: 50 }, groups: [] }],
};

/** Problems of a cluster with workloads. */
export function judgeWorkloads(
  workloads: readonly WorkloadInput[],
  cluster: Partial<AwsClusterInput> = {},
): readonly string[] {
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ ...ROOM, workloads, ...cluster })] }));
}

/** Problems of a service with other members. */
export function judgeService(overrides: Partial<WorkloadInput>): readonly string[] {
  return judgeWorkloads([serviceInput(overrides)]);
}

/** Problems of a service whose container has other members. */
export function judgeContainer(overrides: Partial<ContainerInput>): readonly string[] {
  return judgeService({ container: { ...CONTAINER, ...overrides } });
}
