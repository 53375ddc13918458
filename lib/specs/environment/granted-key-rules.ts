import type { Problems } from '../../values/problems';
import { googleDiskKey } from '../pool/google/google-disk-key';
import type { ResolvedEnvironment } from './resolved-environment';

/** A disk key to which a cluster has to give Compute Engine access, and the pool that states it. */
export interface GrantedKey {
  readonly name: string;
  readonly environment: string;
  readonly cluster: string;
  readonly pool: string;
}

/** Disk keys to which the clusters of an environment on Google Cloud have to give access, each key once for a cluster. */
export function grantedKeys(environment: ResolvedEnvironment): readonly GrantedKey[] {
  return environment.clusters.flatMap((cluster) => {
    if (cluster.cloud !== 'google') return [];
    const all = cluster.pools.flatMap((pool) => {
      const key = googleDiskKey(pool.google);
      return key?.access === 'grant'
        ? [{ name: key.name, environment: environment.name, cluster: cluster.name, pool: pool.name }]
        : [];
    });
    return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
  });
}

/**
 * Refuses a key that two clusters grant to the service agent of the same project: IAM has a single binding for both, and whichever
 * cluster is destroyed first would remove it for the other.
 *
 * @param problems of the environment of the later key, for which the problem is reported.
 */
export function requireOneGranter(earlier: GrantedKey, later: GrantedKey, problems: Problems): void {
  if (earlier.name !== later.name || earlier === later) return;
  const rule = `be 'granted' for a key that environment '${earlier.environment}' > cluster '${earlier.cluster}' grants in the same project`;
  const remedy =
    "state 'granted' here and deploy the other cluster first; IAM has one binding for both, and the first cluster to be destroyed would remove it";
  const own = problems.at(`cluster '${later.cluster}'`).at(`pool '${later.pool}'`);
  own.add('google.disk.kmsKey.access', rule, 'grant', remedy);
}
