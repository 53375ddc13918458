import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import type { AwsNodePoolInput, PoolSizeInput } from '../../../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { problemsOf } from '../../problems-of';

const withCluster = (overrides: Partial<AwsClusterInput>) =>
  problemsOf(awsEnvironment({ clusters: [awsCluster(overrides)] }));
const withPool = (overrides: Partial<AwsNodePoolInput>, cluster: Partial<AwsClusterInput> = {}) =>
  withCluster({ ...cluster, pools: [awsPool(overrides)] });

/** Two zones with private subnets of this prefix. */
function networkOf(privateCidrs: readonly [string, string], existing = false): AwsClusterInput['network'] {
  const zones = privateCidrs.map((privateCidr, index) => ({
    zone: `eu-central-1${'ab'[index]}`,
    publicCidr: `10.20.255.${index * 64}/26`,
    privateCidr,
    ...(existing && {
      existing: { publicSubnetId: `subnet-a000000${index}`, privateSubnetId: `subnet-b000000${index}` },
    }),
  }));
  return { vpcCidr: '10.20.0.0/16', zones, ...(existing && { existing: { vpcId: 'vpc-0123456789abcdef0' } }) };
}

const perZone = (min: number, max = min): PoolSizeInput => ({ scope: 'per-zone', min, max });
const LOWER = "lower 'size.initial', or 'size.min' where no initial size is stated, or lower 'maxPods'";

test('refuses a private subnet with too few /28 blocks for the initial nodes while they roll', () => {
  // 60 nodes and 10 % are 66. A /19 has 512 blocks: 255 in the upper half, 256 - 2 - 66 = 188 in the lower one.
  const refusal = (zone: string, cidr: string) =>
    `environment 'paas' > cluster 'main': 'network.zones.eu-central-1${zone}.privateCidr' must hold 462 /28 blocks for pods: general 66 nodes x 7 = 462; and 86 single addresses: 4 of AWS + 16 of the control plane + general 66 nodes x 1 = 66, got '${cidr} with 255 blocks in its reserved upper half, and in the lower half 4096 addresses and 188 blocks that single addresses leave whole'; take a /18, or ${LOWER}`;
  expect(withPool({ size: perZone(60) })).toEqual([
    refusal('a', '10.20.32.0/19'),
    refusal('b', '10.20.64.0/19'),
    refusal('c', '10.20.96.0/19'),
  ]);
});

test('counts the initial size where it is larger than the minimum', () => {
  expect(withPool({ size: { ...perZone(1, 100), initial: 60 } })).toHaveLength(3);
});

test('accepts the largest number of nodes that fits, and refuses one more', () => {
  // 57 nodes roll as 63: 441 blocks of 255 + 191. 58 roll as 64: 448 of 255 + 190.
  expect(withPool({ size: perZone(57) })).toEqual([]);
  expect(withPool({ size: perZone(58) })).toHaveLength(3);
});

test('accepts a pool with a maximum of 100 nodes whose minimum fits', () => {
  expect(withPool({ size: { scope: 'total', min: 2, max: 100 } })).toEqual([]);
  expect(withPool({ size: perZone(2, 100) })).toEqual([]);
});

test('adds the nodes of all pools of a zone, each with the surge of its own rollout', () => {
  // 20 and 100 % are 40 nodes of 58 pods in 4 blocks; 30 and 10 % are 33 nodes of 7 blocks.
  const rollout = { ...awsPool().aws, rollout: { maxHealthyPercent: 200, minHealthyPercent: 100 } };
  const edge = awsPool({ name: 'edge', size: perZone(20), maxPods: 58, aws: rollout });
  const pools = [edge, awsPool({ size: perZone(30) })];
  const network = networkOf(['10.20.0.0/20', '10.20.16.0/20']);
  expect(withCluster({ network, pools })[0]).toBe(
    `environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.privateCidr' must hold 391 /28 blocks for pods: edge 40 nodes x 4 = 160 + general 33 nodes x 7 = 231; and 93 single addresses: 4 of AWS + 16 of the control plane + edge 40 nodes x 1 = 40 + general 33 nodes x 1 = 33, got '10.20.0.0/20 with 127 blocks in its reserved upper half, and in the lower half 2048 addresses and 53 blocks that single addresses leave whole'; take a /19, or ${LOWER}`,
  );
});

test('adds two nodes in each zone for a managed node group, as EKS does', () => {
  // A /24 holds 7 + (8 - 2 - 3) = 10 blocks: not the 21 of one node and two more, but the 2 x 3 of a few pods.
  const aws = { ...awsPool().aws, management: 'managed-node-group' as const };
  const network = networkOf(['10.20.0.0/24', '10.20.1.0/24']);
  expect(withPool({ size: perZone(1), aws }, { network })[0]).toContain('general 3 nodes x 7 = 21');
  expect(withPool({ size: perZone(1), aws, maxPods: 32 }, { network })).toEqual([]);
});

test('counts the addresses that a machine can have where these are fewer than its pods need', () => {
  // d3.xlarge has 4 interfaces with 2 slots for blocks each: 8 blocks, and not the 9 of 130 pods. 38 nodes roll as 42:
  // 336 blocks of 255 + 256 - 2 - 4 x 42 = 341, where 9 x 42 would be 378.
  const network = networkOf(['10.20.0.0/19', '10.20.32.0/19']);
  const machine = { type: 'd3.xlarge', vcpu: 4, memoryGib: 32 };
  expect(withPool({ size: perZone(38), machine, maxPods: 130 }, { network })).toEqual([]);
});

test('counts all addresses of whole interfaces without prefix delegation', () => {
  // m6i.xlarge has 4 interfaces of 15 addresses. 130 nodes roll as 143.
  const pools = [awsPool({ size: perZone(130), maxPods: 58 })];
  expect(withCluster({ controlPlane: { prefixDelegation: false }, pools })[0]).toBe(
    `environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.privateCidr' must hold 8601 addresses: 5 of AWS + 16 of the control plane + general 143 nodes x 60 = 8580, got '10.20.32.0/19 with 8192 addresses'; take a /18, or ${LOWER}`,
  );
  const fewer = [awsPool({ size: perZone(120), maxPods: 58 })];
  expect(withCluster({ controlPlane: { prefixDelegation: false }, pools: fewer })).toEqual([]);
});

test('accepts 93 initial nodes in an existing /18 that is too small for the maximum', () => {
  // 93 roll as 103: 721 blocks of 1024 - 3 - 103.
  const network = networkOf(['10.20.0.0/18', '10.20.64.0/18'], true);
  expect(withPool({ size: perZone(93, 200) }, { network })).toEqual([]);
});

test('counts the blocks of a whole existing subnet, which has no reservation', () => {
  // 120 roll as 132: 924 blocks of 1024 - 3 - 132.
  const network = networkOf(['10.20.0.0/18', '10.20.64.0/18'], true);
  expect(withPool({ size: perZone(120) }, { network })[0]).toBe(
    `environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.privateCidr' must hold 924 /28 blocks for pods: general 132 nodes x 7 = 924; and 153 single addresses: 5 of AWS + 16 of the control plane + general 132 nodes x 1 = 132, got '10.20.0.0/18 with 16384 addresses and 889 blocks that single addresses leave whole'; take a /17, or ${LOWER}`,
  );
});

test('proposes no larger subnet where the largest of EC2 is too small', () => {
  const network = networkOf(['10.20.0.0/18', '10.20.64.0/18'], true);
  const pools = ['a', 'b', 'c', 'd'].map((name) => awsPool({ name, size: perZone(250) }));
  expect(withCluster({ network, pools, workloads: [] })[0]).toMatch(/leave whole'; lower 'size\.initial'/);
});

test('accepts a small subnet of a zone without pools', () => {
  const network = networkOf(['10.20.0.0/20', '10.20.16.0/27']);
  expect(withPool({ size: perZone(1), zones: ['eu-central-1a'] }, { network })).toEqual([]);
});

test('adds an address for every stopped machine of a warm pool, and no addresses of its pods', () => {
  const image = { family: 'bottlerocket', source: { amiId: 'ami-0123456789abcdef0' } } as const;
  const withStopped = (nodes: number) =>
    withPool({
      size: perZone(57),
      scaling: { kind: 'target-tracking', signals: [{ kind: 'cpu', percent: 60 }], warmPool: { nodes } },
      aws: { ...awsPool().aws, image },
    });
  // 63 nodes need 441 blocks: 255 in the upper half, and 186 of the 191 that their own addresses leave in the lower one.
  expect(withStopped(5)).toEqual([]);
  expect(withStopped(6)[0]).toBe(
    `environment 'paas' > cluster 'main': 'network.zones.eu-central-1a.privateCidr' must hold 441 /28 blocks for pods: general 63 nodes x 7 = 441; and 89 single addresses: 4 of AWS + 16 of the control plane + general 63 nodes x 1 = 63 + stopped general 6 nodes x 1 = 6, got '10.20.32.0/19 with 255 blocks in its reserved upper half, and in the lower half 4096 addresses and 185 blocks that single addresses leave whole'; take a /18, or ${LOWER}`,
  );
});
