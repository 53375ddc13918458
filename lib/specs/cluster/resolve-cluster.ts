import { resolveNodeTuner } from '../kernel/resolve-node-tuner';
import type { Datapath } from '../machine/datapath';
import { resolveMonitoring } from '../observability/resolve-monitoring';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { PoolSurroundings } from '../pool/resolve-node-pool';
import { resolveTeam } from '../workload/team-spec';
import { unsafeSysctlsOf } from '../workload/unsafe-sysctls';
import { resolveWorkload, type WorkloadSpec } from '../workload/workload-spec';
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

/** A pool whose stop is to be derived from the workloads on it. */
export interface BarePool<P> {
  readonly pool: P;
  /** Place of the pool in the input. */
  readonly index: number;
  /** Workloads of the cluster, whose pools have no derived times yet. */
  readonly workloads: readonly WorkloadSpec[];
}

/**
 * The pools of a cluster with the stop that their workloads need, and the workloads with these pools; the name of a pool that does not exist is
 * left out, and a rule refuses it.
 */
export function withStops<P extends NodePoolSpec>(
  input: ClusterMembers,
  bare: readonly P[],
  stop: (bare: BarePool<P>) => P,
): { readonly pools: readonly P[]; readonly workloads: readonly WorkloadSpec[] } {
  const workloads = input.workloads.map((workload) => resolveWorkload(workload, bare));
  const pools = bare.map((pool, index) => stop({ pool, index, workloads }));
  const finished = new Map(pools.map((pool) => [pool.name, pool]));
  const withPools = workloads.map((workload) => ({
    ...workload,
    pools: workload.pools.map((pool) => finished.get(pool.name) ?? pool),
  }));
  return { pools, workloads: withPools };
}
