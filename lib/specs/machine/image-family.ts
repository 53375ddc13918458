/** Operating systems that nodes can have. */
export type ImageFamily = 'al2023' | 'ubuntu' | 'bottlerocket' | 'cos' | 'ubuntu-gke';

/** The mechanism that sets kernel parameters of a node at boot: GKE's own list, Bottlerocket's settings, or a sysctl.d file. */
export type BootApplier = 'gke' | 'bottlerocket' | 'boot-file';

/** Abilities of an image family; constructs and rules read these traits and never compare the family's name. */
export interface ImageTraits {
  readonly cloud: 'aws' | 'google';
  /** Ways in which a node of the family joins its cluster, the default first. */
  readonly joins: readonly ('nodeadm' | 'bootstrap.sh' | 'toml' | 'gke')[];
  readonly packageManager: 'dnf' | 'apt' | 'none';
  /** Whether containerd and the kubelet can be put on the machine's NVMe disks at boot. */
  readonly offersInstanceStore: boolean;
  /** Longest graceful shutdown of the kubelet that can be set, in seconds (Bottlerocket's logind waits 300 at most); 0 where GKE sets it. */
  readonly maxShutdownSeconds: number;
  /** Whether keelson can add systemd units that run at boot, such as the unit that completes a launch hook. */
  readonly runsBootUnits: boolean;
  /** The mechanism that sets kernel parameters when a node boots. */
  readonly bootApplier: BootApplier;
  /** Whether the image boots on the first Graviton processor; true for images that never get an EC2 machine. */
  readonly bootsFirstGraviton: boolean;
  /** Ports that the image excludes from the ephemeral ports; empty where it excludes none. */
  readonly reservedPorts: string;
}

/**
 * Ports that EKS images exclude from the ephemeral ports: those of the kubelet, kube-proxy, the VPC CNI, the CSI drivers and the Pod
 * Identity agent. A pool's own list replaces that of the image, so that it must contain these ports too.
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
    bootsFirstGraviton: false,
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
    bootsFirstGraviton: true,
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
    bootsFirstGraviton: true,
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
    bootsFirstGraviton: true,
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
    bootsFirstGraviton: true,
    reservedPorts: '',
  },
};

/** Traits of an image family that is only known as text; undefined for an unknown family. */
export function imageTraits(family: string): ImageTraits | undefined {
  return Object.hasOwn(IMAGE_FAMILIES, family) ? IMAGE_FAMILIES[family as ImageFamily] : undefined;
}
