import type { Problems } from '../../values/problems';
import { googleDiskKey } from '../pool/google/google-disk-key';
import type { ResolvedEnvironment } from './resolved-environment';

/** A key that a cluster is to grant to Compute Engine, and where it says so. */
export interface GrantedKey {
  readonly name: string;
  readonly environment: string;
  readonly cluster: string;
  readonly pool: string;
}

/** Keys that the clusters of an environment on Google Cloud are to grant, each once for a cluster. */
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
 * Refuses a key that two clusters grant to the service agent of one project: IAM knows the binding once, and whichever cluster goes
 * first would take it from the other.
 *
 * @param problems of the environment of the later key, which is blamed.
 */
export function requireOneGranter(earlier: GrantedKey, later: GrantedKey, problems: Problems): void {
  if (earlier.name !== later.name || earlier === later) return;
  const rule = `be 'granted' for a key that environment '${earlier.environment}' > cluster '${earlier.cluster}' grants in the same project`;
  const remedy = "IAM knows the binding once; say 'granted' here, and deploy the other cluster first";
  const own = problems.at(`cluster '${later.cluster}'`).at(`pool '${later.pool}'`);
  own.add('google.disk.kmsKey.access', rule, 'grant', remedy);
}
