/** What carries pod traffic and enforces network policies on EKS. */
export type AwsDatapath = 'aws-vpc-cni';

/** What carries pod traffic and enforces network policies on GKE. */
export type GkeDatapath = 'gke-dataplane-v2' | 'gke-calico';

/** What carries pod traffic and enforces network policies. */
export type Datapath = AwsDatapath | GkeDatapath;
