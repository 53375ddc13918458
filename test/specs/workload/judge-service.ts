import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import type { ContainerInput } from '../../../lib/specs/workload/container/container-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { CONTAINER, serviceInput } from '../../fixtures/service-input';
import { problemsOf } from '../problems-of';

/** Subject of the judged service in messages. */
export const AT = "environment 'paas' > cluster 'main' > workload 'cart': ";

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
