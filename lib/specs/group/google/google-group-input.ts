import type { GoogleGroupScalingInput } from '../../scaling/scaling-input';
import type { CommonGroupInput } from '../group-input';
import type { GoogleGroupHealthInput } from './google-group-health-input';

/** Machine of a group. */
export interface GoogleGroupMachineInput {
  /** Type of Compute Engine: `n2-standard-4`; no bare metal, and none with GPUs or TPUs. Changing it rolls the group. */
  readonly type: string;
}

/** Boot disk of a machine. Changing a member rolls the group. */
export interface GoogleGroupDiskInput {
  /** Size in GiB, 10 to 65536, and at least that of the image. */
  readonly sizeGib: number;
  /**
   * Type of the disk; one from which the machine cannot boot is refused. Required for a family that the table of machine types does not
   * list.
   * @default - `pd-balanced`, or `hyperdisk-balanced` where the machine can boot from no other type
   */
  readonly type?: 'pd-standard' | 'pd-balanced' | 'pd-ssd' | 'hyperdisk-balanced';
  /**
   * Key of the disk, and who gives Compute Engine the right to use it. Another key rolls the group; another `access` changes no machine.
   * @default - Google-managed encryption
   */
  readonly kmsKey?: GoogleGroupDiskKeyInput;
}

/** Cloud KMS key of a disk. Compute Engine uses it with its service agent, which initially has no right to use your key. */
export interface GoogleGroupDiskKeyInput {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`; a key of another region than the cluster's is refused. Changing it rolls the group. */
  readonly name: string;
  /**
   * `granted`: the service agent of the machines' project may use the key already. `grant`: the agent is bound to the key before the
   * machines are created; the deploying identity must be allowed to set the key's IAM policy. Only one cluster of a project may grant a
   * key. Changes in place.
   */
  readonly access: 'granted' | 'grant';
}

/** Machines of a zone that may be added, and that may be missing, at once while a group rolls. */
export interface GoogleGroupRolloutInput {
  /**
   * Most additional machines of each zone, 0 to 100. New machines launch before old ones go. Changes in place.
   * @default 1
   */
  readonly maxSurge?: number;
  /**
   * Most missing machines of each zone, 0 to 100; refused where `maxSurge` is 0 too, because a roll could then never begin. Changes in
   * place.
   * @default 0
   */
  readonly maxUnavailable?: number;
}

/**
 * Machines on Google Cloud that are no nodes of the cluster, such as proxies in front of it: an instance template, one regional instance
 * group and firewall rules. Machines have no service account and no external address.
 */
export interface GoogleGroupInput extends CommonGroupInput {
  /** Machine type. */
  readonly machine: GoogleGroupMachineInput;
  /**
   * Image of one version: `projects/P/global/images/NAME`. A family (`…/images/family/F`) is refused, because machines would differ by
   * the day on which they start. The image must boot with UEFI, because secure boot is on, and must run cloud-init where files or
   * commands are stated. Changing it rolls the group.
   */
  readonly image: { readonly name: string };
  /** Disk of the operating system and of everything that the machine writes. */
  readonly disk: GoogleGroupDiskInput;
  /**
   * The loop that changes the number of machines. Changes in place.
   * @default - fixed
   */
  readonly scaling?: GoogleGroupScalingInput;
  /** @default - every member's own default */
  readonly rollout?: GoogleGroupRolloutInput;
  /**
   * The check by which the group sees whether the program on a machine answers; a machine that does not is made anew, and a roll waits for
   * the answer of each new machine. Changes in place.
   * @default - only a machine that no longer runs is made anew, and a roll waits for its start alone
   */
  readonly health?: GoogleGroupHealthInput;
}
