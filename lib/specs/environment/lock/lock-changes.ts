import { LOCK_FILE } from '../../cluster/lock/locked-cluster';
import { rollWarnings } from '../../cluster/lock/roll-warnings';
import type { ResolvedEnvironment } from '../resolved-environment';
import { lockEnvironment } from './lock-environment';
import type { LockedEnvironment, PlatformLock } from './platform-lock';

/** The lock with some environments as they are now, and without those that the platform no longer has. */
export function updateLock(
  lock: PlatformLock,
  known: readonly string[],
  written: readonly ResolvedEnvironment[],
): PlatformLock {
  const kept = Object.entries(lock.environments).filter(([name]) => known.includes(name));
  const now = written.map((environment) => [environment.name, lockEnvironment(environment)] as const);
  return { ...lock, environments: Object.fromEntries([...kept, ...now]) };
}

/** A platform as far as the lock is compared with it. */
export interface ComparedPlatform {
  /** Names of all its environments. */
  readonly known: readonly string[];
  readonly chosen: readonly ResolvedEnvironment[];
}

/** What people should know of the lock beside what it refuses, one line each. */
export function lockWarnings(lock: PlatformLock | undefined, { known, chosen }: ComparedPlatform): readonly string[] {
  const write = "'keelson synth --write-lock' writes it";
  if (lock === undefined) return [`there is no ${LOCK_FILE}, so nothing is compared with what was deployed; ${write}`];
  const gone = Object.entries(lock.environments).filter(([name]) => !known.includes(name));
  return [
    ...gone.map(([name, locked]) => renderGone(name, locked)),
    ...chosen.flatMap((environment) => {
      const changes = listChanges(lock.environments[environment.name], lockEnvironment(environment));
      const lacks =
        changes.length === 0 ? [] : [`${environment.name}: ${LOCK_FILE} lacks ${changes.join(', ')}; ${write}`];
      return [...lacks, ...renderRolls(environment, lock)];
    }),
  ];
}

function renderRolls(environment: ResolvedEnvironment, lock: PlatformLock): readonly string[] {
  const locked = lock.environments[environment.name];
  return environment.clusters.flatMap((cluster) => {
    const before = locked?.clusters[cluster.name];
    return before === undefined ? [] : rollWarnings(cluster, before).map((text) => `${environment.name}: ${text}`);
  });
}

function renderGone(name: string, locked: LockedEnvironment): string {
  const stacks = Object.values(locked.clusters).flatMap((cluster) => cluster.stacks);
  return `${name}: ${LOCK_FILE} knows the environment and the platform has it no longer; what its stacks deployed is still there (${stacks.join(', ')}): destroy them first, platform before foundation`;
}

/** Clusters and pools that came or went, in words. */
function listChanges(before: LockedEnvironment | undefined, now: LockedEnvironment): readonly string[] {
  if (before === undefined) return ['the environment'];
  const names = (part: Readonly<Record<string, unknown>>): readonly string[] => Object.keys(part);
  const come = names(now.clusters).filter((name) => before.clusters[name] === undefined);
  const gone = names(before.clusters).filter((name) => now.clusters[name] === undefined);
  const pools = Object.entries(now.clusters).flatMap(([name, cluster]) => {
    const old = before.clusters[name];
    if (old === undefined) return [];
    return [
      ...names(cluster.pools)
        .filter((pool) => old.pools[pool] === undefined)
        .map((pool) => `pool '${pool}' of '${name}'`),
      ...names(old.pools)
        .filter((pool) => cluster.pools[pool] === undefined)
        .map((pool) => `that pool '${pool}' of '${name}' is gone`),
    ];
  });
  return [
    ...come.map((name) => `cluster '${name}'`),
    ...gone.map((name) => `that cluster '${name}' is gone`),
    ...pools,
  ];
}
