import { resolveNodeTuner } from '../kernel/resolve-node-tuner';
import type { Datapath } from '../machine/datapath';
import { resolveMonitoring } from '../observability/resolve-monitoring';
import type { PoolSurroundings } from '../pool/resolve-node-pool';
import { resolveTeam } from '../workload/team-spec';
import { unsafeSysctlsOf } from '../workload/unsafe-sysctls';
import type { AwsClusterMembers } from './aws/aws-cluster-fields';
import type { CommonClusterSpec, SurroundingEnvironment } from './cluster-spec';
import type { GoogleClusterMembers } from './google/google-cluster-fields';

/** Members of a cluster with every default of a field filled in. */
export type ClusterMembers = AwsClusterMembers | GoogleClusterMembers;

/** Facts of the environment and of the cloud that a cluster is resolved with. */
export interface ClusterSurroundings {
  readonly environment: SurroundingEnvironment;
  readonly datapath: Datapath;
}

/** The members of a cluster that both clouds resolve alike, except its workloads, which need the pools. */
export type ResolvedFrame = Omit<CommonClusterSpec, 'workloads'>;

/** Resolves the members of a cluster that both clouds resolve alike and that do not need its pools. */
export function resolveFrame(input: ClusterMembers, surroundings: ClusterSurroundings): ResolvedFrame {
  const { environment, datapath } = surroundings;
  const physicalName = `${environment.name}-${input.name}`;
  return {
    environment,
    name: input.name,
    physicalName,
    region: input.region,
    kubernetesVersion: input.kubernetesVersion,
    runningVersion: input.runningVersion,
    teams: input.teams.map((team) => resolveTeam(team, input.workloads)),
    nodeTuner: resolveNodeTuner(input.nodeTuner, datapath),
    monitoring: resolveMonitoring(input.monitoring, physicalName),
    controllers: input.controllers,
    // The environment fills it in, because an ingress may span several clusters.
    traffic: [],
  };
}

/** Facts of a cluster that its pools are resolved with. */
export function poolSurroundings(
  input: ClusterMembers,
  frame: ResolvedFrame,
  networkZones: readonly string[],
): PoolSurroundings {
  // During an upgrade nodes may still run the older minor, in which fewer sysctls are safe.
  const minor = input.runningVersion ?? input.kubernetesVersion;
  return {
    clusterName: frame.name,
    clusterPhysicalName: frame.physicalName,
    networkZones,
    kubeProxy: frame.nodeTuner.kubeProxy,
    unsafeSysctls: (poolName) => unsafeSysctlsOf(poolName, input.workloads, minor),
  };
}
