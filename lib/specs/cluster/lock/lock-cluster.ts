import type { DaemonTraffic } from '../../ingress/ingress-spec';
import { workloadPath } from '../../ingress/resolve-ingress';
import { googlePoolReplacementHash } from '../../pool/google/google-replacement';
import { rollsOf } from '../../pool/google/google-rolls';
import type { AwsNodePoolSpec, NodePoolSpec } from '../../pool/node-pool-spec';
import type { AwsClusterSpec, ClusterSpec, GroupSpec } from '../cluster-spec';
import type { LockedCluster, LockedGroup, LockedPool } from './locked-cluster';

/** Value in the lock for a network or a key that the stacks make themselves. */
const OWN = 'own';

/** The lock entry of a cluster as it is now. */
export function lockCluster(cluster: ClusterSpec, stacks: readonly string[]): LockedCluster {
  const { region, kubernetesVersion, datapath } = cluster;
  return {
    stacks,
    region,
    kubernetesVersion,
    datapath,
    network: networkOf(cluster),
    ranges: rangesOf(cluster),
    ...(cluster.cloud === 'aws' && lockAws(cluster)),
    pools: Object.fromEntries(
      cluster.pools.map((pool) => [pool.name, { ...lockPool(pool), ...lockBehind(pool, cluster) }]),
    ),
    ...lockGroups(cluster),
  };
}

/** Ports of the nodes that a balancer asks. */
function portsOf({ daemon: { hostPorts } }: DaemonTraffic): readonly number[] {
  return [hostPorts.http, hostPorts.health];
}

/** The ingress that sends requests to a pool's nodes. */
export function lockBehind(
  { name }: NodePoolSpec,
  { traffic }: ClusterSpec,
): Pick<LockedPool, 'behind' | 'daemon' | 'ports'> {
  const served = traffic.find(({ daemon }) => daemon.pools.some((pool) => pool.name === name));
  return served === undefined
    ? {}
    : {
        behind: served.ingress.name,
        daemon: workloadPath(served.daemon),
        ports: portsOf(served),
      };
}

function lockAws({ controlPlane, network }: AwsClusterSpec): Partial<LockedCluster> {
  const { nat, primaryZone, existing } = network;
  return {
    secretsKey: controlPlane.secretsKeyArn ?? OWN,
    ...(existing === undefined && { nat }),
    primaryZone,
  };
}

function lockGroups(cluster: ClusterSpec): Pick<LockedCluster, 'groups'> {
  const { groups } = cluster;
  if (groups.length === 0) return {};
  return { groups: Object.fromEntries(groups.map((group) => [group.name, lockGroup(group, cluster.cloud)])) };
}

/** The lock entry of a group of machines as it is now. */
export function lockGroup(group: GroupSpec, cloud: ClusterSpec['cloud']): LockedGroup {
  const { zones, scaling } = group;
  const { scope, initial } = group.size;
  const { kind } = scaling;
  return {
    scope,
    ...((scope === 'per-zone' || cloud === 'google') && { zones }),
    scaling: kind,
    ...(kind !== 'fixed' && { initial }),
  };
}

/** The network of a cluster: `own`, or the name of an existing network. */
function networkOf({ network }: ClusterSpec): string {
  const { existing } = network;
  return existing === undefined ? OWN : Object.values(existing).join(' ');
}

/**
 * Ranges of a cluster by the property that states them. Ranges of an existing AWS network are left out, because somebody else made
 * that network, and a wrong statement about it may be corrected.
 */
export function rangesOf(cluster: ClusterSpec): Readonly<Record<string, string>> {
  if (cluster.cloud === 'google') {
    const { nodeCidr, podCidr, serviceCidr, controlPlaneCidr } = cluster.network;
    return Object.fromEntries(
      Object.entries({ nodeCidr, podCidr, serviceCidr, controlPlaneCidr }).map(([name, cidr]) => [
        `network.${name}`,
        cidr,
      ]),
    );
  }
  const services = { 'controlPlane.serviceCidr': cluster.controlPlane.serviceCidr };
  if (cluster.network.existing !== undefined) return services;
  const subnets = cluster.network.zones.flatMap(({ zone, publicCidr, privateCidr }) => [
    [`network.zones.${zone}.publicCidr`, publicCidr],
    [`network.zones.${zone}.privateCidr`, privateCidr],
  ]);
  return {
    'network.vpcCidr': cluster.network.vpcCidr,
    ...Object.fromEntries(subnets),
    ...services,
  };
}

/** The lock entry of a pool as it is now. */
export function lockPool(pool: NodePoolSpec): LockedPool {
  if (pool.cloud === 'google') {
    // The service account of the nodes is left empty, because it is the same for every pool of the cluster.
    const replacement = googlePoolReplacementHash(pool, '');
    const { layout } = pool.google;
    return {
      kind: layout,
      ...(layout === 'zonal' && { zones: pool.zones }),
      ...scalingOf(pool),
      replacement,
      rolls: rollsOf(pool),
    };
  }
  const { management, capacity } = pool.aws;
  const { scope } = pool.size;
  return {
    kind: management,
    ...(management === 'self-managed' && { capacity: capacity.kind }),
    scope,
    ...(scope === 'per-zone' && { zones: pool.zones }),
    ...scalingOf(pool),
    ...(management === 'managed-node-group' && { replacement: managedReplacement(pool) }),
  };
}

function scalingOf(pool: NodePoolSpec): Pick<LockedPool, 'scaling' | 'initial' | 'startupTaint'> {
  const { scaling, size, startupTaint } = pool;
  return {
    scaling: scaling.kind,
    ...(scaling.kind !== 'fixed' && { initial: size.initial }),
    ...(startupTaint !== undefined && { startupTaint: startupTaint.key }),
  };
}

/** The properties whose change makes EKS replace a node group: purchase option, types, and the zones of a group that spans several. */
function managedReplacement({ aws: { capacity }, machine, size, zones }: AwsNodePoolSpec): string {
  const types = [machine.type, ...(capacity.kind === 'mixed' ? capacity.alternativeTypes : [])];
  return [capacity.kind, ...types, ...(size.scope === 'total' ? zones : [])].join(' ');
}
