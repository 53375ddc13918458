import { addressesBelowCeiling } from '../../lib/checks/addresses-below-ceiling';
import { runChecks } from '../../lib/checks/run-checks';
import type { AwsClusterInput } from '../../lib/specs/cluster/aws/aws-cluster-input';
import type { GoogleClusterInput } from '../../lib/specs/cluster/google/google-cluster-input';
import type { EnvironmentInput } from '../../lib/specs/environment/environment-input';
import type { PoolSizeInput } from '../../lib/specs/pool/node-pool-input';
import { awsCluster, awsEnvironment, awsPool } from '../fixtures/aws-environment';
import { googleCluster, googleEnvironment, googlePool } from '../fixtures/google-environment';
import { modelOf } from '../fixtures/manifests';

const findings = (input: EnvironmentInput) => runChecks(modelOf(input, []), [addressesBelowCeiling]);
const onAws = (overrides: Partial<AwsClusterInput>) => findings(awsEnvironment({ clusters: [awsCluster(overrides)] }));
const onGoogle = (overrides: Partial<GoogleClusterInput>) =>
  findings(googleEnvironment({ clusters: [googleCluster(overrides)] }));
const perZone = (min: number, max: number): PoolSizeInput => ({ scope: 'per-zone', min, max });

describe('on AWS', () => {
  test('warns of a zone in which the pools cannot reach their ceilings, with the nodes that they can reach', () => {
    // A node takes 7 blocks and spoils one: 63 nodes in 255 + 256 - 2 blocks, which is 57 and their surge.
    const need =
      '100 nodes need 770 /28 blocks for pods: general 110 nodes x 7 = 770; and 130 single addresses: 4 of AWS + 16 of the control plane + general 110 nodes x 1 = 110';
    const room =
      'the subnet has 255 blocks in its reserved upper half, and in the lower half 4096 addresses and 144 blocks that single addresses leave whole';
    const found = onAws({ pools: [awsPool({ size: perZone(2, 100) })] });
    expect(found).toHaveLength(3);
    expect(found[0]).toEqual({
      check: 'addresses-below-ceiling',
      severity: 'warning',
      subject: "cluster 'main' > 'network.zones.eu-central-1a.privateCidr'",
      message: `10.20.32.0/19 has addresses for about 57 of the 100 nodes that 'size.max' allows in the zone, those of a roll besides: ${need}; ${room}; lower 'size.max' or 'maxPods'; a new cluster would take a /18`,
    });
  });

  test('counts all pools of a zone together', () => {
    // Each alone takes 44 x 8 of 509 blocks, and both together have room for 63 nodes, those of their rolls included.
    const pools = ['a', 'b'].map((name) => awsPool({ name, size: perZone(1, 40) }));
    expect(onAws({ pools: pools.slice(0, 1), workloads: [] })).toEqual([]);
    const zones = onAws({ pools, workloads: [] });
    expect(zones[0]?.message).toContain('has addresses for about 57 of the 80 nodes');
  });

  test('says nothing of a total that its zones share', () => {
    expect(onAws({ pools: [awsPool({ size: { scope: 'total', min: 2, max: 100 } })] })).toEqual([]);
  });

  test('warns of an existing subnet, whose range is whole', () => {
    // 1024 - 3 blocks hold 127 nodes of 8, which is 115 and their surge.
    const existing = (index: number) => ({
      publicSubnetId: `subnet-a000000${index}`,
      privateSubnetId: `subnet-b000000${index}`,
    });
    const zones = [
      { zone: 'eu-central-1a', publicCidr: '10.20.254.0/24', privateCidr: '10.20.0.0/18', existing: existing(0) },
      { zone: 'eu-central-1b', publicCidr: '10.20.255.0/24', privateCidr: '10.20.64.0/18', existing: existing(1) },
    ];
    const network = { vpcCidr: '10.20.0.0/16', zones, existing: { vpcId: 'vpc-0123456789abcdef0' } };
    const found = onAws({ network, pools: [awsPool({ size: perZone(93, 120) })] });
    expect(found.map(({ message }) => message.split(' that ')[0])).toEqual([
      '10.20.0.0/18 has addresses for about 115 of the 120 nodes',
      '10.20.64.0/18 has addresses for about 115 of the 120 nodes',
    ]);
  });
});

describe('on Google Cloud', () => {
  const { network } = googleCluster();

  test('warns of pod and node ranges below the ceilings', () => {
    // 8 blocks of 256 hold 5 nodes and a surge of 3; 32 addresses hold 17 nodes besides 12 of others and a surge of 3.
    const ranges = { podCidr: '10.44.0.0/21', nodeCidr: '10.40.0.0/27' };
    expect(onGoogle({ network: { ...network, ...ranges }, pools: [googlePool({ size: perZone(1, 8) })] })).toEqual([
      {
        check: 'addresses-below-ceiling',
        severity: 'warning',
        subject: "cluster 'main' > 'network.nodeCidr'",
        message:
          "10.40.0.0/27 has addresses for about 17 of the 24 nodes that 'size.max' allows, those of an upgrade besides: 24 nodes need 39 addresses: 4 of Google + 8 for internal balancers + core 27; the range has 32; lower 'size.max'; a new cluster would take a /26",
      },
      {
        check: 'addresses-below-ceiling',
        severity: 'warning',
        subject: "cluster 'main' > 'network.podCidr'",
        message:
          "10.44.0.0/21 has addresses for about 5 of the 24 nodes that 'size.max' allows, those of an upgrade besides: 24 nodes need 6912 addresses, because GKE reserves a power of two of at least 2 x maxPods per node: core 27 nodes x 256 = 6912; the range has 2048; lower 'size.max' or 'maxPods'; a new cluster would take a /19",
      },
    ]);
  });

  test('says nothing of ranges that hold every pool at its largest', () => {
    expect(onGoogle({})).toEqual([]);
  });
});
