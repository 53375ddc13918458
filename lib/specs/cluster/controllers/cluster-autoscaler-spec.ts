import type { AwsNodePoolSpec } from '../../pool/node-pool-spec';
import { initialNodes } from '../../pool/pool-size';
import { CLUSTER_AUTOSCALER_IMAGES } from '../../shipped-images';
import type { AwsClusterSpec, ClusterSpec } from '../cluster-spec';
import type { ClusterAutoscalerMembers } from './cluster-autoscaler-fields';
import { type InstalledProgram, installedProgram } from './installed-program';

/** Name of the autoscaler's Deployment, service account, lease and other objects; Terraform lends the role to that account. */
export const CLUSTER_AUTOSCALER = 'cluster-autoscaler';

/** Name of the ConfigMap from which the autoscaler reads priorities; the program has it built in. */
export const PRIORITIES_CONFIG_MAP = 'cluster-autoscaler-priority-expander';

/** Default of `max-node-provision-time` in seconds, which is upstream's too. */
const NODE_PROVISION_SECONDS = 900;

/** Default of `max-graceful-termination-sec`, which is upstream's too. */
const LEAST_GRACE_SECONDS = 600;

/** The cluster autoscaler of a cluster with every default filled in. */
export type ClusterAutoscalerSpec = Omit<ClusterAutoscalerMembers, 'image' | 'maxNodeProvisionSeconds'> & {
  readonly image: string;
  readonly maxNodeProvisionSeconds: number;
  /** Longest grace period in seconds that a pod gets when its node is removed. */
  readonly maxGraceSeconds: number;
  /** Pools that the autoscaler scales, at least one. */
  readonly pools: readonly AwsNodePoolSpec[];
  /** Pools on which the autoscaler itself runs, at least one. */
  readonly homes: readonly AwsNodePoolSpec[];
};

/** A cluster in which keelson installs the autoscaler. */
export interface AutoscaledCluster {
  readonly cluster: AwsClusterSpec;
  readonly autoscaler: ClusterAutoscalerSpec;
}

/** The cluster autoscaler that keelson installs; undefined where there is none, or somebody else installs it. */
export function autoscaledCluster(cluster: ClusterSpec): AutoscaledCluster | undefined {
  const installed = installedProgram(cluster, cluster.controllers.clusterAutoscaler);
  return installed && resolveAutoscaler(installed);
}

/** Whether keelson installs the cluster autoscaler; unlike {@link autoscaledCluster} it derives nothing from pools and workloads. */
export function installsAutoscaler(cluster: ClusterSpec): boolean {
  return installedProgram(cluster, cluster.controllers.clusterAutoscaler) !== undefined;
}

function resolveAutoscaler({ cluster, settings }: InstalledProgram<ClusterAutoscalerMembers>): AutoscaledCluster {
  const pools = autoscaledPools(cluster);
  return {
    cluster,
    autoscaler: {
      ...settings,
      image: settings.image ?? CLUSTER_AUTOSCALER_IMAGES[autoscalerMinor(cluster)]?.image ?? '',
      maxNodeProvisionSeconds: settings.maxNodeProvisionSeconds ?? leastProvisionSeconds(cluster),
      maxGraceSeconds: maxGraceSeconds(cluster),
      pools,
      homes: autoscalerHomes(cluster),
    },
  };
}

/** Pools of a cluster on AWS that the cluster autoscaler scales. */
export function autoscaledPools(cluster: AwsClusterSpec): readonly AwsNodePoolSpec[] {
  return cluster.pools.filter(({ scaling }) => scaling.kind === 'cluster-autoscaler');
}

/**
 * Pools for the autoscaler's own pods: those for the system that it does not scale and that begin with nodes. On a pool that it scales,
 * its last node would be gone with it, and nobody would add another.
 */
export function autoscalerHomes(cluster: AwsClusterSpec): readonly AwsNodePoolSpec[] {
  return cluster.pools.filter(
    (pool) => pool.purpose === 'system' && pool.scaling.kind !== 'cluster-autoscaler' && initialNodes(pool) > 0,
  );
}

/** Minor whose scheduler the autoscaler must simulate: while a cluster is upgraded, the one that runs. */
export function autoscalerMinor({ kubernetesVersion, runningVersion }: ClusterSpec): string {
  return runningVersion ?? kubernetesVersion;
}

/** Least time in seconds after which a node may count as failed: before the launch hook gives it up, it may still join. */
export function leastProvisionSeconds(cluster: AwsClusterSpec): number {
  return Math.max(NODE_PROVISION_SECONDS, ...autoscaledPools(cluster).map(({ aws }) => aws.rollout.joinTimeoutSeconds));
}

/**
 * Pods with a longer grace would be killed early, so that the workloads of the pools decide it. It is no longer than they need, because a
 * pod that never ends holds up the removal of every other node for that time.
 */
function maxGraceSeconds(cluster: AwsClusterSpec): number {
  const graces = cluster.workloads
    .filter(({ pools }) => pools.some(({ scaling }) => scaling.kind === 'cluster-autoscaler'))
    .map(({ shutdown }) => shutdown.graceSeconds ?? 0);
  return Math.max(LEAST_GRACE_SECONDS, ...graces);
}
