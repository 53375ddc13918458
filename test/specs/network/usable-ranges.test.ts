import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const { network } = googleCluster();

function onGoogle(members: Partial<typeof network>): readonly string[] {
  return problemsOf(googleEnvironment({ clusters: [googleCluster({ network: { ...network, ...members } })] }));
}

/** A VPC of the first two numbers given, with a public and a private subnet in two zones. */
function onAws(start: string): readonly string[] {
  const zones = [
    { zone: 'eu-central-1a', publicCidr: `${start}.0.0/24`, privateCidr: `${start}.32.0/19` },
    { zone: 'eu-central-1b', publicCidr: `${start}.1.0/24`, privateCidr: `${start}.64.0/19` },
  ];
  return problemsOf(awsEnvironment({ clusters: [awsCluster({ network: { vpcCidr: `${start}.0.0/16`, zones } })] }));
}

const GKE =
  'be within the ranges for nodes, pods and Services on GKE: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24 or 240.0.0.0/4';
const AWS =
  'be within the ranges for a VPC on AWS: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 or 198.19.0.0/16';

test.each([
  ['podCidr', '240.0.0.0/14'],
  ['podCidr', '247.128.0.0/9'],
  ['podCidr', '100.64.0.0/12'],
  ['podCidr', '198.18.0.0/16'],
  ['nodeCidr', '240.16.0.0/20'],
  ['nodeCidr', '192.0.2.0/24'],
  ['nodeCidr', '198.51.100.0/24'],
  ['nodeCidr', '203.0.113.0/24'],
  ['serviceCidr', '241.0.0.0/20'],
  ['serviceCidr', '192.0.0.0/24'],
  ['serviceCidr', '192.88.99.0/24'],
  ['controlPlaneCidr', '100.64.0.0/28'],
] as const)('accepts the %s %s on Google Cloud', (member, text) => {
  expect(onGoogle({ [member]: text })).toEqual([]);
});

test.each([
  ['podCidr', '224.0.0.0/14', GKE, '224.0.0.0/4 is reserved for multicast'],
  ['podCidr', '127.0.0.0/14', GKE, '127.0.0.0/8 is reserved for loopback'],
  ['nodeCidr', '169.254.0.0/20', GKE, '169.254.0.0/16 is reserved for link-local addresses'],
  ['nodeCidr', '172.0.0.0/8', GKE, 'with this one, pods could not reach the internet hosts that have these addresses'],
  ['serviceCidr', '0.0.0.0/16', GKE, '0.0.0.0/8 is reserved for this network'],
  [
    'controlPlaneCidr',
    '240.0.0.0/28',
    'be within the ranges for a control plane on GKE: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
    '240.0.0.0/4 is reserved for future use',
  ],
] as const)('refuses the %s %s on Google Cloud', (member, text, rule, why) => {
  expect(onGoogle({ [member]: text })).toEqual([
    `environment 'streaming' > cluster 'main': 'network.${member}' must ${rule}, got '${text}'; take a block of these; ${why}`,
  ]);
});

test('refuses a pod range that holds the broadcast address of the whole network', () => {
  expect(onGoogle({ podCidr: '255.252.0.0/14' })).toEqual([
    "environment 'streaming' > cluster 'main': 'network.podCidr' must not hold 255.255.255.255, which no machine can have, got '255.252.0.0/14'; choose another block of 240.0.0.0/4",
  ]);
});

test.each(['100.64', '198.19', '172.16', '192.168'])('accepts a VPC of %s on AWS', (start) => {
  expect(onAws(start)).toEqual([]);
});

test.each([
  ['240.0', '240.0.0.0/4 is reserved for future use'],
  ['198.18', '198.18.0.0/15 is reserved for benchmarks'],
  ['169.254', '169.254.0.0/16 is reserved for link-local addresses'],
])('refuses a VPC of %s on AWS', (start, why) => {
  expect(onAws(start)).toEqual([
    `environment 'paas' > cluster 'main': 'network.vpcCidr' must ${AWS}, got '${start}.0.0/16'; take a block of these; ${why}`,
  ]);
});
