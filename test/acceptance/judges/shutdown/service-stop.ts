import { shutdownVariables } from '../../../../lib/kubernetes/workloads/container-env';
import type { ContainerInput } from '../../../../lib/specs/workload/container/container-input';
import type { WorkloadShutdownInput } from '../../../../lib/specs/workload/shutdown/shutdown-input';
import type { ShutdownSpec } from '../../../../lib/specs/workload/shutdown/shutdown-spec';
import { hasContainer } from '../../../../lib/specs/workload/workload-spec';
import { awsCluster, awsEnvironment } from '../../../fixtures/aws-environment';
import { onlyCluster } from '../../../fixtures/manifests';
import { CONTAINER, serviceInput } from '../../../fixtures/service-input';

/** Times of a service's stop, by the resolved spec of a cluster, so that the judge waits as long as the kubelet would. */
export function stopOf(shutdown: WorkloadShutdownInput, protocol: ContainerInput['protocol']): ShutdownSpec {
  // A port of its own for health, because the container's may speak gRPC alone.
  const health = { kind: 'http', ready: '/readyz', port: 8081 } as const;
  const workload = serviceInput({ container: { ...CONTAINER, ...(protocol && { protocol }) }, health, shutdown });
  const [spec] = onlyCluster(awsEnvironment({ clusters: [awsCluster({ workloads: [workload] })] })).workloads;
  if (spec === undefined || !hasContainer(spec)) throw new Error('the workload is no service');
  return spec.shutdown;
}

/** Variables from which a process learns how to stop. */
export function stopEnvironment(stop: ShutdownSpec): Readonly<Record<string, string>> {
  return Object.fromEntries(shutdownVariables(stop).map(({ name, value }) => [name, value]));
}
