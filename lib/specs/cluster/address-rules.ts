import type { Problems } from '../../values/problems';
import { awsSubnetPlans } from './addresses/aws-subnet-plan';
import { googleRangePlans } from './addresses/google-range-plan';
import type { AwsClusterSpec, GoogleClusterSpec } from './cluster-spec';

/** Remedy that makes a pool begin with fewer nodes. */
const FEWER_NODES = "lower 'size.initial', or 'size.min' where no initial size is stated";

/**
 * Refuses a private subnet that the nodes of the first day fill while their pools roll, with the whole sum. Whether the pools can also
 * reach their largest size is a check's question, because they may never need to.
 */
export function judgeAwsAddresses(cluster: AwsClusterSpec, problems: Problems): void {
  for (const { property, privateCidr, holds, need, room, enough } of awsSubnetPlans(cluster, 'initial')) {
    const lower = `${FEWER_NODES}, or lower 'maxPods'`;
    const remedy = enough === undefined ? lower : `take a /${enough}, or ${lower}`;
    problems.require(holds, property, `hold ${need}`, `${privateCidr} with ${room}`, remedy);
  }
}

/** Refuses a pod or node range that the nodes of the first day fill while their pools are upgraded, with the whole sum. */
export function judgeGoogleAddresses(cluster: GoogleClusterSpec, problems: Problems): void {
  for (const { member, cidr, size, holds, need, enough } of googleRangePlans(cluster, 'initial')) {
    const lower = member === 'podCidr' ? `${FEWER_NODES}, or lower 'maxPods'` : FEWER_NODES;
    problems.require(
      holds,
      `network.${member}`,
      `hold ${need}`,
      `${cidr} with ${size}`,
      `take a /${enough}, or ${lower}`,
    );
  }
}
