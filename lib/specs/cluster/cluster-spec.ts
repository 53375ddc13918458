import type { Tier } from '../environment/environment-input';
import type { NodeTunerInput } from '../kernel/kernel-input';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import type { AwsPool, GooglePool, PoolCloud } from '../pool/pool-cloud';
import type { TeamInput } from '../workload/workload-input';
import type { WorkloadSpec } from '../workload/workload-spec';
import type { AwsClusterPlatform, ClusterPlatform, Datapath, GoogleClusterPlatform } from './cluster-platform';

/** What {@link ClusterSpec} is made of; `EnvironmentSpec.from` fills it in. */
export interface ClusterFacts<P extends ClusterPlatform = ClusterPlatform, C extends PoolCloud = PoolCloud> {
  readonly environment: { readonly name: string; readonly tier: Tier; readonly tags: Readonly<Record<string, string>> };
  readonly name: string;
  readonly region: string;
  readonly kubernetesVersion: string;
  readonly datapath: Datapath;
  readonly pools: readonly NodePoolSpec<C>[];
  readonly workloads: readonly WorkloadSpec[];
  readonly teams: readonly Required<TeamInput>[];
  readonly nodeTuner: Required<NodeTunerInput>;
  readonly platform: P;
}

/** A cluster: its pools, workloads, teams and cloud settings, immutable and checked against each other. */
export class ClusterSpec<P extends ClusterPlatform = ClusterPlatform, C extends PoolCloud = PoolCloud> {
  readonly environment: ClusterFacts['environment'];
  readonly name: string;
  /** `<environment>-<cluster>`: the cluster's name in the cloud, and base of other physical names. */
  readonly physicalName: string;
  /** Region of control plane and nodes. */
  readonly region: string;
  readonly kubernetesVersion: string;
  readonly datapath: Datapath;
  readonly pools: readonly NodePoolSpec<C>[];
  readonly workloads: readonly WorkloadSpec[];
  /** Teams, one namespace each, with every default filled in. */
  readonly teams: readonly Required<TeamInput>[];
  /** Settings of the daemon that keeps kernel parameters; it runs where a pool's plan needs it. */
  readonly nodeTuner: Required<NodeTunerInput>;
  readonly platform: P;

  constructor(facts: ClusterFacts<P, C>) {
    this.environment = facts.environment;
    this.name = facts.name;
    this.physicalName = `${facts.environment.name}-${facts.name}`;
    this.region = facts.region;
    this.kubernetesVersion = facts.kubernetesVersion;
    this.datapath = facts.datapath;
    this.pools = facts.pools;
    this.workloads = facts.workloads;
    this.teams = facts.teams;
    this.nodeTuner = facts.nodeTuner;
    this.platform = facts.platform;
    Object.freeze(this);
  }
}

/** A cluster on EKS. */
export type AwsClusterSpec = ClusterSpec<AwsClusterPlatform, AwsPool>;

/** A cluster on GKE. */
export type GoogleClusterSpec = ClusterSpec<GoogleClusterPlatform, GooglePool>;

/** Whether a cluster runs on EKS. */
export function isAwsCluster(cluster: AwsClusterSpec | GoogleClusterSpec): cluster is AwsClusterSpec {
  return cluster.platform.provider === 'aws';
}

/** Whether a cluster runs on GKE. */
export function isGoogleCluster(cluster: AwsClusterSpec | GoogleClusterSpec): cluster is GoogleClusterSpec {
  return cluster.platform.provider === 'google';
}
