import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { type DerivedName, type NamePart, requireDerivedName } from '../fields/derived-name';
import type { ClusterSpec } from './cluster-spec';

/** The tightest limit of a name that contains the cluster's name, on each cloud: the text after the name, and the limited resource. */
const SHORTEST: Readonly<
  Record<ClusterSpec['cloud'], Pick<DerivedName, 'most' | 'limitOf'> & { readonly after: string }>
> = {
  aws: { after: '-control-plane', most: 64, limitOf: 'an IAM role' },
  google: { after: '', most: 40, limitOf: 'a GKE cluster' },
};

/**
 * Rules of the name of a cluster, which follows the name of its environment in physical names.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters
 */
export function judgeClusterName({ name, environment, cloud }: ClusterSpec, problems: Problems): void {
  const isName = problems.capture('name', () => parseName(name)) !== undefined;
  const { after, most, limitOf } = SHORTEST[cloud];
  const chosen: readonly NamePart[] = [{ of: 'environment', name: environment.name }, '-', { of: 'cluster', name }];
  if (!isName) return;
  requireDerivedName({ parts: after === '' ? chosen : [...chosen, after], most, limitOf }, name, problems);
}

/** Refuses a pool whose name is that of another pool plus one of its zones, because both would have an Auto Scaling group of that name. */
export function judgeGroupNames(cluster: ClusterSpec, problems: Problems): void {
  if (cluster.cloud !== 'aws') return;
  const owned = cluster.pools.filter(({ aws }) => aws.management === 'self-managed');
  const whole = owned.filter(({ size }) => size.scope === 'total').map(({ name }) => name);
  for (const { name, zones } of owned.filter(({ size }) => size.scope === 'per-zone')) {
    const taken = zones.map((zone) => `${name}-${zone}`).find((group) => whole.includes(group));
    const rule = `not be named like the pool '${name}' and one of its zones, whose Auto Scaling group has that name`;
    problems.require(taken === undefined, 'pools', rule, taken, 'rename one of them');
  }
}
