import type { GoogleClusterInput } from '../../../lib/specs/cluster/google/google-cluster-input';
import type { GoogleEnvironmentInput } from '../../../lib/specs/environment/environment-input';
import type { GoogleIngressInput } from '../../../lib/specs/ingress/google/google-ingress-input';
import type { HostInput } from '../../../lib/specs/workload/hosts/host-input';
import type { WorkloadInput } from '../../../lib/specs/workload/workload-input';
import {
  hostedService,
  hostInput,
  ingressCluster,
  ingressEnvironment,
  ingressInput,
  trafficDaemon,
} from '../../fixtures/ingress-environment';
import { problemsOf } from '../problems-of';

/** Problems of an environment, without its own name. */
export function judgeEnvironment(overrides: Partial<GoogleEnvironmentInput>): readonly string[] {
  return problemsOf(ingressEnvironment(overrides)).map((line) => line.replace("environment 'streaming' > ", ''));
}

/** Problems of an environment whose ingress has other members. */
export function judgeIngress(overrides: Partial<GoogleIngressInput>): readonly string[] {
  return judgeEnvironment({ ingress: [ingressInput(overrides)] });
}

/** Problems of an environment whose cluster has other members. */
export function judgeCluster(overrides: Partial<GoogleClusterInput>): readonly string[] {
  return judgeEnvironment({ clusters: [ingressCluster(overrides)] });
}

/** Problems of an environment with these workloads beside its traffic daemon. */
export function judgeServices(...services: readonly WorkloadInput[]): readonly string[] {
  return judgeCluster({ workloads: [trafficDaemon(), ...services] });
}

/** Problems of an environment whose service has other members. */
export function judgeService(overrides: Partial<WorkloadInput>): readonly string[] {
  return judgeServices(hostedService(overrides));
}

/** Problems of an environment whose service has a host with other members. */
export function judgeHost(overrides: Partial<HostInput>, service: Partial<WorkloadInput> = {}): readonly string[] {
  return judgeService({ hosts: [hostInput(overrides)], ...service });
}

/** Problems of an environment whose traffic daemon has other members. */
export function judgeDaemon(overrides: Partial<WorkloadInput>): readonly string[] {
  return judgeCluster({ workloads: [trafficDaemon(overrides), hostedService()] });
}
