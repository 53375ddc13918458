import type { AwsGroupSpec } from '../group/aws/aws-group-spec';
import type { GoogleGroupSpec } from '../group/google/google-group-spec';
import type { DaemonTraffic } from '../ingress/ingress-spec';
import type { NodeTunerSettings } from '../kernel/resolve-node-tuner';
import type { AwsDatapath, GkeDatapath } from '../machine/datapath';
import type { AwsPrivateAccess } from '../network/aws-private-access-fields';
import type { GooglePrivateAccess } from '../network/google-private-access-fields';
import type { AwsNetworkPlan, GoogleNetworkPlan } from '../network/network-plan';
import type { MonitoringSettings } from '../observability/monitoring-fields';
import type { AwsNodePoolSpec, GoogleNodePoolSpec } from '../pool/node-pool-spec';
import type { Tier } from '../tier';
import type { TeamSpec } from '../workload/team-spec';
import type { WorkloadSpec } from '../workload/workload-spec';
import type { AwsAccess, AwsClusterMembers } from './aws/aws-cluster-fields';
import type { Controllers } from './controllers/controllers-fields';
import type { GoogleClusterMembers } from './google/google-cluster-fields';
import type { GoogleMaintenanceInput } from './google/google-cluster-input';

/** The part of an environment that its clusters read. */
export interface SurroundingEnvironment {
  readonly name: string;
  readonly tier: Tier;
  /** Tags of every resource, those of keelson included. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The part of a cluster that both clouds share, immutable and judged by the rules. */
export interface CommonClusterSpec {
  readonly environment: SurroundingEnvironment;
  readonly name: string;
  /** `<environment>-<cluster>`: name of the cluster in the cloud, and first part of other physical names. */
  readonly physicalName: string;
  /** Region of control plane and nodes. */
  readonly region: string;
  readonly kubernetesVersion: string;
  /** Minor that runs now, while `kubernetesVersion` names a newer one. */
  readonly runningVersion: string | undefined;
  readonly workloads: readonly WorkloadSpec[];
  /** Traffic daemons behind an ingress of the environment, with the services to which they send requests. */
  readonly traffic: readonly DaemonTraffic[];
  /** Teams, one namespace each, with every default filled in. */
  readonly teams: readonly TeamSpec[];
  /** Settings of the daemon that keeps kernel parameters; it runs where a pool's plan needs it. */
  readonly nodeTuner: NodeTunerSettings;
  /** The monitoring stack that evaluates the alerts of the cluster, and the labels by which rules select its series. */
  readonly monitoring: MonitoringSettings;
  /** Installers of the third-party programs that other members need. */
  readonly controllers: Controllers;
}

/** Settings of an EKS control plane with every default filled in. */
export type AwsControlPlane = Omit<AwsClusterMembers['controlPlane'], 'zones' | 'addonVersions'> & {
  /** In alphabetical order. */
  readonly zones: readonly string[];
  /** Versions by add-on: those of the dated data, overridden by those of the input. */
  readonly addonVersions: Readonly<Record<string, string>>;
};

/** A cluster on EKS. */
export interface AwsClusterSpec extends CommonClusterSpec {
  readonly cloud: 'aws';
  readonly accountId: string;
  readonly datapath: AwsDatapath;
  readonly pools: readonly AwsNodePoolSpec[];
  /** Groups of machines that are no nodes. */
  readonly groups: readonly AwsGroupSpec[];
  readonly network: AwsNetworkPlan;
  readonly privateAccess: AwsPrivateAccess;
  readonly access: readonly AwsAccess[];
  readonly controlPlane: AwsControlPlane;
}

/** Settings of a GKE control plane with every default filled in. */
export type GoogleControlPlane = Omit<GoogleClusterMembers['controlPlane'], 'maintenance'> & {
  /** The maintenance window in UTC, because GKE accepts no other time zone. */
  readonly maintenance: GoogleMaintenanceInput | undefined;
};

/** A cluster on GKE. */
export interface GoogleClusterSpec extends CommonClusterSpec {
  readonly cloud: 'google';
  readonly projectId: string;
  readonly datapath: GkeDatapath;
  readonly pools: readonly GoogleNodePoolSpec[];
  /** Groups of machines that are no nodes. */
  readonly groups: readonly GoogleGroupSpec[];
  readonly network: GoogleNetworkPlan;
  readonly privateAccess: GooglePrivateAccess;
  readonly controlPlane: GoogleControlPlane;
}

/** A group of machines that are no nodes, on either cloud. */
export type GroupSpec = AwsGroupSpec | GoogleGroupSpec;

/** A cluster: its pools, workloads, teams and cloud settings; `cloud` tells the two kinds apart. */
export type ClusterSpec = AwsClusterSpec | GoogleClusterSpec;
