import type { AwsClusterInput } from '../../../lib/specs/cluster/aws/aws-cluster-input';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { problemsOf } from '../problems-of';

const awsClusterWith = (overrides: Partial<AwsClusterInput>) => awsEnvironment({ clusters: [awsCluster(overrides)] });
const awsPoolWith = (overrides: Partial<AwsNodePoolInput>) => awsClusterWith({ pools: [awsPool(overrides)] });

test('refuses a private subnet that the pools could fill', () => {
  expect(problemsOf(awsPoolWith({ size: { scope: 'total', min: 2, max: 60 } }))).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.privateCidr' must hold 9525 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 144 = 9504, got '10.20.32.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.privateCidr' must hold 9525 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 144 = 9504, got '10.20.64.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1c.privateCidr' must hold 9525 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 144 = 9504, got '10.20.96.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
  ]);
});

test('refuses a private subnet that the pools could fill, address by address', () => {
  expect(
    problemsOf(
      awsClusterWith({
        controlPlane: { prefixDelegation: false },
        pools: [
          awsPool({
            size: { scope: 'per-zone', min: 2, max: 60 },
            maxPods: 200,
            machine: { type: 'm99i.xlarge', vcpu: 4, memoryGib: 16 },
          }),
        ],
      }),
    ),
  ).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.privateCidr' must hold 14277 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 216 = 14256, got '10.20.32.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1b.privateCidr' must hold 14277 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 216 = 14256, got '10.20.64.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
    "environment 'paas' > cluster 'main': 'network.zones.eu-central-1c.privateCidr' must hold 14277 addresses: 5 of AWS + 16 of the control plane + general 66 nodes x 216 = 14256, got '10.20.96.0/19 with 8192'; take a /18, or lower 'size.max' or 'maxPods'",
  ]);
});
