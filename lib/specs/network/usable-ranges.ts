import { Cidr } from '../../values/cidr';
import type { Problems } from '../../values/problems';
import { specialPurposeOf } from '../../values/special-purpose';
import type { NamedBlock } from './network-blocks';

/** Address ranges that a network of one cloud may have. */
export interface UsableRanges {
  /** The kind of network, for messages: `a VPC on AWS`. */
  readonly user: string;
  readonly blocks: readonly Cidr[];
}

/** The private addresses of RFC 1918 and the shared ones of RFC 6598, which both clouds accept. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];

/**
 * Primary ranges of a VPC. EC2 accepts public addresses too, but pods could not reach the owners of these addresses on the internet;
 * EC2 does not accept 240.0.0.0/4.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/custom-networking.html
 */
export const AWS_VPC_RANGES: UsableRanges = usable('a VPC on AWS', [...PRIVATE, '198.19.0.0/16']);

/**
 * Ranges of nodes, pods and Services on GKE, as of 2026-11: the private ranges of a subnet that Google Cloud lists, for which GKE's
 * nodes do not translate addresses. Class E (240.0.0.0/4) works for Linux nodes; routers outside of Google Cloud mostly drop it.
 *
 * @see https://cloud.google.com/vpc/docs/subnets#valid-ranges
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ip-masquerade-agent
 * @see https://cloud.google.com/blog/products/containers-kubernetes/how-class-e-addresses-solve-for-ip-address-exhaustion-in-gke
 */
export const GKE_RANGES: UsableRanges = usable('nodes, pods and Services on GKE', [
  ...PRIVATE,
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
]);

/** Ranges of a private control plane on GKE, which is in a network of Google's. */
export const GKE_CONTROL_PLANE_RANGES: UsableRanges = usable('a control plane on GKE', PRIVATE);

/** The limited broadcast address, which no machine can have. */
const BROADCAST = Cidr.parse('255.255.255.255/32');

/** Refuses a block that is not completely within one of the ranges of a network. */
export function requireUsable(named: NamedBlock, ranges: UsableRanges, problems: Problems): boolean {
  const { block, property } = named;
  if (block.contains(BROADCAST)) {
    const rule = 'not hold 255.255.255.255, which no machine can have';
    return problems.require(false, property, rule, block.toString(), 'choose another block of 240.0.0.0/4');
  }
  const names = ranges.blocks.map(String);
  const rule = `be within the ranges for ${ranges.user}: ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  const special = specialPurposeOf(block);
  const why =
    special === undefined || special.isPrivate
      ? 'with this one, pods could not reach the internet hosts that have these addresses'
      : `${special.block} is reserved for ${special.purpose}`;
  const holds = ranges.blocks.some((range) => range.contains(block));
  return problems.require(holds, property, rule, block.toString(), `take a block of these; ${why}`);
}

function usable(user: string, blocks: readonly string[]): UsableRanges {
  return { user, blocks: blocks.map((text) => Cidr.parse(text)) };
}
