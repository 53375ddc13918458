import type { Datapath } from './datapath';

/** A daemon that the cloud runs on every node, and what one pod of it asks for. */
export interface PlatformDaemon {
  /** Name of its DaemonSet. */
  readonly name: string;
  /** Thousandths of a core. */
  readonly cpuMillis: number;
  readonly memoryMib: number;
}

/** Date of {@link PLATFORM_DAEMONS}: clouds change these figures with their add-ons, without notice. */
export const PLATFORM_DAEMONS_AS_OF = '2026-11-01';

/** On every GKE node, whatever its datapath. */
const GKE_DAEMONS: readonly PlatformDaemon[] = [
  { name: 'fluentbit-gke', cpuMillis: 105, memoryMib: 230 },
  { name: 'gke-metadata-server', cpuMillis: 100, memoryMib: 100 },
  { name: 'gke-metrics-agent', cpuMillis: 21, memoryMib: 145 },
  { name: 'gmp-collector', cpuMillis: 5, memoryMib: 36 },
  { name: 'ip-masq-agent', cpuMillis: 10, memoryMib: 16 },
  { name: 'netd', cpuMillis: 8, memoryMib: 65 },
  { name: 'pdcsi-node', cpuMillis: 10, memoryMib: 20 },
];

/**
 * The cloud's own daemons by datapath, as of {@link PLATFORM_DAEMONS_AS_OF}: what they ask for is gone before the first pod of
 * ours comes.
 *
 * EKS: requests of the managed add-ons as installed (vpc-cni with its network policy agent, kube-proxy, the EBS driver's node
 * part with three containers; the pod-identity agent's chart states none). GKE: node descriptions of running clusters of
 * 1.29 to 1.31 and, for anetd, of Google Distributed Cloud, since GKE sizes it by the node. A node with many pods has more.
 *
 * All of them tolerate every taint, as their charts say (the EBS driver's node part by its default `tolerateAllTaints`), so a
 * startup taint keeps none of them away; of GKE's own ones this is from memory.
 *
 * @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/charts/aws-vpc-cni/values.yaml
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts/aws-ebs-csi-driver/values.yaml
 * @see https://github.com/cryptnono/cryptnono/issues/34
 */
export const PLATFORM_DAEMONS: Readonly<Record<Datapath, readonly PlatformDaemon[]>> = {
  'aws-vpc-cni': [
    { name: 'aws-node', cpuMillis: 50, memoryMib: 0 },
    { name: 'ebs-csi-node', cpuMillis: 30, memoryMib: 120 },
    { name: 'eks-pod-identity-agent', cpuMillis: 0, memoryMib: 0 },
    { name: 'kube-proxy', cpuMillis: 100, memoryMib: 0 },
  ],
  'gke-dataplane-v2': [...GKE_DAEMONS, { name: 'anetd', cpuMillis: 110, memoryMib: 164 }],
  'gke-calico': [
    ...GKE_DAEMONS,
    { name: 'calico-node', cpuMillis: 100, memoryMib: 0 },
    { name: 'kube-proxy', cpuMillis: 100, memoryMib: 0 },
  ],
};
