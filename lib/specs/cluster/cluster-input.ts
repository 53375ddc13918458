import type { AwsClusterInput } from './aws/aws-cluster-input';
import type { GoogleClusterInput } from './google/google-cluster-input';

/** A cluster on either cloud. */
export type ClusterInput = AwsClusterInput | GoogleClusterInput;
