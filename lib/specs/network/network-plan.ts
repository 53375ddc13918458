import type { AwsNetworkInput, GoogleNetworkInput } from './network-input';

/** Network of an EKS cluster with every default filled in, zones in alphabetical order. */
export interface AwsNetworkPlan extends Omit<AwsNetworkInput, 'nat'> {
  readonly nat: 'per-zone' | 'single';
}

/** Network of a GKE cluster with every default filled in, zones in alphabetical order. */
export interface GoogleNetworkPlan extends Omit<GoogleNetworkInput, 'natMinPortsPerVm' | 'flowLogs'> {
  readonly natMinPortsPerVm: number;
  readonly flowLogs: boolean;
}
