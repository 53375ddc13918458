import { PREFIX_ADDRESSES } from '../../../analysis/eks-address-capacity';
import { awsMachineFacts } from '../../machine/aws-machine-facts';

/** Default number of pods of a node: the kubelet's default, with which Kubernetes is tested. */
export const USUAL_MAX_PODS = 110;

/** Pods of the VPC CNI and of kube-proxy, which use the node's own address. */
const HOST_NETWORK_PODS = 2;

/** Number of pods for which a machine type has addresses, with the calculation as text. */
export interface AddressablePods {
  readonly type: string;
  readonly pods: number;
  readonly sum: string;
}

/**
 * The machine type with addresses for the fewest pods; undefined where the table lists none of the types.
 *
 * The VPC CNI gives pods all addresses of an interface but the first, or with prefix delegation 16 addresses in place of each.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
export function fewestAddressablePods(
  types: readonly string[],
  prefixDelegation: boolean,
): AddressablePods | undefined {
  const counted = types.flatMap((type) => addressablePods(type, prefixDelegation) ?? []);
  return counted.reduce<AddressablePods | undefined>(
    (fewest, each) => (fewest === undefined || each.pods < fewest.pods ? each : fewest),
    undefined,
  );
}

/** Default of a pool's `maxPods`: 110, or fewer where a machine type of the pool has addresses for fewer pods. */
export function defaultAwsMaxPods(types: readonly string[], prefixDelegation: boolean): number {
  return Math.min(USUAL_MAX_PODS, fewestAddressablePods(types, prefixDelegation)?.pods ?? USUAL_MAX_PODS);
}

function addressablePods(type: string, prefixDelegation: boolean): AddressablePods | undefined {
  const facts = awsMachineFacts(type);
  if (facts === undefined) return undefined;
  const { interfaces, addressesPerInterface } = facts;
  const slots = interfaces * (addressesPerInterface - 1);
  const perSlot = prefixDelegation && facts.isNitro ? PREFIX_ADDRESSES : 1;
  const by = perSlot === 1 ? '' : ` x ${perSlot}`;
  const sum = `${interfaces} interfaces x (${addressesPerInterface} addresses - 1)${by} + ${HOST_NETWORK_PODS} on the host's network`;
  return { type, pods: slots * perSlot + HOST_NETWORK_PODS, sum };
}
