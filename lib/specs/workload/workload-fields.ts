import { atMost, list, mapOf, members } from '../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../fields/field';
import { flag, oneOf, text, whole } from '../fields/leaf-fields';
import { inPlace, replaces, rolls } from '../fields/state-effect';
import { containerFields, containerPort, sidecarFields } from './container/container-fields';
import { healthFields } from './health/health-fields';
import { hostFields } from './hosts/host-fields';
import { jvmFields } from './jvm/jvm-fields';
import { podYamlFields } from './pod-yaml/pod-yaml-fields';
import { MAX_REPLICAS, replicasField } from './replicas/replicas-fields';
import { shutdownFields } from './shutdown/shutdown-fields';
import { hostPortsFields, proxyFields } from './traffic/traffic-daemon-fields';
import type { WorkloadInput, WorkloadMetricsInput } from './workload-input';

/** Most containers beside a service's own. */
const MAX_SIDECARS = 4;

const metricsFields = members<WorkloadMetricsInput>()({
  port: rolls(optional(containerPort)),
  path: withDefault(text, '/metrics'),
});

/** Most hosts of a service. */
const MAX_HOSTS = 50;

/** Fields of a workload. */
export const workloadFields = members<WorkloadInput>()({
  name: replaces(text),
  namespace: replaces(text),
  kind: oneOf('deployment', 'daemon', 'job', 'traffic-daemon'),
  // The kubelets of these pools must allow the unsafe sysctls of the workload, so that a change rolls the pools.
  pools: rolls(list(text)),
  replicas: inPlace(optional(replicasField)),
  singleBecause: optional(text),
  maxUnavailable: inPlace(withDefault(whole({ min: 1, max: MAX_REPLICAS }), 1)),
  container: rolls(optional(containerFields)),
  podYaml: rolls(optional(podYamlFields)),
  health: rolls(optional(healthFields)),
  // The longest grace of a team bounds what the team's admission policy allows; the pods of a service have it too.
  shutdown: rolls(withOwnDefaults(shutdownFields)),
  jvm: rolls(optional(jvmFields)),
  sidecars: rolls(withDefault(atMost(MAX_SIDECARS, list(sidecarFields)), [])),
  metrics: inPlace(optional(metricsFields)),
  hosts: inPlace(withDefault(atMost(MAX_HOSTS, list(hostFields)), [])),
  proxy: rolls(optional(proxyFields)),
  hostPorts: rolls(optional(hostPortsFields)),
  pullSecrets: rolls(withDefault(list(text), [])),
  hostNetwork: rolls(withDefault(flag, false)),
  startsBeforeTuning: withDefault(flag, false),
  sysctls: rolls(withDefault(mapOf(text), {})),
});

/** Members of a workload with every default of a field filled in. */
export type WorkloadMembers = Resolved<typeof workloadFields>;

/** Whether a workload states what its pods are, so that keelson writes its objects. */
export function statesService({ container, podYaml }: Pick<WorkloadMembers, 'container' | 'podYaml'>): boolean {
  return container !== undefined || podYaml !== undefined;
}
