import type { AwsGroupInput } from '../../group/aws/aws-group-input';
import type { AwsNetworkInput } from '../../network/network-input';
import type { AwsPrivateAccessInput } from '../../network/private-access-input';
import type { AwsNodePoolInput } from '../../pool/node-pool-input';
import type { CommonClusterInput } from '../common-cluster-input';

/** An EKS cluster. */
export interface AwsClusterInput extends CommonClusterInput {
  /** Address plan of the VPC. */
  readonly network: AwsNetworkInput;
  /** How people and CI reach the private endpoint. */
  readonly privateAccess: AwsPrivateAccessInput;
  /** Node pools, at most 100; at least one must hold the managed add-ons. */
  readonly pools: readonly AwsNodePoolInput[];
  /**
   * Groups of machines that are no nodes, at most 50.
   * @default - no groups
   */
  readonly groups?: readonly AwsGroupInput[];
  /** Principals that may use the cluster; at least one cluster-admin, because the creator of the cluster gets no access by itself. */
  readonly access: readonly AwsAccessInput[];
  /** @default - every member's own default */
  readonly controlPlane?: AwsControlPlaneInput;
}

/** An IAM principal and what it may do. */
export interface AwsAccessInput {
  /**
   * ARN of an IAM role or user, path included: of the region's partition, with a name of at most 64 characters; never the root of an
   * account. Changing it replaces the access entry.
   */
  readonly principalArn: string;
  /**
   * Access policy of EKS: `cluster-admin` may do everything, `view` may not read Secrets.
   * @default - no policy: the principal may do what its groups are bound to
   */
  readonly policy?: 'cluster-admin' | 'admin' | 'edit' | 'view';
  /**
   * Namespaces to which the policy is limited; refused with `cluster-admin` and without a policy.
   * @default - the whole cluster
   */
  readonly namespaces?: readonly string[];
  /**
   * Kubernetes groups of the principal: naming a team's group here makes the principal a member of the team. No group may begin with
   * `system:`.
   * Changes in place.
   * @default - no groups
   * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
   */
  readonly groups?: readonly string[];
}

/** Settings of an EKS control plane. */
export interface AwsControlPlaneInput {
  /**
   * Zones of the network in which the control plane has interfaces, at least two. EKS keeps the zones with which a cluster was
   * created: when the network of a deployed cluster gains a zone, state the earlier zones here, because otherwise the deploy fails.
   * @default - all zones of the network
   * @see https://github.com/aws/containers-roadmap/issues/2258
   */
  readonly zones?: readonly string[];
  /**
   * Range of Services, /24 to /12, private and disjoint from the VPC. Changing it is refused by the lock.
   * @default '172.20.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * Behaviour at the end of standard support: `STANDARD` upgrades the control plane, `EXTENDED` costs more.
   * @default 'STANDARD'
   */
  readonly supportType?: 'STANDARD' | 'EXTENDED';
  /**
   * ARN of a KMS key of the region that encrypts Secrets; an alias is refused. Changing it is refused by the lock, because EKS never
   * changes the key of a cluster, and a change from the stack's key to another would schedule the key in use for deletion.
   * @default - a key that the stack makes, with rotation
   */
  readonly secretsKeyArn?: string;
  /**
   * Days for which control-plane logs are kept; one of the values that CloudWatch accepts.
   * @default 90
   */
  readonly logRetentionDays?: number;
  /**
   * Pods get addresses of /28 prefixes that their nodes hold, and half of each private subnet that is made here is reserved for them;
   * false gives each pod a single address. Prefixes need Nitro machines. Changing it rolls pools that state no `maxPods` and whose
   * machines have single addresses for fewer than 110 pods; nodes of other pools keep the addresses that they hold for as long as they
   * live.
   * @default true
   * @see https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html
   */
  readonly prefixDelegation?: boolean;
  /**
   * MTU of pod interfaces in bytes, 1280 to 9001; use 1500 where pods talk over a VPN, peering between regions or the internet and
   * path-MTU discovery does not work, because larger packets are then dropped.
   * @default 9001
   */
  readonly podMtu?: number;
  /**
   * Versions of add-ons by name; they override the versions of keelson's dated data.
   * @default - the versions of the dated data for the Kubernetes minor
   */
  readonly addonVersions?: Readonly<Record<string, string>>;
  /**
   * Ports of pods that the API server may call, 1 to 65535, besides the kubelet's: admission webhooks and aggregated APIs. Changes in
   * place.
   * @default [443, 4443, 6443, 8443, 9443, 10251], the last being metrics-server's
   */
  readonly webhookPorts?: readonly number[];
  /** @default true */
  readonly deletionProtection?: boolean;
}
