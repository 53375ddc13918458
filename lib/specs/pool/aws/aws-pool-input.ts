/** A further machine type of a pool. Its figures come from the dated table; for a type outside of the table they must be stated. */
export interface AwsAlternativeInput {
  /** The cloud's name of the type. Changing it rolls the pool, and replaces a managed node group. */
  readonly type: string;
  /**
   * Virtual processors, 1 to 1920. Changing the number changes nothing that is deployed, because nodes are configured for `machine`.
   * @default - the figure of the table
   */
  readonly vcpu?: number;
  /**
   * Memory in GiB, 0.5 to 32768. Changing the figure changes nothing that is deployed, because nodes are configured for `machine`.
   * @default - the figure of the table
   */
  readonly memoryGib?: number;
}

/** Image of an AWS node: family and a pinned source. */
export interface AwsImageInput {
  /** Operating system, which decides how nodes join and which settings can be made at boot. Changing it rolls the pool. */
  readonly family: 'al2023' | 'ubuntu' | 'bottlerocket';
  /**
   * A public SSM parameter of one version (`…/amazon-eks-node-al2023-x86_64-standard-1.33-v20250701/image_id`) or an image id (`ami-…`).
   * A floating path (`recommended`, `latest`, `current`, `stable`) is refused, because the pool would roll whenever AWS publishes an
   * image.
   */
  readonly source: { readonly ssmParameter: string } | { readonly amiId: string };
  /**
   * How a node of an Ubuntu image joins: newer releases contain nodeadm, older ones `/etc/eks/bootstrap.sh`.
   * @default - `nodeadm` for al2023 and ubuntu; refused for bottlerocket, which reads its settings as TOML
   */
  readonly bootstrap?: 'nodeadm' | 'bootstrap.sh';
}

/** Root disk of an AWS node; always gp3 and encrypted. */
export interface AwsDiskInput {
  /** Size in GiB, 20 to 65536. */
  readonly sizeGib: number;
  /**
   * IOPS, 3000 to 80000, at most 500 for each GiB of the disk.
   * @default 3000
   */
  readonly iops?: number;
  /**
   * Throughput in MiB/s, 125 to 2000, at most a quarter of the IOPS. The provider up to version 6.8 rejects more than 1000 in the plan.
   * @default 125
   */
  readonly throughputMibps?: number;
  /**
   * Key of the disk, and who gives Auto Scaling the right to use it. Another key rolls the pool; another `access` changes no node.
   * @default - the account's EBS key
   */
  readonly kmsKey?: AwsDiskKeyInput;
  /**
   * ARN of a KMS key of the region, without a statement about its access: a warning shows the statements that the key's policy needs.
   * State `kmsKey` instead.
   * @default - no key
   */
  readonly kmsKeyArn?: string;
}

/** KMS key of a disk. Auto Scaling launches instances with a service-linked role, which initially has no right to use your key. */
export interface AwsDiskKeyInput {
  /** ARN of a KMS key of the region; the ARN of an alias is accepted only with `granted`. */
  readonly arn: string;
  /**
   * `granted`: the key's policy already lets the role use the key. `grant`: a grant is created before the pool's groups; the key's policy
   * must let the deploying identity create grants. Changes in place.
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
       * Further types with at least the vCPU and memory of `machine.type`: by name, or with their figures where the table does not list
       * them. Changing them rolls the pool, and replaces a managed node group.
       */
      readonly alternativeTypes: readonly (string | AwsAlternativeInput)[];
      /**
       * Number of nodes that are always bought on demand, 0 to 1000 and not more than `size.max`.
       * Changing it rolls the pool, because the provider starts an instance refresh.
       * @default 0
       */
      readonly onDemandBase?: number;
      /**
       * Percent of the nodes above the base that are bought on demand, 0 to 100. Changing it rolls the pool, because the provider starts an
       * instance refresh.
       * @default 0
       */
      readonly onDemandPercentAboveBase?: number;
      /**
       * How spot capacity is chosen; EKS chooses by itself for a managed node group. Changing it rolls the pool, because the provider starts
       * an instance refresh.
       * @default 'price-capacity-optimized'
       */
      readonly spotAllocation?: 'price-capacity-optimized' | 'capacity-optimized';
    };

/** How a changed launch template reaches the instances of an Auto Scaling group. */
export interface InstanceRolloutInput {
  /**
   * Seconds from InService until an instance counts as warm, 60 to 3600; at least the time of boot, and on nodes of join and tuning.
   * @default 300
   */
  readonly warmupSeconds?: number;
  /**
   * Least healthy capacity during the roll, in percent, 90 to 100.
   * @default 100
   */
  readonly minHealthyPercent?: number;
  /**
   * Most capacity during the roll, in percent, 110 to 200.
   * @default 110
   */
  readonly maxHealthyPercent?: number;
  /**
   * Percentages of replaced instances after which the roll pauses, ascending, 1 to 100; the last one must be 100.
   * @default [20, 50, 100]
   */
  readonly checkpointPercentages?: readonly number[];
  /**
   * Length of each pause, in seconds, 0 to 172800.
   * @default 600
   */
  readonly checkpointDelaySeconds?: number;
  /**
   * Names of CloudWatch alarms that stop the refresh, at most 10, of 1 to 255 characters each. Instances that were already replaced keep the
   * new version; a rollback is a deploy of its own.
   * @default - no alarms
   */
  readonly alarmNames?: readonly string[];
}

/** How a changed launch template reaches the nodes. */
export interface AwsRolloutInput extends InstanceRolloutInput {
  /**
   * Seconds in which a new instance must join before it is terminated, 120 to 7200. Changing it rolls the pool, because the number is part
   * of the user data.
   * @default 900
   */
  readonly joinTimeoutSeconds?: number;
}

/**
 * Idle timeouts of the connections that an instance's security groups track, in a table beside that of the kernel, whose size EC2 limits
 * by instance. EC2 supports the timeouts for machine types on Nitro only; for another type they are refused.
 * Changing a member rolls the pool.
 */
export interface AwsConnectionTrackingInput {
  /**
   * Timeout of established TCP connections in seconds, 60 to 432000.
   * @default 86400
   */
  readonly tcpEstablishedSeconds?: number;
  /**
   * Timeout of UDP flows with several packets in both directions, in seconds, 60 to 180.
   * @default 180
   */
  readonly udpStreamSeconds?: number;
  /**
   * Timeout of other UDP flows in seconds, 30 to 60.
   * @default 30
   */
  readonly udpSeconds?: number;
}

/** How long a node that shuts down waits for its pods to end. Changing a member rolls the pool. */
export interface GracefulShutdownInput {
  /**
   * Seconds for all pods, 30 to 3600; at least `criticalSeconds` and the longest grace of the pods that end with their node: daemons, and
   * all pods where no program drains the pool. EC2 promises no time for the shutdown of an instance that it terminates: a few minutes are
   * usual, and a longer time counts for reboots alone.
   * @default - what the workloads of the pool need, at least 90 and at most what the image allows; a workload with a longer grace makes it
   * longer, and so rolls the pool
   */
  readonly totalSeconds?: number;
  /**
   * Seconds of the total that are reserved for critical pods, 1 to 3599 and less than the total.
   * @default 20
   */
  readonly criticalSeconds?: number;
}

/** Members of a node pool that exist on AWS only. */
export interface AwsPoolInput {
  /** Image from which nodes boot. Changing it rolls the pool. */
  readonly image: AwsImageInput;
  /** Disk of the operating system, the containers and their logs. Changing it rolls the pool. */
  readonly rootDisk: AwsDiskInput;
  /**
   * `self-managed`: keelson creates a launch template and an Auto Scaling group; `managed-node-group`: EKS owns the group.
   * Changing it is refused by the lock, because the old nodes would be deleted before the new ones exist.
   * @default 'self-managed'
   */
  readonly management?: 'self-managed' | 'managed-node-group';
  /**
   * How instances are bought. Changing its kind is refused by the lock on a self-managed pool, where a second pool is needed instead; a
   * managed node group is replaced.
   * @default - all instances are bought on demand
   */
  readonly capacity?: AwsCapacityInput;
  /**
   * Whether the data of containerd and the kubelet and the pods' logs are on the machine's NVMe disks (RAID 0). The type must have such
   * disks.
   * Changing it rolls the pool.
   * @default false
   */
  readonly instanceStore?: boolean;
  /** @default - every member's own default */
  readonly rollout?: AwsRolloutInput;
  /**
   * Health checks by which Auto Scaling terminates an instance. `ELB` adds the health checks of attached load balancers, so that a node
   * which a balancer cannot reach is terminated; refused where nodes reboot in place, because every reboot would terminate the node.
   * @default 'EC2'
   */
  readonly healthCheck?: 'EC2' | 'ELB';
  /**
   * Seconds for which an instance waits in Terminating:Wait for its drain, 30 to 7200; the termination then continues. It may only be
   * longer than the drain of a node takes, and is refused where `controllers.terminationHandler` is absent, because nobody would drain.
   * @default - what the drain of a node takes, where the cluster has a termination handler; otherwise no hook
   */
  readonly terminateHeartbeatSeconds?: number;
  /** @default - every member's own default */
  readonly connectionTracking?: AwsConnectionTrackingInput;
  /** @default - every member's own default */
  readonly gracefulShutdown?: GracefulShutdownInput;
}
