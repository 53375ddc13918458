import type { Check } from './check';

/** A zone that may be the one of its region in which EKS has no control plane. */
interface DoubtfulZone {
  readonly zone: string;
  /** Id of the zone without EKS, the same in every account. */
  readonly zoneId: string;
}

/**
 * Zones without EKS have ids, `use1-az3`, `usw1-az2` and `cac1-az3`; which name an id has differs from account to account. Only in
 * us-east-1 most accounts agree.
 */
const DOUBTFUL_ZONES: readonly DoubtfulZone[] = [{ zone: 'us-east-1e', zoneId: 'use1-az3' }];

/** EKS refuses the whole cluster when a subnet of its control plane is there. */
export const zoneWithoutControlPlane: Check = {
  id: 'zone-without-control-plane',
  severity: 'warning',
  title: 'the control plane has no interfaces in zones that EKS lacks',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  run: ({ cluster }) => {
    if (cluster.cloud !== 'aws') return [];
    return DOUBTFUL_ZONES.filter(({ zone }) => cluster.controlPlane.zones.includes(zone)).map(({ zone, zoneId }) => ({
      subject: 'control plane',
      message: `in most accounts zone ${zone} is ${zoneId}, where EKS has no control plane and refuses the cluster; 'aws ec2 describe-availability-zones --region ${cluster.region} --zone-names ${zone} --query AvailabilityZones[].ZoneId' tells whether yours is: then leave it out of 'controlPlane.zones'`,
    }));
  },
};
