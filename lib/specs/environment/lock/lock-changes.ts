import { ownMember } from '../../../values/own-member';
import { LOCK_FILE } from '../../cluster/lock/locked-cluster';
import { rollWarnings } from '../../cluster/lock/roll-warnings';
import type { ResolvedEnvironment } from '../resolved-environment';
import { edgeStackName } from '../stack-names';
import { lockEnvironment } from './lock-environment';
import type { LockedEnvironment, PlatformLock } from './platform-lock';

/** The lock with the entries of some environments renewed, and without environments that the platform no longer has. */
export function updateLock(
  lock: PlatformLock,
  known: readonly string[],
  written: readonly ResolvedEnvironment[],
): PlatformLock {
  const kept = Object.entries(lock.environments).filter(([name]) => known.includes(name));
  const now = written.map((environment) => [environment.name, lockEnvironment(environment)] as const);
  return { ...lock, environments: Object.fromEntries([...kept, ...now]) };
}

/** The part of a platform that is compared with the lock. */
export interface ComparedPlatform {
  /** Names of all environments of the platform. */
  readonly known: readonly string[];
  readonly chosen: readonly ResolvedEnvironment[];
}

const WRITE = "'keelson synth --write-lock' writes it";

/** Warnings about the lock, one line each, besides the changes that it refuses. */
export function lockWarnings(lock: PlatformLock | undefined, platform: ComparedPlatform): readonly string[] {
  if (lock === undefined) return [`there is no ${LOCK_FILE}, so nothing is compared with what was deployed; ${WRITE}`];
  return [...changeWarnings(lock, platform), ...platform.chosen.flatMap((each) => renderLacks(each, lock))];
}

/** Warnings about the consequences of changes, one line each; writing the lock does not remove their cause. */
export function changeWarnings(lock: PlatformLock, { known, chosen }: ComparedPlatform): readonly string[] {
  const gone = Object.entries(lock.environments).filter(([name]) => !known.includes(name));
  return [
    ...gone.map(([name, locked]) => renderGoneEnvironment(name, locked)),
    ...chosen.flatMap((environment) => [
      ...renderGoneClusters(environment, lock),
      ...renderGoneEdge(environment, lock),
      ...renderRolls(environment, lock),
    ]),
  ];
}

function renderRolls(environment: ResolvedEnvironment, lock: PlatformLock): readonly string[] {
  const locked = ownMember(lock.environments, environment.name);
  return environment.clusters.flatMap((cluster) => {
    const before = locked && ownMember(locked.clusters, cluster.name);
    return before === undefined ? [] : rollWarnings(cluster, before).map((text) => `${environment.name}: ${text}`);
  });
}

function renderGoneEnvironment(name: string, locked: LockedEnvironment): string {
  const edge = locked.ingress === undefined ? [] : [edgeStackName({ name })];
  const stacks = [...edge, ...Object.values(locked.clusters).flatMap((cluster) => cluster.stacks)];
  return `${name}: ${LOCK_FILE} lists the environment, but the platform no longer has it; ${renderLeftBehind(stacks)}`;
}

/** Warnings for clusters that the lock has and the environment has not; a renamed cluster is one of them. */
function renderGoneClusters(environment: ResolvedEnvironment, lock: PlatformLock): readonly string[] {
  const clusters = ownMember(lock.environments, environment.name)?.clusters ?? {};
  const names = environment.clusters.map(({ name }) => name);
  return Object.entries(clusters)
    .filter(([name]) => !names.includes(name))
    .map(
      ([name, { stacks }]) =>
        `${environment.name}: ${LOCK_FILE} lists cluster '${name}', but the environment no longer has it; ${renderLeftBehind(stacks)}`,
    );
}

/** The warning for an environment whose last ingress was removed: its stack is synthesised no more, and the balancer runs on. */
function renderGoneEdge(environment: ResolvedEnvironment, lock: PlatformLock): readonly string[] {
  const before = ownMember(lock.environments, environment.name)?.ingress;
  if (before === undefined || environment.ingress.length > 0) return [];
  return [
    `${environment.name}: ${LOCK_FILE} lists ingresses, but the environment no longer has any; ${renderLeftBehind([edgeStackName(environment)])}`,
  ];
}

/** The steps for stacks whose cluster was removed; the lock is the last place that names these stacks. */
function renderLeftBehind(stacks: readonly string[]): string {
  return `the resources of its stacks still exist (${stacks.join(', ')}): restore it in the input or check out a commit that has it, destroy the stacks, edge before platform before foundation, then remove it from the input and run 'keelson synth --write-lock', which removes its entry from the lock`;
}

function renderLacks(environment: ResolvedEnvironment, lock: PlatformLock): readonly string[] {
  const changes = listChanges(ownMember(lock.environments, environment.name), lockEnvironment(environment));
  return changes.length === 0 ? [] : [`${environment.name}: ${LOCK_FILE} lacks ${changes.join(', ')}; ${WRITE}`];
}

/** Added clusters, pools and groups, and removed pools and groups, as text; a removed cluster has a warning of its own. */
function listChanges(before: LockedEnvironment | undefined, now: LockedEnvironment): readonly string[] {
  if (before === undefined) return ['the environment'];
  const come = lacking(now.clusters, before.clusters).map((name) => `cluster '${name}'`);
  const inside = Object.entries(now.clusters).flatMap(([name, cluster]) => {
    const old = ownMember(before.clusters, name);
    if (old === undefined) return [];
    const [oldGroups, groups] = [old.groups ?? {}, cluster.groups ?? {}];
    return [
      ...lacking(cluster.pools, old.pools).map((pool) => `pool '${pool}' of '${name}'`),
      ...lacking(old.pools, cluster.pools).map((pool) => `the removal of pool '${pool}' of '${name}'`),
      ...lacking(groups, oldGroups).map((group) => `group '${group}' of '${name}'`),
      ...lacking(oldGroups, groups).map((group) => `the removal of group '${group}' of '${name}'`),
    ];
  });
  return [...come, ...inside, ...listTraffic(before, now)];
}

/** Added and removed ingresses and certificates, and pools that a balancer has taken or let go, as text. */
function listTraffic(before: LockedEnvironment, now: LockedEnvironment): readonly string[] {
  const [old, all] = [before.ingress ?? {}, now.ingress ?? {}];
  const certificates = Object.entries(all).flatMap(([name, { certificates: own }]) => {
    const was = ownMember(old, name)?.certificates;
    if (was === undefined) return [];
    return [
      ...lacking(own, was).map((each) => `certificate '${each}' of ingress '${name}'`),
      ...lacking(was, own).map((each) => `the removal of certificate '${each}' of ingress '${name}'`),
    ];
  });
  return [
    ...lacking(all, old).map((name) => `ingress '${name}'`),
    ...lacking(old, all).map((name) => `the removal of ingress '${name}'`),
    ...certificates,
    ...listBehind(before, now),
  ];
}

function listBehind(before: LockedEnvironment, now: LockedEnvironment): readonly string[] {
  return Object.entries(now.clusters).flatMap(([name, { pools }]) =>
    Object.entries(pools).flatMap(([pool, { behind }]) => {
      const entry = ownMember(ownMember(before.clusters, name)?.pools ?? {}, pool);
      if (entry === undefined || entry.behind === behind) return [];
      const change = behind === undefined ? 'behind no balancer any more' : `behind ingress '${behind}'`;
      return [`pool '${pool}' of '${name}' ${change}`];
    }),
  );
}

type Named = Readonly<Record<string, unknown>>;

/** Names that one part has and another one lacks. */
function lacking(of: Named, other: Named): readonly string[] {
  return Object.keys(of).filter((name) => !Object.hasOwn(other, name));
}
