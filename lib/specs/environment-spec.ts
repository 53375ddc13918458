import { deepFreeze } from '../values/deep-freeze';
import type { AwsClusterSpec, GoogleClusterSpec } from './cluster-spec';
import type { EnvironmentInput, Tier } from './environment-input';
import { type EnvironmentFacts, resolveEnvironment } from './resolve/resolve-environment';
import type { StateInput } from './state-input';

/** The two layers of a cluster, one Terraform stack each. */
export type StackLayer = 'foundation' | 'platform';

/** An environment: clusters in one account or project, immutable and checked. */
export class EnvironmentSpec {
  readonly name: string;
  readonly tier: Tier;
  readonly cloud: 'aws' | 'google';
  /** AWS account id or Google project id. */
  readonly account: string;
  readonly state: StateInput;
  readonly tags: Readonly<Record<string, string>>;
  readonly clusters: readonly (AwsClusterSpec | GoogleClusterSpec)[];

  private constructor(facts: EnvironmentFacts) {
    this.name = facts.name;
    this.tier = facts.tier;
    this.cloud = facts.cloud;
    this.account = facts.account;
    this.state = facts.state;
    this.tags = facts.tags;
    this.clusters = facts.clusters;
    Object.freeze(this);
  }

  /**
   * Checks an environment and fills in every default.
   *
   * @throws ConfigError with every problem of the environment, local and cross.
   */
  static from(input: EnvironmentInput): EnvironmentSpec {
    return new EnvironmentSpec(deepFreeze(resolveEnvironment(structuredClone(input))));
  }

  /** `<environment>-<layer>`; with several clusters `<environment>-<cluster>-<layer>`. */
  stackName(cluster: { readonly name: string }, layer: StackLayer): string {
    return this.clusters.length === 1 ? `${this.name}-${layer}` : `${this.name}-${cluster.name}-${layer}`;
  }

  /** Folder of a cluster's manifests below the output folder: `<environment>`; with several clusters `<environment>/<cluster>`. */
  manifestFolder(cluster: { readonly name: string }): string {
    return this.clusters.length === 1 ? this.name : `${this.name}/${cluster.name}`;
  }
}
