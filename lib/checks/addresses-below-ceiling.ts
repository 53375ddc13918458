import { awsReachableNodes, awsSubnetPlans } from '../specs/cluster/addresses/aws-subnet-plan';
import { googleRangePlans, googleReachableNodes } from '../specs/cluster/addresses/google-range-plan';
import type { AwsClusterSpec, GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import type { Breach, Check } from './check';

/**
 * Beyond the addresses of the network a pool cannot grow: on EKS new nodes start and their pods get no addresses, on GKE no further
 * node is created. This is a warning, because many pools never reach their maximum, and rarely all at once; a rule refuses inputs in
 * which even the initial nodes do not fit.
 */
export const addressesBelowCeiling: Check = {
  id: 'addresses-below-ceiling',
  severity: 'warning',
  title: 'all pools together can reach their largest sizes in the addresses of the network',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html',
  run: ({ cluster }) => (cluster.cloud === 'aws' ? judgeSubnets(cluster) : judgeRanges(cluster)),
};

function judgeSubnets(cluster: AwsClusterSpec): readonly Breach[] {
  return awsSubnetPlans(cluster, 'max')
    .filter(({ holds }) => !holds)
    .map(({ property, zone, privateCidr, need, room, enough }) => {
      const { reachable, most } = awsReachableNodes(cluster, zone);
      const larger = enough === undefined ? '' : `; a new cluster would take a /${enough}`;
      return {
        subject: `'${property}'`,
        message: `${privateCidr} has addresses for about ${reachable} of the ${most} nodes that 'size.max' allows in the zone, those of a roll besides: ${most} nodes need ${need}; the subnet has ${room}; lower 'size.max' or 'maxPods'${larger}`,
      };
    });
}

function judgeRanges(cluster: GoogleClusterSpec): readonly Breach[] {
  return googleRangePlans(cluster, 'max')
    .filter(({ holds }) => !holds)
    .map(({ member, cidr, size, need, enough }) => {
      const { reachable, most } = googleReachableNodes(cluster, member);
      const lower = member === 'podCidr' ? "'size.max' or 'maxPods'" : "'size.max'";
      return {
        subject: `'network.${member}'`,
        message: `${cidr} has addresses for about ${reachable} of the ${most} nodes that 'size.max' allows, those of an upgrade besides: ${most} nodes need ${need}; the range has ${size}; lower ${lower}; a new cluster would take a /${enough}`,
      };
    });
}
