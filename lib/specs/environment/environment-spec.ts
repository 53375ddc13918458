import { Problems } from '../../values/problems';
import type { AwsClusterSpec, GoogleClusterSpec } from '../cluster/cluster-spec';
import type { EnvironmentInput, Tier } from './environment-input';
import { judgeEnvironmentInput } from './judge-environment';
import type { EnvironmentFacts } from './resolve-environment';
import type { StateInput } from './state-input';

/** The two layers of a cluster, one Terraform stack each. */
export type StackLayer = 'foundation' | 'platform';

/** An environment: clusters in one account or project, immutable and checked. */
export class EnvironmentSpec {
  readonly name: string;
  /** How much a mistake costs. */
  readonly tier: Tier;
  /** Whose resources are made; every cluster is of this cloud. */
  readonly cloud: 'aws' | 'google';
  /** AWS account id or Google project id. */
  readonly account: string;
  readonly state: StateInput;
  readonly tags: Readonly<Record<string, string>>;
  /** In the order of the input. */
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
    const problems = new Problems();
    const environment = EnvironmentSpec.judge(input, 0, problems);
    problems.throwIfAny();
    if (environment === undefined) throw new Error('an environment without a shape has problems');
    return environment;
  }

  /**
   * Checks an environment into a collection that others add to, so that rules between environments can be gathered too.
   *
   * @param index place in its list, which names it where it has no name.
   * @returns the environment, not to be built from while there are problems; undefined when it had no shape to read.
   */
  static judge(input: EnvironmentInput, index: number, problems: Problems): EnvironmentSpec | undefined {
    const facts = judgeEnvironmentInput(input, index, problems);
    return facts === undefined ? undefined : new EnvironmentSpec(facts);
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
