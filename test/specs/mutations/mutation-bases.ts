import { environments } from '../../../apps/environments';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSet } from '../../../lib/specs/environment/environment-set';
import { updateLock } from '../../../lib/specs/environment/lock/lock-changes';
import { EMPTY_LOCK, type PlatformLock } from '../../../lib/specs/environment/lock/platform-lock';
import { maximalAwsEnvironments } from '../../fixtures/maximal-aws-environment';
import { maximalGoogleEnvironments } from '../../fixtures/maximal-google-environment';

/** An environment that is mutated, and what surrounds it. */
export interface MutationBase {
  readonly input: EnvironmentInput;
  /** The other environments of its platform. */
  readonly others: readonly EnvironmentInput[];
  /** The lock of the environment before it was mutated. */
  readonly lock: PlatformLock;
}

/** The reference environments, and the maximal ones whole and, because small inputs are quick, cluster by cluster. */
export function mutationBases(): readonly MutationBase[] {
  const maximal: readonly EnvironmentInput[] = [...maximalAwsEnvironments(), ...maximalGoogleEnvironments()];
  return [
    ...environments.map((input) =>
      baseOf(
        input,
        environments.filter((other) => other !== input),
      ),
    ),
    ...[...maximal, ...maximal.flatMap(byCluster)].map((input) => baseOf(input, peersOf(input))),
  ];
}

function baseOf(input: EnvironmentInput, others: readonly EnvironmentInput[]): MutationBase {
  const set = EnvironmentSet.from([input, ...others]);
  return { input, others, lock: updateLock(EMPTY_LOCK, [], set.environments) };
}

function byCluster(input: EnvironmentInput): readonly EnvironmentInput[] {
  return input.cloud === 'aws'
    ? input.clusters.map((cluster) => ({ ...input, clusters: [cluster] }))
    : input.clusters.map((cluster) => ({ ...input, clusters: [cluster] }));
}

/** Environments with the names of the peers, which the platform has to have; their addresses are far from everybody's. */
function peersOf(input: EnvironmentInput): readonly EnvironmentInput[] {
  return (input.peersWith ?? []).map((name) => ({
    ...awayFromOthers(),
    name,
  }));
}

function awayFromOthers(): EnvironmentInput {
  const found = environments.find(({ cloud }) => cloud === 'aws');
  if (found === undefined) throw new Error('no reference environment on AWS');
  return { ...found, peersWith: [] };
}
