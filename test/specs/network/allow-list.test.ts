import { awsCluster, awsEnvironment } from '../../fixtures/aws-environment';
import { googleCluster, googleEnvironment } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const AWS = "environment 'paas' > cluster 'main': 'privateAccess.cidrs'";
const GOOGLE = "environment 'streaming' > cluster 'main': 'privateAccess.networks'";
const EVERYBODY = 'name your own ranges, because otherwise the whole internet reaches the control plane';
const OFFICE =
  "name the public addresses with which your clients reach the internet, or choose 'ssm-bastion', 'client-vpn' or a VPN";

const awsProblems = (...cidrs: readonly string[]) =>
  problemsOf(awsEnvironment({ clusters: [awsCluster({ privateAccess: { kind: 'public-allow-list', cidrs } })] }));
const googleProblems = (kind: 'authorised-networks' | 'private-endpoint', ...cidrs: readonly string[]) => {
  const networks = cidrs.map((cidr, index) => ({ name: `office-${index}`, cidr }));
  return problemsOf(googleEnvironment({ clusters: [googleCluster({ privateAccess: { kind, networks } })] }));
};

test.each([
  ['198.51.100.0/24', '198.51.100.0/24', 'documentation'],
  ['203.0.113.8/29', '203.0.113.0/24', 'documentation'],
  ['192.0.2.0/24', '192.0.2.0/24', 'documentation'],
  ['198.18.0.0/15', '198.18.0.0/15', 'benchmarks'],
  ['169.254.0.0/16', '169.254.0.0/16', 'link-local addresses'],
  ['127.0.0.1/32', '127.0.0.0/8', 'loopback'],
  ['224.0.0.0/4', '224.0.0.0/4', 'multicast'],
  ['240.0.0.0/8', '240.0.0.0/4', 'future use'],
  ['198.51.0.0/16', '198.51.100.0/24', 'documentation'],
])('refuses %s, an address that no client on the internet has', (cidr, block, purpose) => {
  const rule = `must name addresses of the internet, and none of ${block}, which is reserved for ${purpose}, got '${cidr}'`;
  const remedy = 'name the public ranges of your clients';
  expect(awsProblems(cidr)).toEqual([`${AWS} ${rule}; ${remedy}`]);
  expect(googleProblems('authorised-networks', cidr)).toEqual([`${GOOGLE} ${rule}; ${remedy}`]);
});

test.each([
  ['10.0.0.0/8', '10.0.0.0/8', 'private networks'],
  ['172.20.0.0/16', '172.16.0.0/12', 'private networks'],
  ['192.168.1.0/24', '192.168.0.0/16', 'private networks'],
  ['100.64.0.0/16', '100.64.0.0/10', "carriers' shared addresses"],
])(
  'refuses the private range %s on a public endpoint, and the message says which access accepts it',
  (cidr, block, purpose) => {
    const rule = `must name addresses of the internet, and none of ${block}, which is reserved for ${purpose}, got '${cidr}'`;
    expect(awsProblems('9.9.9.0/24', cidr)).toEqual([`${AWS} ${rule}; ${OFFICE}`]);
    expect(googleProblems('authorised-networks', cidr)).toEqual([
      `${GOOGLE} ${rule}; name the public addresses with which your clients reach the internet, or choose 'private-endpoint'`,
    ]);
    expect(googleProblems('private-endpoint', cidr)).toEqual([]);
  },
);

test('refuses ranges that together cover the whole internet', () => {
  const halves = ['0.0.0.0/1', '128.0.0.0/1'];
  const rule = `must hold at most 268435456 addresses together, a sixteenth of the internet, got '4294967296 in 0.0.0.0/1, 128.0.0.0/1'`;
  expect(awsProblems(...halves)).toEqual([`${AWS} ${rule}; ${EVERYBODY}`]);
  expect(googleProblems('authorised-networks', ...halves)).toEqual([`${GOOGLE} ${rule}; ${EVERYBODY}`]);
  expect(googleProblems('private-endpoint', ...halves)).toEqual([`${GOOGLE} ${rule}; ${EVERYBODY}`]);
});

test('counts an address in several ranges once', () => {
  expect(awsProblems('8.0.0.0/7', '9.0.0.0/8', '9.9.9.0/24')).toEqual([]);
  expect(awsProblems('16.0.0.0/4', '16.0.0.0/5', '9.9.9.9/32')).toEqual([
    `${AWS} must hold at most 268435456 addresses together, a sixteenth of the internet, got '268435457 in 16.0.0.0/4, 16.0.0.0/5, 9.9.9.9/32'; ${EVERYBODY}`,
  ]);
});

test('accepts as many ranges as the cloud allows for an endpoint, and refuses one more', () => {
  const ranges = (count: number) => Array.from({ length: count }, (_, index) => `9.9.${index}.0/24`);
  const rule = (most: number) => `must name at most ${most} ranges, got ${most + 1}; join neighbouring ranges`;
  expect(awsProblems(...ranges(40))).toEqual([]);
  expect(awsProblems(...ranges(41))).toEqual([`${AWS} ${rule(40)}`]);
  expect(googleProblems('authorised-networks', ...ranges(100))).toEqual([]);
  expect(googleProblems('authorised-networks', ...ranges(101))).toEqual([`${GOOGLE} ${rule(100)}`]);
});
