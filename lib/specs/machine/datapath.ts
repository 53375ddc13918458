/** The network plugin that carries pod traffic and enforces network policies on EKS. */
export type AwsDatapath = 'aws-vpc-cni';

/** The datapath that carries pod traffic and enforces network policies on GKE. */
export type GkeDatapath = 'gke-dataplane-v2' | 'gke-calico';

/** The datapath that carries pod traffic and enforces network policies, on either cloud. */
export type Datapath = AwsDatapath | GkeDatapath;
