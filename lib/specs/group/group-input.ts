import type { PoolSizeInput } from '../pool/node-pool-input';

/** A file that a machine of a group has from its first boot on. */
export interface GroupFileInput {
  /**
   * Text of the file. Everybody who may describe the machine in the cloud can read it, so that it must contain no secrets.
   * Changing it rolls the group.
   */
  readonly content: string;
  /**
   * Mode of the file, four octal digits. Changing it rolls the group.
   * @default '0644'
   */
  readonly mode?: string;
}

/** A port on which the machines of a group accept connections. */
export interface GroupPortInput {
  /** Number of the port, 1 to 65535. */
  readonly port: number;
  /** @default 'tcp' */
  readonly protocol?: 'tcp' | 'udp';
  /** Address ranges from which connections come, at least one: `10.0.0.0/8`, or the word `nodes` for the cluster's nodes and their pods. */
  readonly from: readonly string[];
}

/** Members of groups of machines that are no nodes, on both clouds. */
export interface CommonGroupInput {
  /**
   * DNS label, unique among the groups and the pools of the cluster. Changing it is refused by the lock: add a second group and remove
   * this one.
   */
  readonly name: string;
  /** Number of machines, of each zone or of the whole group. */
  readonly size: PoolSizeInput;
  /**
   * Zones of the machines, a subset of the network's. Changing them is made in place on AWS, and on Google Cloud refused by
   * the lock, because the zones of an instance group are fixed; there a zone that the network gains changes the default, too.
   * @default - all zones of the network
   */
  readonly zones?: readonly string[];
  /**
   * Files by their absolute paths; cloud-init writes them before any command runs. Files and commands together have room in
   * 16 KiB on AWS and 192 KiB on Google Cloud.
   * Changing them rolls the group.
   * @default - no files
   */
  readonly files?: Readonly<Record<string, GroupFileInput>>;
  /**
   * Commands of the first boot, each as a list of its words, in order; no shell reads them. Changing them rolls the group.
   * @default - no commands
   */
  readonly commands?: readonly (readonly string[])[];
  /**
   * Ports that the machines accept; they may open connections to everywhere. Changes in place.
   * @default - no ports
   */
  readonly ports?: readonly GroupPortInput[];
}
