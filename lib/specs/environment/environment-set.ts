import { ownMember } from '../../values/own-member';
import { plainCopy } from '../../values/plain-copy';
import { Problems } from '../../values/problems';
import { type PlannedCluster, requireDisjointPlans } from '../cluster/disjoint-network-rules';
import { partSubject } from '../fields/part-subject';
import { requireUnique } from '../fields/unique';
import type { EnvironmentInput } from './environment-input';
import { grantedKeys, requireOneGranter } from './granted-key-rules';
import { judgeEnvironmentInput } from './judge-environment';
import { EMPTY_LOCK, type PlatformLock } from './lock/platform-lock';
import type { ResolvedEnvironment } from './resolved-environment';

/** All environments of a platform, each checked by itself and against the others. */
export interface EnvironmentSet {
  /** The environments in the order of the input. */
  readonly environments: readonly ResolvedEnvironment[];
}

/** Makes a set of environments from their inputs. */
export const EnvironmentSet = {
  /**
   * Checks every environment and fills in every default.
   *
   * Rules between environments need all of them: pass the whole platform and choose from the result.
   *
   * @param lock the properties that must not change unnoticed; without it nothing is compared.
   * @throws ConfigError with every problem of every environment; an invalid environment does not hide problems of the others.
   */
  from(written: readonly EnvironmentInput[], lock: PlatformLock = EMPTY_LOCK): EnvironmentSet {
    const problems = new Problems();
    const inputs = written.map((input) => plainCopy(input) as EnvironmentInput);
    const judged = inputs.map((input, index) => {
      const locked = ownMember(lock.environments, namesOf([input])[0] ?? '');
      return judgeEnvironmentInput({ input, index, locked }, problems);
    });
    judgeNames(inputs, problems);
    judgePeers(inputs, judged, problems);
    judgeGrants(judged, problems);
    problems.throwIfAny();
    const environments = judged.filter((environment) => environment !== undefined);
    return Object.freeze({ environments: Object.freeze(environments) });
  },
};

function judgeNames(inputs: readonly EnvironmentInput[], problems: Problems): void {
  const names = namesOf(inputs).filter((name) => name !== '');
  requireUnique(problems, { property: 'environments', values: names, what: 'environment' });
  for (const name of new Set(names)) {
    for (const longer of names.filter((other) => other.startsWith(`${name}-`))) {
      const rule = `not begin with the name of another environment and a dash ('${name}-')`;
      const remedy = `rename one of the two; otherwise 'cdktf deploy ${name}-*' would deploy both`;
      problems.at(`environment '${longer}'`).add('name', rule, longer, remedy);
    }
  }
}

function judgePeers(
  inputs: readonly EnvironmentInput[],
  judged: readonly (ResolvedEnvironment | undefined)[],
  problems: Problems,
): void {
  const names = namesOf(inputs);
  const joined = new Set<string>();
  inputs.forEach((input, index) => {
    const own = problems.at(partSubject('environment', input, index));
    for (const peer of peersOf(input)) {
      const rule = `name environments of the platform: ${names.join(', ')}`;
      if (!own.require(names.includes(peer), 'peersWith', rule, peer, 'correct the name, or add the environment'))
        continue;
      // Two environments may name each other; the pair is judged once, and problems are reported for the later one.
      const other = names.indexOf(peer);
      const [first, second] = [judged[Math.min(index, other)], judged[Math.max(index, other)]];
      const pair = `${Math.min(index, other)} ${Math.max(index, other)}`;
      if (first === undefined || second === undefined || first === second || joined.has(pair)) continue;
      joined.add(pair);
      requireDisjointEnvironments(first, second, problems);
    }
  });
}

function requireDisjointEnvironments(
  first: ResolvedEnvironment,
  second: ResolvedEnvironment,
  problems: Problems,
): void {
  for (const later of plannedClusters(second)) {
    const own = problems.at(`environment '${second.name}'`).at(`cluster '${later.cluster.name}'`);
    for (const earlier of plannedClusters(first)) requireDisjointPlans(earlier, later, own);
  }
}

/** Environments in the same project share the service agent of Compute Engine, and so its IAM bindings. */
function judgeGrants(judged: readonly (ResolvedEnvironment | undefined)[], problems: Problems): void {
  const known = judged.filter((environment) => environment !== undefined);
  known.forEach((later, place) => {
    const own = problems.at(`environment '${later.name}'`);
    for (const earlier of known.slice(0, place).filter(({ account }) => account === later.account)) {
      for (const key of grantedKeys(later)) {
        for (const other of grantedKeys(earlier)) requireOneGranter(other, key, own);
      }
    }
  });
}

function plannedClusters(environment: ResolvedEnvironment): readonly PlannedCluster[] {
  return environment.clusters.map((cluster) => ({ environment: environment.name, cluster }));
}

/** Names in the order of the inputs; an input without a name has an empty text, because its fields report it already. */
function namesOf(inputs: readonly EnvironmentInput[]): readonly string[] {
  return inputs.map((input) => {
    const name: unknown = input?.name;
    return typeof name === 'string' ? name : '';
  });
}

function peersOf(input: EnvironmentInput): readonly string[] {
  const peers: unknown = input?.peersWith;
  return Array.isArray(peers) ? peers.filter((peer) => typeof peer === 'string') : [];
}
