import type { NodeTunerInput } from '../kernel/kernel-input';
import type { AwsNetworkInput, GoogleNetworkInput } from '../network/network-input';
import type { AwsPrivateAccessInput, GooglePrivateAccessInput } from '../network/private-access-input';
import type { AwsNodePoolInput, GoogleNodePoolInput } from '../pool/node-pool-input';
import type { RebootWindowInput } from '../reboots/reboot-input';
import type { TeamInput, WorkloadInput } from '../workload/workload-input';

/** The part of a cluster that both clouds share. */
export interface CommonClusterInput {
  /** DNS label of at most 20 characters, unique in the environment. Changing it replaces the cluster. */
  readonly name: string;
  /** Region of control plane and nodes. Changing it replaces the cluster. */
  readonly region: string;
  /** Minor version: `1.33`. Control planes move one minor at a time. */
  readonly kubernetesVersion: string;
  /**
   * Minor that runs now, while `kubernetesVersion` names a newer one; a skipped minor is refused.
   * @default - a new cluster, or no change of version
   */
  readonly runningVersion?: string;
  /** Teams, one namespace each. */
  readonly teams: readonly TeamInput[];
  /** What runs where; checks and placement rest on it. */
  readonly workloads: readonly WorkloadInput[];
  /**
   * The daemon that runs on pools whose kernel parameters need it.
   * @default - every member's own default
   */
  readonly nodeTuner?: NodeTunerInput;
}

/** An EKS cluster. */
export interface AwsClusterInput extends CommonClusterInput {
  /** Address plan of the VPC. */
  readonly network: AwsNetworkInput;
  /** How people and CI reach the private endpoint. */
  readonly privateAccess: AwsPrivateAccessInput;
  /** Node pools; at least one must hold the managed add-ons. */
  readonly pools: readonly AwsNodePoolInput[];
  /** Who administers the cluster; the creator gets nothing by itself, so at least one is needed. */
  readonly access: readonly AwsAccessInput[];
  /** @default - every member's own default */
  readonly controlPlane?: AwsControlPlaneInput;
}

/** An IAM principal and what it may do. */
export interface AwsAccessInput {
  /** IAM role or user; never the root of an account. */
  readonly principalArn: string;
  /**
   * Access policy of EKS: `cluster-admin` may do everything, `view` may not read Secrets.
   * @default - none: the principal may do what its groups are bound to
   */
  readonly policy?: 'cluster-admin' | 'admin' | 'edit' | 'view';
  /**
   * Namespaces that the policy is limited to; refused for cluster-admin and without a policy.
   * @default - the whole cluster
   */
  readonly namespaces?: readonly string[];
  /**
   * Kubernetes groups of the principal: name a team's group here and the team has a member. None may begin with `system:`.
   * Changes in place.
   * @default - none
   * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
   */
  readonly groups?: readonly string[];
}

/** Settings of an EKS control plane. */
export interface AwsControlPlaneInput {
  /**
   * Zones of the network in which the control plane has interfaces, two at least. EKS keeps the set that a cluster was created
   * with: when the network of a deployed cluster gains a zone, state the zones that it had, or the deploy fails.
   * @default - all zones of the network
   * @see https://github.com/aws/containers-roadmap/issues/2258
   */
  readonly zones?: readonly string[];
  /**
   * Range of Services, /24 to /12, private and disjoint from the VPC. Changing it replaces the cluster.
   * @default '172.20.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * What happens at the end of standard support: `STANDARD` upgrades the control plane, `EXTENDED` costs more.
   * @default 'STANDARD'
   */
  readonly supportType?: 'STANDARD' | 'EXTENDED';
  /**
   * KMS key for Secrets. Choose before the first deployment: EKS never changes the key of a cluster, and going from the stack's
   * key to another would schedule the one in use for deletion.
   * @default - a key of the stack with rotation
   */
  readonly secretsKeyArn?: string;
  /**
   * Days that control-plane logs are kept, a value that CloudWatch knows.
   * @default 90
   */
  readonly logRetentionDays?: number;
  /**
   * /28 prefixes instead of single addresses per pod; needs Nitro machines.
   * @default true
   */
  readonly prefixDelegation?: boolean;
  /**
   * MTU of pod interfaces, 1280 to 9001; 1500 where pods talk over VPN, peering between regions or the internet without path-MTU discovery.
   * @default 9001
   */
  readonly podMtu?: number;
  /**
   * Versions of add-ons by name, replacing those of the dated data.
   * @default - the dated data of the Kubernetes minor
   */
  readonly addonVersions?: Readonly<Record<string, string>>;
  /**
   * Ports of pods that the API server may call, beyond the kubelet's: admission webhooks and aggregated APIs. Changes in place.
   * @default [443, 4443, 6443, 8443, 9443, 10251], the last being metrics-server's
   */
  readonly webhookPorts?: readonly number[];
  /** @default true */
  readonly deletionProtection?: boolean;
}

/** What carries pod traffic on GKE and enforces network policies. `calico` is GKE's legacy datapath with the Calico add-on. */
export type GoogleDatapath = 'dataplane-v2' | 'calico';

/** A GKE cluster; always regional, VPC-native and private. */
export interface GoogleClusterInput extends CommonClusterInput {
  /** Address plan of the subnet. */
  readonly network: GoogleNetworkInput;
  /** How people and CI reach the private control plane. */
  readonly privateAccess: GooglePrivateAccessInput;
  /** Node pools; at least one must hold the managed add-ons. */
  readonly pools: readonly GoogleNodePoolInput[];
  /** Chosen explicitly: conntrack tuning and every NetworkPolicy depend on it. Changing it replaces the cluster. */
  readonly datapath: GoogleDatapath;
  /** @default - every member's own default */
  readonly controlPlane?: GoogleControlPlaneInput;
}

/** Settings of a GKE control plane. */
export interface GoogleControlPlaneInput {
  /** @default 'REGULAR' */
  readonly releaseChannel?: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  /**
   * When GKE may upgrade control plane and nodes; one policy per cluster, in UTC or in the time of a place.
   * @default - whenever GKE chooses
   */
  readonly maintenance?: GoogleMaintenanceInput | GoogleLocalMaintenanceInput;
  /** @default true */
  readonly deletionProtection?: boolean;
  /**
   * Ports of admission webhooks that the control plane may reach on nodes, beyond 443 and 10250.
   * @default [8443, 9443]
   */
  readonly webhookPorts?: readonly number[];
  /**
   * Google group of the domain for RBAC: `gke-security-groups@example.com`. The groups of teams must be its members: bindings to
   * any other group bind nobody, without an error.
   * @default - none, which is refused where teams have groups
   */
  readonly securityGroup?: string;
}

/** A recurring window in UTC. */
export interface GoogleMaintenanceInput {
  /** First window's start: `2026-01-03T02:00:00Z`. */
  readonly start: string;
  /** First window's end; at least 4 hours after the start. */
  readonly end: string;
  /** RRULE: `FREQ=WEEKLY;BYDAY=SA,SU`; at least 48 hours in 32 days. */
  readonly recurrence: string;
  /**
   * Times without upgrades, at most 20.
   * @default - none
   */
  readonly exclusions?: readonly {
    /** Unique in the policy. */
    readonly name: string;
    /** First moment in UTC: `2026-12-20T00:00:00Z`. */
    readonly start: string;
    /** Last moment in UTC; `NO_UPGRADES` lasts at most 30 days. */
    readonly end: string;
    /** What is held back; security patches of nodes come with `NO_MINOR_UPGRADES`. */
    readonly scope: 'NO_UPGRADES' | 'NO_MINOR_UPGRADES' | 'NO_MINOR_OR_NODE_UPGRADES';
  }[];
}

/** A recurring window in the time of a place: what of it is in the window in summer and winter alike is given to GKE, in UTC. */
export interface GoogleLocalMaintenanceInput {
  /** Days, hours and time zone; blackouts hold new minors and all upgrades of nodes back. */
  readonly window: RebootWindowInput;
  /** Day from which the window recurs, in the past or near: `2026-01-05`. */
  readonly firstDay: string;
}

/** A cluster on either cloud. */
export type ClusterInput = AwsClusterInput | GoogleClusterInput;
