/** Operating systems that nodes can have. */
export type ImageFamily = 'al2023' | 'ubuntu' | 'bottlerocket' | 'cos' | 'ubuntu-gke';

/** What sets kernel parameters of a node at boot: GKE's own list, Bottlerocket's settings, or a sysctl.d file. */
export type BootApplier = 'gke' | 'bottlerocket' | 'boot-file';

/** What an image family can do; constructs and rules ask these traits and never the family's name. */
export interface ImageTraits {
  readonly cloud: 'aws' | 'google';
  /** Ways that a node of the family joins, the default one first. */
  readonly joins: readonly ('nodeadm' | 'bootstrap.sh' | 'toml' | 'gke')[];
  readonly packageManager: 'dnf' | 'apt' | 'none';
  /** Whether containerd and the kubelet can be put on the machine's NVMe disks at boot. */
  readonly offersInstanceStore: boolean;
  /** Longest graceful shutdown of the kubelet that can be set, in seconds; Bottlerocket's logind waits no longer. 0 where it is not ours to set. */
  readonly maxShutdownSeconds: number;
  /** Whether units of our own can run at boot, such as the one that completes a launch hook. */
  readonly runsBootUnits: boolean;
  /** What sets kernel parameters when a node boots. */
  readonly bootApplier: BootApplier;
  /** Ports that the image itself keeps from being given out by chance; empty where it keeps none. */
  readonly reservedPorts: string;
}

/**
 * Ports that EKS images keep from being given out by chance: those of the kubelet, kube-proxy, the VPC CNI, the CSI drivers and
 * the Pod Identity agent. A list of our own takes the place of theirs.
 *
 * @see https://github.com/awslabs/amazon-eks-ami/pull/2650
 * @see https://github.com/bottlerocket-os/bottlerocket-core-kit/pull/864
 */
export const EKS_RESERVED_PORTS = '2703,9808-9809,10249-10250,10256,61678-61679';

/** Traits of every image family. */
export const IMAGE_FAMILIES: Readonly<Record<ImageFamily, ImageTraits>> = {
  al2023: {
    cloud: 'aws',
    joins: ['nodeadm'],
    packageManager: 'dnf',
    offersInstanceStore: true,
    maxShutdownSeconds: 3600,
    runsBootUnits: true,
    bootApplier: 'boot-file',
    reservedPorts: EKS_RESERVED_PORTS,
  },
  ubuntu: {
    cloud: 'aws',
    joins: ['nodeadm', 'bootstrap.sh'],
    packageManager: 'apt',
    offersInstanceStore: false,
    maxShutdownSeconds: 3600,
    runsBootUnits: true,
    bootApplier: 'boot-file',
    reservedPorts: '',
  },
  bottlerocket: {
    cloud: 'aws',
    joins: ['toml'],
    packageManager: 'none',
    offersInstanceStore: true,
    maxShutdownSeconds: 300,
    runsBootUnits: false,
    bootApplier: 'bottlerocket',
    reservedPorts: EKS_RESERVED_PORTS,
  },
  cos: {
    cloud: 'google',
    joins: ['gke'],
    packageManager: 'none',
    offersInstanceStore: true,
    maxShutdownSeconds: 0,
    runsBootUnits: false,
    bootApplier: 'gke',
    reservedPorts: '',
  },
  'ubuntu-gke': {
    cloud: 'google',
    joins: ['gke'],
    packageManager: 'apt',
    offersInstanceStore: true,
    maxShutdownSeconds: 0,
    runsBootUnits: false,
    bootApplier: 'gke',
    reservedPorts: '',
  },
};

/** Traits of a family that came from outside, where the compiler cannot help; undefined for an unknown one. */
export function imageTraits(family: string): ImageTraits | undefined {
  return Object.hasOwn(IMAGE_FAMILIES, family) ? IMAGE_FAMILIES[family as ImageFamily] : undefined;
}
