import {
  AWS_RESERVED_ADDRESSES,
  EKS_CONTROL_PLANE_ADDRESSES,
  eksZoneAddresses,
} from '../../analysis/eks-address-capacity';
import {
  GOOGLE_RESERVED_ADDRESSES,
  gkeAddresses,
  INTERNAL_BALANCER_ADDRESSES,
} from '../../analysis/gke-address-capacity';
import { Cidr } from '../../values/cidr';
import type { Problems } from '../../values/problems';
import { maxNodes, maxNodesInZone } from '../pool/pool-size';
import type { AwsClusterSpec, GoogleClusterSpec } from './cluster-spec';

/** Refuses a private subnet that its zone's nodes and pods could fill, with the whole sum. */
export function judgeAwsAddresses(cluster: AwsClusterSpec, problems: Problems): void {
  const { network, controlPlane } = cluster;
  for (const zone of network.zones) {
    const subnet = Cidr.tryParse(zone.privateCidr);
    if (subnet === undefined) continue;
    const demands = cluster.pools
      .filter((pool) => pool.zones.includes(zone.zone))
      .map((pool) => ({
        name: pool.name,
        maxNodes: maxNodesInZone(pool),
        maxHealthyPercent: pool.aws.rollout.maxHealthyPercent,
        maxPods: pool.maxPods,
        vcpu: pool.machine.vcpu,
      }));
    const need = eksZoneAddresses(demands, controlPlane.prefixDelegation);
    if (need.total <= subnet.size) continue;
    const pools = need.pools.map(
      (pool) => `${pool.name} ${pool.nodes} nodes x ${pool.addressesPerNode} = ${pool.addresses}`,
    );
    const fixed = `${AWS_RESERVED_ADDRESSES} of AWS + ${EKS_CONTROL_PLANE_ADDRESSES} of the control plane`;
    const rule = `hold ${need.total} addresses: ${[fixed, ...pools].join(' + ')}`;
    const property = `network.zones.${zone.zone}.privateCidr`;
    const remedy = `take a /${prefixFor(need.total)}, or lower 'size.max' or 'maxPods'`;
    problems.add(property, rule, `${zone.privateCidr} with ${subnet.size}`, remedy);
  }
}

/** Refuses a pod or node range that the pools could fill, with the whole sum. */
export function judgeGoogleAddresses(cluster: GoogleClusterSpec, problems: Problems): void {
  const { network } = cluster;
  const need = gkeAddresses(
    cluster.pools.map((pool) => ({
      name: pool.name,
      maxNodes: maxNodes(pool),
      zones: pool.zones.length,
      maxSurge: pool.google.upgrade.maxSurge,
      maxPods: pool.maxPods,
    })),
  );
  const podRange = Cidr.tryParse(network.podCidr);
  if (podRange !== undefined && need.podTotal > podRange.size) {
    const sum = need.pools.map(
      (pool) => `${pool.name} ${pool.nodes} nodes x ${pool.podAddressesPerNode} = ${pool.podAddresses}`,
    );
    const rule = `hold ${need.podTotal} addresses, for GKE reserves a power of two of at least 2 x maxPods per node: ${sum.join(' + ')}`;
    const remedy = `take a /${prefixFor(need.podTotal)}, or lower 'size.max' or 'maxPods'`;
    problems.add('network.podCidr', rule, `${network.podCidr} with ${podRange.size}`, remedy);
  }
  const nodeRange = Cidr.tryParse(network.nodeCidr);
  if (nodeRange !== undefined && need.nodeTotal > nodeRange.size) {
    const nodes = need.pools.map((pool) => `${pool.name} ${pool.nodes}`);
    const fixed = [`${GOOGLE_RESERVED_ADDRESSES} of Google`, `${INTERNAL_BALANCER_ADDRESSES} for internal balancers`];
    const rule = `hold ${need.nodeTotal} addresses: ${[...fixed, ...nodes].join(' + ')}`;
    const remedy = `take a /${prefixFor(need.nodeTotal)}, or lower 'size.max'`;
    problems.add('network.nodeCidr', rule, `${network.nodeCidr} with ${nodeRange.size}`, remedy);
  }
}

function prefixFor(addresses: number): number {
  return 32 - Math.ceil(Math.log2(addresses));
}
