import type { Check } from './check';

/** A zone that in most accounts is one in which EKS has no control plane. */
interface DoubtfulZone {
  readonly zone: string;
  /** Id of the zone without EKS control planes, which is the same in every account. */
  readonly zoneId: string;
}

/**
 * The zones without EKS control planes have the ids `use1-az3`, `usw1-az2` and `cac1-az3`, but the name that belongs to an id differs
 * between accounts. Only in us-east-1 do most accounts agree, so only that zone is listed.
 */
const DOUBTFUL_ZONES: readonly DoubtfulZone[] = [{ zone: 'us-east-1e', zoneId: 'use1-az3' }];

/** EKS refuses a cluster when a subnet of its control plane is in a zone without EKS control planes. */
export const zoneWithoutControlPlane: Check = {
  id: 'zone-without-control-plane',
  severity: 'warning',
  title: 'the control plane has no interfaces in zones without EKS control planes',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  run: ({ cluster }) => {
    if (cluster.cloud !== 'aws') return [];
    return DOUBTFUL_ZONES.filter(({ zone }) => cluster.controlPlane.zones.includes(zone)).map(({ zone, zoneId }) => ({
      subject: 'control plane',
      message: `in most accounts zone ${zone} is ${zoneId}, where EKS has no control planes and refuses the cluster; 'aws ec2 describe-availability-zones --region ${cluster.region} --zone-names ${zone} --query AvailabilityZones[].ZoneId' shows the id in your account; if the id is the same, leave the zone out of 'controlPlane.zones'`,
    }));
  },
};
