import { runChecks } from '../../lib/checks/run-checks';
import { zoneWithoutControlPlane } from '../../lib/checks/zone-without-control-plane';
import type { AwsControlPlaneInput } from '../../lib/specs/cluster/aws/aws-cluster-input';
import { awsCluster, awsEnvironment } from '../fixtures/aws-environment';
import { modelOf } from '../fixtures/manifests';

function findings(letters: string, controlPlane: AwsControlPlaneInput = {}) {
  const zones = [...letters].map((letter, index) => ({
    zone: `us-east-1${letter}`,
    publicCidr: `10.20.${index}.0/24`,
    privateCidr: `10.20.${32 * (index + 1)}.0/19`,
  }));
  const cluster = awsCluster({ region: 'us-east-1', network: { vpcCidr: '10.20.0.0/16', zones }, controlPlane });
  return runChecks(modelOf(awsEnvironment({ clusters: [cluster] }), []), [zoneWithoutControlPlane]);
}

test('warns of the zone without EKS control planes in most accounts, and says how to look it up', () => {
  expect(findings('abe')).toEqual([
    {
      check: 'zone-without-control-plane',
      severity: 'warning',
      subject: "cluster 'main' > control plane",
      message:
        "in most accounts zone us-east-1e is use1-az3, where EKS has no control planes and refuses the cluster; 'aws ec2 describe-availability-zones --region us-east-1 --zone-names us-east-1e --query AvailabilityZones[].ZoneId' shows the id in your account; if the id is the same, leave the zone out of 'controlPlane.zones'",
    },
  ]);
});

test('finds nothing where the control plane has no interface in that zone', () => {
  expect(findings('abc')).toEqual([]);
  expect(findings('abe', { zones: ['us-east-1a', 'us-east-1b'] })).toEqual([]);
});
