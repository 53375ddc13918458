/** A further machine type of a pool. Its figures come from the dated table; a type that the table does not know needs them stated. */
export interface AwsAlternativeInput {
  /** The cloud's own name. Changing it rolls the pool, and replaces a managed node group. */
  readonly type: string;
  /**
   * Virtual processors, 1 to 1920. Changing the number changes nothing that is deployed: the kubelet reckons with `machine`.
   * @default - the figure of the table
   */
  readonly vcpu?: number;
  /**
   * Memory in GiB, 0.5 to 32768. Changing the figure changes nothing that is deployed: the kubelet reckons with `machine`.
   * @default - the figure of the table
   */
  readonly memoryGib?: number;
}

/** Image of an AWS node: family and a pinned source. */
export interface AwsImageInput {
  /** Operating system; it decides how nodes join and what can be done at boot. Changing it rolls the pool. */
  readonly family: 'al2023' | 'ubuntu' | 'bottlerocket';
  /**
   * A version-pinned public SSM parameter (`…/amazon-eks-node-al2023-x86_64-standard-1.33-v20250701/image_id`) or an image id (`ami-…`).
   * A floating path (`recommended`, `latest`, `current`, `stable`) is refused: it rolls the pool on a day that nobody chose.
   */
  readonly source: { readonly ssmParameter: string } | { readonly amiId: string };
  /**
   * How an Ubuntu image joins: newer releases ship nodeadm, older ones `/etc/eks/bootstrap.sh`.
   * @default - `nodeadm` for al2023 and ubuntu; refused for bottlerocket, which takes TOML
   */
  readonly bootstrap?: 'nodeadm' | 'bootstrap.sh';
}

/** Root disk of an AWS node; always gp3 and encrypted. */
export interface AwsDiskInput {
  /** GiB, 20 to 65536. */
  readonly sizeGib: number;
  /**
   * 3000 to 80000, at most 500 for each GiB of the disk.
   * @default 3000
   */
  readonly iops?: number;
  /**
   * MiB/s, 125 to 2000, at most a quarter of the IOPS. Version 6.8 of the provider and earlier ones refuse more than 1000 in the plan.
   * @default 125
   */
  readonly throughputMibps?: number;
  /**
   * Key of the disk, and who lets Auto Scaling use it. Another key rolls the pool; another `access` touches no node.
   * @default - the account's EBS key
   */
  readonly kmsKey?: AwsDiskKeyInput;
  /**
   * ARN of a KMS key of the region, with no word on who may use it: a warning prints what its policy must say. State `kmsKey` instead.
   * @default - none
   */
  readonly kmsKeyArn?: string;
}

/** KMS key of a disk. Auto Scaling launches instances by a service-linked role, which has no rights to a key of yours by itself. */
export interface AwsDiskKeyInput {
  /** ARN of a KMS key of the region; of an alias only with `granted`. */
  readonly arn: string;
  /**
   * `granted`: you promise that the key's policy lets the role use it; `grant`: a grant is made before the pool's groups, and the
   * key's policy must let whoever deploys make grants. Changes in place.
   */
  readonly access: 'granted' | 'grant';
}

/** How instances are bought. */
export type AwsCapacityInput =
  | { readonly kind: 'on-demand' }
  | {
      /** Several machine types; spot above the on-demand base, with capacity rebalancing. */
      readonly kind: 'mixed';
      /**
       * Further types with at least the vCPU and memory of `machine.type`: by name, or with their figures where the table does not
       * know them. Changing them rolls the pool, and replaces a managed node group.
       */
      readonly alternativeTypes: readonly (string | AwsAlternativeInput)[];
      /**
       * Nodes always on demand, 0 to 1000 and not more than `size.max`.
       * Changing it rolls the pool: the provider starts an instance refresh.
       * @default 0
       */
      readonly onDemandBase?: number;
      /**
       * Share on demand above the base, 0 to 100. Changing it rolls the pool: the provider starts an instance refresh.
       * @default 0
       */
      readonly onDemandPercentAboveBase?: number;
      /**
       * Changing it rolls the pool: the provider starts an instance refresh. EKS chooses by itself for a managed node group.
       * @default 'price-capacity-optimized'
       */
      readonly spotAllocation?: 'price-capacity-optimized' | 'capacity-optimized';
    };

/** How a changed launch template reaches the nodes. */
export interface AwsRolloutInput {
  /**
   * Seconds from InService until an instance counts as warm: not less than boot plus join plus tuning; 60 to 3600.
   * @default 300
   */
  readonly warmupSeconds?: number;
  /**
   * Capacity kept during the roll, in percent, 90 to 100.
   * @default 100
   */
  readonly minHealthyPercent?: number;
  /**
   * Capacity allowed during the roll, in percent, 110 to 200.
   * @default 110
   */
  readonly maxHealthyPercent?: number;
  /**
   * Shares of the pool after which the roll pauses, ascending, 1 to 100, the last 100.
   * @default [20, 50, 100]
   */
  readonly checkpointPercentages?: readonly number[];
  /**
   * Length of the pause, in seconds, 0 to 172800.
   * @default 600
   */
  readonly checkpointDelaySeconds?: number;
  /**
   * Names of CloudWatch alarms that stop the refresh, at most 10, of 1 to 255 characters each. Nodes that were replaced by then stay: going back is a deploy of its own.
   * @default - none
   */
  readonly alarmNames?: readonly string[];
  /**
   * Seconds a new instance may take to join before it is abandoned, 120 to 7200. Changing it rolls the pool, since user data carries it.
   * @default 900
   */
  readonly joinTimeoutSeconds?: number;
}

/**
 * Connection-tracking timeouts of the instance's security groups; their table is bounded per instance, apart from the kernel's.
 * EC2 has the timeouts for machine types on Nitro alone; to state them for another type is refused.
 * Changing a member rolls the pool.
 */
export interface AwsConnectionTrackingInput {
  /**
   * Seconds, 60 to 432000.
   * @default 86400
   */
  readonly tcpEstablishedSeconds?: number;
  /**
   * Seconds, 60 to 180.
   * @default 180
   */
  readonly udpStreamSeconds?: number;
  /**
   * Seconds, 30 to 60.
   * @default 30
   */
  readonly udpSeconds?: number;
}

/** How long a node waits for its pods before it goes down. Changing a member rolls the pool. */
export interface GracefulShutdownInput {
  /**
   * Seconds for all pods, 30 to 3600; not below the longest grace period of the pods plus `criticalSeconds`.
   * @default 90
   */
  readonly totalSeconds?: number;
  /**
   * Seconds of the total kept for critical pods, 1 to 3599 and less than the total.
   * @default 20
   */
  readonly criticalSeconds?: number;
}

/** The part of a node pool that only AWS has. */
export interface AwsPoolInput {
  /** What nodes boot. Changing it rolls the pool. */
  readonly image: AwsImageInput;
  /** Disk of system, containers and logs. Changing it rolls the pool. */
  readonly rootDisk: AwsDiskInput;
  /**
   * `self-managed`: launch template and Auto Scaling group; `managed-node-group`: EKS owns the group.
   * Changing it is refused by the lock: the old nodes would go before the new ones are there.
   * @default 'self-managed'
   */
  readonly management?: 'self-managed' | 'managed-node-group';
  /**
   * Changing its kind is refused by the lock: a second pool takes its place. A managed node group is replaced.
   * @default - on demand
   */
  readonly capacity?: AwsCapacityInput;
  /**
   * Puts containerd, kubelet and pod logs on the machine's NVMe disks (RAID 0). The machine type must have them.
   * Changing it rolls the pool.
   * @default false
   */
  readonly instanceStore?: boolean;
  /** @default - every member's own default */
  readonly rollout?: AwsRolloutInput;
  /**
   * Who calls an instance unhealthy. `ELB` adds the attached balancers' opinion, so that a node that a balancer cannot reach is
   * terminated; refused where nodes reboot in place, since every reboot would be a termination.
   * @default 'EC2'
   */
  readonly healthCheck?: 'EC2' | 'ELB';
  /**
   * Seconds an instance waits in Terminating:Wait for a drain, 30 to 7200; the default result is CONTINUE.
   * @default - no terminate hook
   */
  readonly terminateHeartbeatSeconds?: number;
  /** @default - every member's own default */
  readonly connectionTracking?: AwsConnectionTrackingInput;
  /** @default - every member's own default */
  readonly gracefulShutdown?: GracefulShutdownInput;
}
