import type { AwsClusterInput } from '../cluster/aws/aws-cluster-input';
import type { GoogleClusterInput } from '../cluster/google/google-cluster-input';
import type { GoogleIngressInput } from '../ingress/google/google-ingress-input';
import type { Tier } from '../tier';
import type { StateInput } from './state-input';

/** The part of an environment that both clouds share. */
export interface CommonEnvironmentInput {
  /**
   * DNS label, prefix of stacks, physical names and output folders; its clusters say how long it may be. Changing it replaces
   * everything.
   */
  readonly name: string;
  /** How much a mistake costs here; checks are stricter in production. Changing it changes nothing that is deployed. */
  readonly tier: Tier;
  /**
   * Where Terraform keeps the states. Changing the place is refused by the lock until the states have moved.
   * @default - a local file outside the output folder, `state/<stack>.tfstate`
   */
  readonly state?: StateInput;
  /**
   * Names of environments whose networks are joined to the network of this one; their address plans may not overlap.
   * Changing it changes nothing that is deployed.
   * @default - no environment
   */
  readonly peersWith?: readonly string[];
  /**
   * Tags (AWS) or labels (Google) of every resource, for cost allocation: at most 46 on AWS, 45 where a pool is a managed node group,
   * and 62 on Google Cloud.
   * @default - only `keelson-environment`
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An environment in one AWS account. */
export interface AwsEnvironmentInput extends CommonEnvironmentInput {
  readonly cloud: 'aws';
  /** Id of the account, twelve digits; the provider refuses to work in any other account. Changing it is refused by the lock. */
  readonly accountId: string;
  /** Clusters, each with a network of its own; 1 to 50. */
  readonly clusters: readonly AwsClusterInput[];
}

/** An environment in one Google Cloud project. */
export interface GoogleEnvironmentInput extends CommonEnvironmentInput {
  readonly cloud: 'google';
  /** Id of the project, not its number. Changing it is refused by the lock. */
  readonly projectId: string;
  /** Clusters, each with a network of its own; 1 to 50. */
  readonly clusters: readonly GoogleClusterInput[];
  /**
   * Shared ways in to the services of the clusters, 10 at most, in a stack of their own.
   * @default - none
   */
  readonly ingress?: readonly GoogleIngressInput[];
}

/** Default export of an environment module: plain data, checked by `EnvironmentSpec.from`. */
export type EnvironmentInput = AwsEnvironmentInput | GoogleEnvironmentInput;
