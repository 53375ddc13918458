import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import type { ContainerInput } from '../../../../lib/specs/workload/container/container-input';
import type { JvmInput } from '../../../../lib/specs/workload/jvm/jvm-input';
import type { WorkloadInput } from '../../../../lib/specs/workload/workload-input';
import { type ContainerWorkloadSpec, hasContainer } from '../../../../lib/specs/workload/workload-spec';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { onlyCluster } from '../../../fixtures/manifests';

/** Parts of a service with a JVM that a test states; the others are such that every rule accepts them. */
export interface JvmServiceParts {
  readonly jvm?: Partial<JvmInput>;
  readonly container?: Partial<ContainerInput>;
  readonly workload?: Partial<WorkloadInput>;
  readonly pool?: Partial<AwsNodePoolInput>;
}

/** An environment with one service, whose JVM of 2Gi every rule accepts. */
export function jvmEnvironment({ jvm, container, workload, pool }: JvmServiceParts = {}) {
  const service: WorkloadInput = {
    name: 'cart',
    namespace: 'shop',
    kind: 'deployment',
    pools: ['general'],
    health: { kind: 'http', ready: '/ready', startupSeconds: 60 },
    container: { image: 'registry.example.com/shop/cart:1.4.2', port: 8080, cpu: '1500m', memory: '2Gi', ...container },
    jvm: { line: 21, ...jvm },
    ...workload,
  };
  // A quota without end, because these services are about memory within a container.
  const teams = [{ name: 'shop', quota: { cpu: '999', memory: '9999Gi', pods: 999 }, groups: [] }];
  return awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(pool)], teams, workloads: [service] })] });
}

/** The spec of the service. */
export function jvmService(parts: JvmServiceParts = {}): ContainerWorkloadSpec {
  const [spec] = onlyCluster(jvmEnvironment(parts)).workloads;
  if (spec === undefined || !hasContainer(spec)) throw new Error('no service');
  return spec;
}
