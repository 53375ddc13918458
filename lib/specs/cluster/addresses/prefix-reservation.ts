import { Cidr } from '../../../values/cidr';
import type { AwsZoneInput } from '../../network/network-input';
import type { AwsClusterSpec } from '../cluster-spec';

/** Smallest subnet with a reservation; half of a smaller subnet has no room for the addresses of AWS and of the control plane. */
const LONGEST_PREFIX = 26;

/**
 * The half of a zone's private subnet that is reserved for prefixes of pods, because single addresses that are scattered over a whole
 * subnet leave no /28 block free. Undefined without prefix delegation, in an existing VPC, and in a subnet smaller than a /26.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses-procedure.html
 */
export function prefixReservation(
  { network, controlPlane }: Pick<AwsClusterSpec, 'network' | 'controlPlane'>,
  { privateCidr }: Pick<AwsZoneInput, 'privateCidr'>,
): Cidr | undefined {
  if (!controlPlane.prefixDelegation || network.existing !== undefined) return undefined;
  const subnet = Cidr.tryParse(privateCidr);
  return subnet === undefined || subnet.prefix > LONGEST_PREFIX ? undefined : subnet.upperHalf;
}
