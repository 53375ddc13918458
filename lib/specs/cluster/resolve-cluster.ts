import { resolveNodeTuner } from '../kernel/resolve-node-tuner';
import type { Datapath } from '../machine/datapath';
import { resolveMonitoring } from '../observability/resolve-monitoring';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { PoolSurroundings } from '../pool/resolve-node-pool';
import { resolveTeam } from '../workload/team-spec';
import { unsafeSysctlsOf } from '../workload/unsafe-sysctls';
import { resolveWorkload } from '../workload/workload-spec';
import type { AwsClusterMembers } from './aws/aws-cluster-fields';
import type { CommonClusterSpec, SurroundingEnvironment } from './cluster-spec';
import type { GoogleClusterMembers } from './google/google-cluster-fields';

/** Members of a cluster with every default of a field filled in. */
export type ClusterMembers = AwsClusterMembers | GoogleClusterMembers;

/** What a cluster takes from its environment and from its cloud before its pools are resolved. */
export interface ClusterSurroundings {
  readonly environment: SurroundingEnvironment;
  readonly datapath: Datapath;
}

/** Everything of a cluster that both clouds resolve alike, but for its pools and what names them. */
export type ResolvedFrame = Omit<CommonClusterSpec, 'workloads'>;

/** Everything of a cluster that both clouds resolve alike and that needs no pool. */
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
  };
}

/** What the pools of a cluster take from it. */
export function poolSurroundings(
  input: ClusterMembers,
  frame: ResolvedFrame,
  networkZones: readonly string[],
): PoolSurroundings {
  // Nodes may still run the older minor, whose list of safe sysctls is the shorter one.
  const minor = input.runningVersion ?? input.kubernetesVersion;
  return {
    clusterName: frame.name,
    clusterPhysicalName: frame.physicalName,
    networkZones,
    kubeProxy: frame.nodeTuner.kubeProxy,
    unsafeSysctls: (poolName) => unsafeSysctlsOf(poolName, input.workloads, minor),
  };
}

/** The workloads of a cluster with their pools; names that are no pool's are left out, and rules refuse them. */
export function resolveWorkloads(
  input: ClusterMembers,
  pools: readonly NodePoolSpec[],
): CommonClusterSpec['workloads'] {
  return input.workloads.map((workload) => resolveWorkload(workload, pools));
}
