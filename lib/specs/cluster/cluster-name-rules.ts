import { parseName } from '../../values/name';
import type { Problems } from '../../values/problems';
import { type DerivedName, type NamePart, requireDerivedName } from '../fields/derived-name';
import { requireUnique } from '../fields/unique';
import type { AwsClusterSpec, ClusterSpec } from './cluster-spec';

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

/** A pool or group of machines whose Auto Scaling groups keelson names. */
interface NamedMachines {
  readonly what: 'pool' | 'group';
  readonly name: string;
  readonly zones: readonly string[];
  readonly scope: 'per-zone' | 'total';
}

/** Things that a pool and a group of one name would share. */
const SHARED: Readonly<Record<ClusterSpec['cloud'], string>> = {
  aws: 'both would have the same launch template',
  google: 'both would have the same network tag, and the ports of the group would be open on the nodes',
};

/** Refuses names by which two pools or groups would share a resource or a tag. */
export function judgeGroupNames(cluster: ClusterSpec, problems: Problems): void {
  const groups = cluster.groups.map(({ name }) => name);
  requireUnique(problems, { property: 'groups', values: groups, what: 'group' });
  for (const name of cluster.pools.map((pool) => pool.name).filter((pool) => groups.includes(pool))) {
    const remedy = `rename the group; ${SHARED[cluster.cloud]}`;
    problems.add('groups', 'not have the name of a pool', name, remedy);
  }
  if (cluster.cloud === 'aws') judgeZoneNames(machinesOf(cluster), problems);
}

function machinesOf({ pools, groups }: AwsClusterSpec): readonly NamedMachines[] {
  const owned = pools.filter(({ aws }) => aws.management === 'self-managed');
  return [
    ...owned.map(({ name, zones, size }) => ({ what: 'pool' as const, name, zones, scope: size.scope })),
    ...groups.map(({ name, zones, size }) => ({ what: 'group' as const, name, zones, scope: size.scope })),
  ];
}

/** Refuses a name that is another one plus one of its zones, because both would have an Auto Scaling group of that name. */
function judgeZoneNames(machines: readonly NamedMachines[], problems: Problems): void {
  const whole = machines.filter(({ scope }) => scope === 'total');
  for (const { what, name, zones } of machines.filter(({ scope }) => scope === 'per-zone')) {
    const taken = whole.find((other) => zones.some((zone) => other.name === `${name}-${zone}`));
    if (taken === undefined) continue;
    const rule = `not be named like the ${what} '${name}' and one of its zones, whose Auto Scaling group has that name`;
    problems.add(`${taken.what}s`, rule, taken.name, 'rename one of them');
  }
}
