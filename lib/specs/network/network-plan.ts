import type { Resolved } from '../fields/field';
import type { awsNetworkFields } from './aws-network-fields';
import type { googleNetworkFields } from './google-network-fields';

/** Network of an EKS cluster with every default filled in, zones in alphabetical order. */
export type AwsNetworkPlan = Omit<Resolved<typeof awsNetworkFields>, 'primaryZone'> & {
  /** Zone of the resources that the network has only once: the single NAT gateway and the bastion. */
  readonly primaryZone: string;
};

/** Network of a GKE cluster with every default filled in, zones in alphabetical order. */
export type GoogleNetworkPlan = Resolved<typeof googleNetworkFields>;
