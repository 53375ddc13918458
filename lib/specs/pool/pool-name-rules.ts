import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { SHORT_HASH_SUFFIX_LENGTH } from '../../values/short-hash';
import { type DerivedName, requireDerivedName, roomOf } from '../fields/derived-name';
import { REBOOT_COORDINATOR } from '../reboots/reboot-names';
import type { NodePoolSpec } from './node-pool-spec';

/** Number of characters that the provider appends to the prefix of a managed node group's name: a date and a counter. */
const GENERATED_SUFFIX_LENGTH = 26;

/**
 * Rules of a pool's name. Only derived names that could be too long are checked; a name such as that of the nodes' IAM role is shortened
 * and gets a hash.
 *
 * The name of kured's DaemonSet is checked for every pool, because a pool may get coordinated reboots later and cannot change its name.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html for 63 characters
 * @see https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools for 40 characters
 */
export function judgePoolName(pool: NodePoolSpec, problems: Problems): void {
  const { name } = pool;
  if (problems.capture('name', () => parseName(name)) === undefined) return;
  // Only the tightest limit is checked, because a name within this limit is within all others.
  const [tightest] = [...derivedNames(pool)].sort((left, right) => roomOf(left) - roomOf(right));
  if (tightest !== undefined) requireDerivedName(tightest, name, problems);
}

function derivedNames(pool: NodePoolSpec): readonly DerivedName[] {
  const own = { of: 'pool', name: pool.name };
  const daemon = { parts: [`${REBOOT_COORDINATOR}-`, own], most: 63, limitOf: 'the value of a Kubernetes label' };
  if (pool.cloud === 'google') {
    const hash = { of: 'hash', length: SHORT_HASH_SUFFIX_LENGTH - 1 };
    const zone = pool.google.layout === 'zonal' ? ['-', { of: 'zone', length: 1 }] : [];
    return [daemon, { parts: [own, ...zone, '-', hash], most: 40, limitOf: 'a node pool of GKE' }];
  }
  if (pool.aws.management !== 'managed-node-group') return [daemon];
  const generated = { of: 'date and counter', length: GENERATED_SUFFIX_LENGTH };
  return [daemon, { parts: [own, '-', generated], most: 63, limitOf: 'a managed node group' }];
}

/** The default key of a startup taint contains the names of cluster and pool, and may exceed the 63 characters of a taint's name. */
export function judgeUsualStartupKey({ name, startupTaint }: NodePoolSpec, problems: Problems): void {
  const key = startupTaint?.key.split('/')[1];
  if (key === undefined || !key.endsWith(`-${name}`)) return;
  const cluster = { of: 'cluster', name: key.slice(0, -name.length - 1) };
  const instead = "state 'startupTaint.key'";
  const limitOf = 'the name of a Kubernetes taint';
  requireDerivedName({ parts: [cluster, '-', { of: 'pool', name }], most: 63, limitOf, instead }, name, problems);
}
