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

/** All environments of a platform, checked each by itself and against each other. */
export interface EnvironmentSet {
  /** In the order of the input. */
  readonly environments: readonly ResolvedEnvironment[];
}

/** Makes sets of environments of inputs. */
export const EnvironmentSet = {
  /**
   * Checks every environment and fills in every default.
   *
   * Rules between environments need all of them: give the whole platform here and choose from the result.
   *
   * @param lock what must not change in silence; without it nothing is compared.
   * @throws ConfigError with every problem of every environment; a bad one hides nothing of the others.
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
  const names = namesOf(inputs);
  requireUnique(problems, { property: 'environments', values: names, what: 'environment' });
  for (const name of new Set(names)) {
    for (const longer of names.filter((other) => other.startsWith(`${name}-`))) {
      const rule = `not be the name of another environment and a dash ('${name}')`;
      const remedy = `rename one of them; 'cdktf deploy ${name}-*' would deploy both`;
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
      if (!own.require(names.includes(peer), 'peersWith', rule, peer, 'correct it, or add the environment')) continue;
      // Both may name each other; the pair is judged once, and the later one is blamed.
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

/** Environments of one project share its service agent, and so the bindings of it. */
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

/** Names by place; a value without a name has been refused, and is empty here. */
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
