import type { AwsNetworkInput, GoogleNetworkInput } from '../network/network-input';
import type { AwsPrivateAccessInput, GooglePrivateAccessInput } from '../network/private-access-input';
import type {
  AwsAccessInput,
  AwsControlPlaneInput,
  GoogleControlPlaneInput,
  GoogleMaintenanceInput,
} from './cluster-input';

/** Network of an EKS cluster, zones in alphabetical order. */
export interface AwsNetworkPlan extends Omit<AwsNetworkInput, 'nat'> {
  readonly nat: 'per-zone' | 'single';
}

/** Network of a GKE cluster, zones in alphabetical order. */
export interface GoogleNetworkPlan extends Omit<GoogleNetworkInput, 'natMinPortsPerVm' | 'flowLogs'> {
  readonly natMinPortsPerVm: number;
  readonly flowLogs: boolean;
}

/** Everything of a cluster that only AWS has. */
export interface AwsClusterPlatform {
  readonly provider: 'aws';
  readonly accountId: string;
  readonly network: AwsNetworkPlan;
  readonly privateAccess: AwsPrivateAccessInput;
  readonly access: readonly AwsAccessInput[];
  readonly controlPlane: Required<Omit<AwsControlPlaneInput, 'secretsKeyArn'>> &
    Pick<AwsControlPlaneInput, 'secretsKeyArn'>;
}

/** Everything of a cluster that only Google Cloud has. */
export interface GoogleClusterPlatform {
  readonly provider: 'google';
  readonly projectId: string;
  readonly network: GoogleNetworkPlan;
  readonly privateAccess: GooglePrivateAccessInput;
  readonly controlPlane: Required<
    Pick<GoogleControlPlaneInput, 'releaseChannel' | 'deletionProtection' | 'webhookPorts'>
  > & {
    readonly maintenance: GoogleMaintenanceInput | undefined;
    readonly securityGroup: string | undefined;
  };
}

/** What only one cloud's clusters have. */
export type ClusterPlatform = AwsClusterPlatform | GoogleClusterPlatform;

/** What carries pod traffic and enforces network policies. */
export type Datapath = 'aws-vpc-cni' | 'gke-dataplane-v2' | 'gke-calico';
