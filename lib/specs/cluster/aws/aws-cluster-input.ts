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
  /** Who administers the cluster; the creator gets nothing by itself, so at least one is needed. */
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
   * Range of Services, /24 to /12, private and disjoint from the VPC. Changing it is refused by the lock.
   * @default '172.20.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * What happens at the end of standard support: `STANDARD` upgrades the control plane, `EXTENDED` costs more.
   * @default 'STANDARD'
   */
  readonly supportType?: 'STANDARD' | 'EXTENDED';
  /**
   * ARN of a KMS key of the region for Secrets; an alias is refused. Changing it is refused by the lock: EKS never changes the key
   * of a cluster, and going from the stack's key to another would schedule the one in use for deletion.
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
   * MTU of pod interfaces in bytes, 1280 to 9001; 1500 where pods talk over VPN, peering between regions or the internet without path-MTU discovery.
   * @default 9001
   */
  readonly podMtu?: number;
  /**
   * Versions of add-ons by name, replacing those of the dated data.
   * @default - the dated data of the Kubernetes minor
   */
  readonly addonVersions?: Readonly<Record<string, string>>;
  /**
   * Ports of pods that the API server may call, 1 to 65535, beyond the kubelet's: admission webhooks and aggregated APIs. Changes in place.
   * @default [443, 4443, 6443, 8443, 9443, 10251], the last being metrics-server's
   */
  readonly webhookPorts?: readonly number[];
  /** @default true */
  readonly deletionProtection?: boolean;
}
