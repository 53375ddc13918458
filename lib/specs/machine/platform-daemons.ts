import type { Datapath } from './datapath';

/** A daemon that the cloud runs on every node, with the requests of one of its pods. */
export interface PlatformDaemon {
  /** Name of its DaemonSet. */
  readonly name: string;
  /** CPU request in thousandths of a core. */
  readonly cpuMillis: number;
  readonly memoryMib: number;
}

/** Date of {@link PLATFORM_DAEMONS}; the clouds change these figures with versions of their add-ons, without notice. */
export const PLATFORM_DAEMONS_AS_OF = '2026-11-01';

/** Daemons of every GKE node, independent of the datapath. */
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
 * The cloud's own daemons by datapath, as of {@link PLATFORM_DAEMONS_AS_OF}. Their requests are subtracted from a node, because they
 * are scheduled before any pod of the platform.
 *
 * EKS: requests of the managed add-ons as installed (vpc-cni with its network policy agent, kube-proxy, the EBS driver's node
 * DaemonSet with three containers; the chart of the pod-identity agent has no requests). GKE: node descriptions of running clusters
 * of 1.29 to 1.31 and, for anetd, of Google Distributed Cloud, because GKE sizes anetd by the node: on a node with many pods anetd
 * requests more.
 *
 * All of them tolerate every taint according to their charts (the EBS driver's node DaemonSet by its default `tolerateAllTaints`), so
 * that they start in spite of a startup taint; for GKE's own daemons no source was found.
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
