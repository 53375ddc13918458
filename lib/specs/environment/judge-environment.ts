import { deepFreeze } from '../../values/deep-freeze';
import { OddObject } from '../../values/odd-object';
import { ownMember } from '../../values/own-member';
import { Problems } from '../../values/problems';
import { containsToken, tokenPaths } from '../../values/token';
import { requireDisjointPlans } from '../cluster/disjoint-network-rules';
import { judgeClusterInput } from '../cluster/judge-cluster';
import { partSubject } from '../fields/part-subject';
import { type Soundness, soundnessOf } from '../fields/soundness';
import { judgeIngress } from '../ingress/ingress-rules';
import { judgeTraffic } from '../ingress/traffic-rules';
import { type EnvironmentMembers, environmentFields } from './environment-fields';
import type { EnvironmentInput } from './environment-input';
import { judgeEnvironment } from './environment-rules';
import { grantedKeys, requireOneGranter } from './granted-key-rules';
import { judgeLockedEnvironment } from './lock/lock-rules';
import type { LockedEnvironment } from './lock/platform-lock';
import { resolveEnvironment } from './resolve-environment';
import type { ResolvedEnvironment } from './resolved-environment';

/** An environment as the user wrote it, and its entry in the lock. */
export interface WrittenEnvironment {
  /** A copy by `plainCopy`: rules read it more than once, and nobody but they may hold it. */
  readonly input: unknown;
  /** Index in the list of environments, by which messages call an environment without a name. */
  readonly index: number;
  /** The environment as it was when the lock was written; undefined where the lock does not have it. */
  readonly locked: LockedEnvironment | undefined;
}

/**
 * Gathers every problem of an environment and fills in its defaults.
 *
 * @param problems of whatever holds the environment; the environment's own subject is added here.
 * @returns the resolved environment, frozen, for rules between environments; undefined where the input could not be read at all.
 */
export function judgeEnvironmentInput(
  { input, index, locked }: WrittenEnvironment,
  problems: Problems,
): ResolvedEnvironment | undefined {
  const before = problems.count;
  const own = problems.at(partSubject('environment', input, index));
  const paths = tokenPaths(input);
  for (const path of paths) {
    const remedy = 'write a literal; an input may hold nothing that only an apply knows';
    own.add(path, 'be known before an apply', 'a Terraform token', remedy);
  }
  // Other problems with a token are dropped, because rules could only report the token as a misspelt value.
  const judged = paths.length === 0 ? own : own.muted((problem) => containsToken(problem.value));
  if (!isReadable(input, judged)) return undefined;
  const isSound = paths.length === 0 ? soundnessOf(judged) : soundnessWithTokens(input, own);
  const members = resolveFields(input);
  const spec = deepFreeze(resolveEnvironment(members, locked));
  if (isSound(judged)) {
    judgeEnvironment(members, judged);
    if (locked !== undefined) judgeLockedEnvironment(spec, locked, judged);
  }
  judgeClusters({ stated: input, members, spec, isSound, locked }, judged);
  // Rules of an ingress follow its hosts and backends into all clusters, so that one invalid value would lead them astray.
  if (problems.count === before) {
    judgeIngresses({ stated: input, members, spec }, judged);
    judgeTraffic({ cloud: spec.cloud, clusters: spec.clusters, ingresses: spec.ingress }, judged);
  }
  judgeGrants(spec, judged);
  return spec;
}

/**
 * Whether the fields of a part hold where the input has tokens: a number that is a token fails its range, which is not reported, and
 * the rules of its part would count up to that number.
 */
function soundnessWithTokens(input: unknown, { subject }: Problems): Soundness {
  const unmuted = new Problems(subject);
  isReadable(input, unmuted);
  return soundnessOf(unmuted);
}

/** Whether rules can read every part of a value as an environment; each part that they cannot read is recorded. */
function isReadable(input: unknown, problems: Problems): input is EnvironmentInput {
  const isObject =
    typeof input === 'object' && input !== null && !Array.isArray(input) && !(input instanceof OddObject);
  const remedy = 'write it in braces; an environment is plain data that is known when the module is loaded';
  if (!problems.require(isObject, 'environment', 'be an object', input, remedy)) return false;
  const { cloud } = input as { readonly cloud?: unknown };
  if (cloud === 'aws' || cloud === 'google') return environmentFields[cloud].judge(input, '', problems);
  problems.add('cloud', "be one of 'aws', 'google'", cloud, 'choose one of them');
  return false;
}

function resolveFields(input: EnvironmentInput): EnvironmentMembers {
  return input.cloud === 'aws' ? environmentFields.aws.resolve(input) : environmentFields.google.resolve(input);
}

interface JudgedEnvironment {
  readonly stated: EnvironmentInput;
  readonly members: EnvironmentMembers;
  readonly spec: ResolvedEnvironment;
  readonly isSound: Soundness;
  readonly locked: LockedEnvironment | undefined;
}

function judgeClusters(judged: JudgedEnvironment, problems: Problems): void {
  const { stated, members, spec: environment, isSound } = judged;
  // Times of pods are compared with those of balancers, which must be valid for that.
  const areIngresses = environment.ingress.every((each, place) =>
    isSound(problems.at(partSubject('ingress', each, place))),
  );
  environment.clusters.forEach((resolved, place) => {
    const cluster = areIngresses ? resolved : { ...resolved, traffic: [] };
    const [written, input] = [stated.clusters[place], members.clusters[place]];
    if (written === undefined || input === undefined) return;
    const own = problems.at(partSubject('cluster', cluster, place));
    const locked = judged.locked && ownMember(judged.locked.clusters, cluster.name);
    judgeClusterInput({ stated: written, input, spec: cluster, isSound, locked }, own);
    for (const earlier of environment.clusters.slice(0, place)) {
      const [first, second] = [earlier, cluster].map((each) => ({ environment: environment.name, cluster: each }));
      if (first !== undefined && second !== undefined) requireDisjointPlans(first, second, own);
    }
  });
}

function judgeIngresses(
  { stated, members, spec }: Pick<JudgedEnvironment, 'stated' | 'members' | 'spec'>,
  problems: Problems,
): void {
  if (stated.cloud !== 'google' || members.cloud !== 'google') return;
  spec.ingress.forEach((ingress, place) => {
    const [written, input] = [stated.ingress?.[place], members.ingress[place]];
    if (written === undefined || input === undefined) return;
    const own = problems.at(partSubject('ingress', ingress, place));
    judgeIngress({ stated: written, input, spec: ingress, clusters: spec.clusters, all: spec.ingress }, own);
  });
}

function judgeGrants(spec: ResolvedEnvironment, problems: Problems): void {
  const keys = grantedKeys(spec);
  keys.forEach((later, place) => {
    for (const earlier of keys.slice(0, place)) requireOneGranter(earlier, later, problems);
  });
}
