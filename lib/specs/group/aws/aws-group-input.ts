import type { AwsDiskKeyInput, InstanceRolloutInput } from '../../pool/aws/aws-pool-input';
import type { AwsGroupScalingInput } from '../../scaling/scaling-input';
import type { CommonGroupInput } from '../group-input';

/** Machine of a group. */
export interface AwsGroupMachineInput {
  /** Type of EC2: `c6i.large`. Changing it rolls the group. */
  readonly type: string;
}

/** Root disk of a machine; always gp3 and encrypted. Changing a member rolls the group. */
export interface AwsGroupDiskInput {
  /**
   * Device of the image's root disk: `/dev/xvda` in images of Amazon Linux and Debian, `/dev/sda1` in those of Ubuntu. With another
   * device the machine would have a second disk, and the first one the size of the image.
   */
  readonly device: '/dev/xvda' | '/dev/sda1';
  /** Size in GiB, 1 to 65536, and at least that of the image. */
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
   * Key of the disk, and who gives Auto Scaling the right to use it. Another key rolls the group; another `access` changes no machine.
   * @default - the account's EBS key
   */
  readonly kmsKey?: AwsDiskKeyInput;
}

/**
 * Machines on AWS that are no nodes of the cluster, such as proxies in front of it: a launch template, Auto Scaling groups and a security
 * group. Machines have no role of IAM and no public address. Auto Scaling replaces a machine whose status checks of EC2 fail; whether the
 * program on the machine answers is not checked.
 */
export interface AwsGroupInput extends CommonGroupInput {
  /** Machine type. */
  readonly machine: AwsGroupMachineInput;
  /**
   * Image of one version: a public SSM parameter of the image's publisher, or an image id (`ami-…`). A floating path (`recommended`,
   * `latest`, `current`, `stable`) is refused. The image must run cloud-init where files or commands are stated. Changing it rolls the
   * group.
   */
  readonly image: { readonly ssmParameter: string } | { readonly amiId: string };
  /** Disk of the operating system and of everything that the machine writes. */
  readonly disk: AwsGroupDiskInput;
  /**
   * The loop that changes the number of machines. Changes in place.
   * @default - fixed
   */
  readonly scaling?: AwsGroupScalingInput;
  /** @default - every member's own default */
  readonly rollout?: InstanceRolloutInput;
}
