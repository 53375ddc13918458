import { Cidr } from './cidr';

/** A block of addresses that is not routed on the internet. */
interface SpecialPurpose {
  readonly block: Cidr;
  /** Purpose for which IANA reserves the block, as half a sentence. */
  readonly purpose: string;
  /** Whether machines of a private network may have these addresses. */
  readonly isPrivate: boolean;
}

/**
 * Blocks that are not reached over the internet.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const SPECIAL_PURPOSES: readonly SpecialPurpose[] = [
  special('0.0.0.0/8', 'this network'),
  special('10.0.0.0/8', 'private networks', true),
  special('100.64.0.0/10', "carriers' shared addresses", true),
  special('127.0.0.0/8', 'loopback'),
  special('169.254.0.0/16', 'link-local addresses'),
  special('172.16.0.0/12', 'private networks', true),
  special('192.0.0.0/24', 'protocol assignments'),
  special('192.0.2.0/24', 'documentation'),
  special('192.88.99.0/24', 'the retired 6to4 relays'),
  special('192.168.0.0/16', 'private networks', true),
  special('198.18.0.0/15', 'benchmarks'),
  special('198.51.100.0/24', 'documentation'),
  special('203.0.113.0/24', 'documentation'),
  special('224.0.0.0/4', 'multicast'),
  special('240.0.0.0/4', 'future use'),
];

/** The first special-purpose block that shares an address with this one; undefined where every address may be a public one. */
export function specialPurposeOf(block: Cidr): SpecialPurpose | undefined {
  return SPECIAL_PURPOSES.find((each) => each.block.overlaps(block));
}

function special(text: string, purpose: string, isPrivate = false): SpecialPurpose {
  return { block: Cidr.parse(text), purpose, isPrivate };
}
