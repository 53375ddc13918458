import { Token } from 'cdktf';
import type { EnvironmentInput } from '../../../lib/specs/environment/environment-input';
import { EnvironmentSet } from '../../../lib/specs/environment/environment-set';
import { awsCluster, awsEnvironment, awsPool } from '../../fixtures/aws-environment';
import { googleEnvironment } from '../../fixtures/google-environment';
import { problemsOf } from '../problems-of';

const POOL = "environment 'paas' > cluster 'main' > pool 'general'";

function withPool(overrides: object): EnvironmentInput {
  return awsEnvironment({ clusters: [awsCluster({ pools: [awsPool(overrides)] })] });
}

function holdsItself(): object {
  const own: Record<string, unknown> = { tier: 'edge' };
  own['self'] = own;
  return own;
}

test.each<[string, object, string]>([
  [
    'an object that contains itself',
    { labels: holdsItself() },
    `${POOL}: 'labels.self' must be text, got an object that contains itself; write it in quotes`,
  ],
  [
    'an object that contains itself under a name that nobody knows',
    { labelz: holdsItself() },
    `${POOL}: 'labelz' must be a known property, got {"tier":"edge","self":an object that contains itself}; did you mean 'labels'?`,
  ],
  ['a BigInt', { maxPods: 58n }, `${POOL}: 'maxPods' must be a number, got 58n; write it without quotes`],
  ['a function', { labels: () => ({}) }, `${POOL}: 'labels' must be an object, got a function; write it in braces`],
  ['a Map', { labels: new Map([['a', 'b']]) }, `${POOL}: 'labels' must be an object, got a Map; write it in braces`],
  ['a Date', { labels: new Date(0) }, `${POOL}: 'labels' must be an object, got a Date; write it in braces`],
  [
    'a list with a hole',
    { zones: Object.assign(new Array(2), { 1: 'eu-central-1a' }) },
    `${POOL}: 'zones' must be a list, got a list with holes; write it in square brackets`,
  ],
  [
    'a number that arithmetic could not give',
    { maxPods: Number('many') },
    `${POOL}: 'maxPods' must be a number, got a value that is not a number; write it without quotes`,
  ],
  [
    'an infinite number',
    { maxPods: Number.POSITIVE_INFINITY },
    `${POOL}: 'maxPods' must be a number, got Infinity; write it without quotes`,
  ],
  [
    'an enormous number of nodes',
    { size: { scope: 'total', min: 1, max: 4_294_967_296 } },
    `${POOL}: 'size.max' must be a whole number of 1 to 1000, got 4294967296; lower it`,
  ],
  [
    'a negative memory',
    { machine: { ...awsPool().machine, memoryGib: -1 } },
    `${POOL}: 'machine.memoryGib' must be 0.5 to 32768, got -1; state the machine type's own figure`,
  ],
  [
    'a text that the patterns of rules would read for minutes',
    { machine: { type: 'a'.repeat(200_000) } },
    `${POOL}: 'machine.type' must have at most 4096 characters, got '${'a'.repeat(400)}… (200000 characters)'; shorten it`,
  ],
  [
    'such a text where an object may stand too',
    { aws: { ...awsPool().aws, capacity: { kind: 'mixed', alternativeTypes: ['a'.repeat(200_000)] } } },
    `${POOL}: 'aws.capacity.alternativeTypes[0]' must have at most 4096 characters, got '${'a'.repeat(400)}… (200000 characters)'; shorten it`,
  ],
  [
    'a key that the patterns of rules would read for minutes',
    { labels: { ['a'.repeat(200_000)]: 'x' } },
    `${POOL}: 'labels' must have keys of at most 4096 characters, got '${'a'.repeat(400)}… (200000 characters)'; shorten the key`,
  ],
  [
    'a name of two lines',
    { name: 'a\nb' },
    "environment 'paas' > cluster 'main' > pool 'a\\nb': 'name' must be a DNS label: lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'a\\nb'; choose such a name",
  ],
])('refuses a pool with %s by its property', (_, overrides, message) => {
  expect(problemsOf(withPool(overrides))).toContain(message);
});

test('refuses a function under a name that nobody knows by its name', () => {
  const input = { ...awsEnvironment(), tagz: () => undefined };
  expect(problemsOf(input)).toEqual([
    "environment 'paas': 'tagz' must be a known property, got a function; did you mean 'tags'?",
  ]);
});

test('refuses an environment that is a Promise, as an async module exports it, beside the problems of the others', () => {
  const inputs = [
    Promise.resolve(awsEnvironment()),
    googleEnvironment({ projectId: 'X' }),
  ] as unknown as EnvironmentInput[];
  expect(() => EnvironmentSet.from(inputs)).toThrow(
    [
      '2 problems',
      "  environment number 1: 'environment' must be an object, got a Promise; write it in braces; an environment is plain data that is known when the module is loaded",
      "  environment 'streaming': 'projectId' must be a project id: 6 to 30 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash, got 'X'; use the id of the project, not its number or name",
    ].join('\n'),
  );
});

test('takes parts that two pools share, and an environment whose members are getters', () => {
  const [first, second] = [awsPool(), awsPool({ name: 'second' })];
  const pools = [first, { ...second, machine: first.machine, aws: first.aws }];
  const input = awsEnvironment({ clusters: [awsCluster({ pools })] });
  const lazy = Object.defineProperty({ ...input }, 'clusters', { get: () => input.clusters, enumerable: true });
  expect(problemsOf(lazy)).toEqual([]);
});

test('refuses more clusters, pools and zones than rules compare with each other', () => {
  const cluster = awsCluster();
  const zones = Array.from({ length: 17 }, () => cluster.network.zones[0] as (typeof cluster.network.zones)[number]);
  expect(problemsOf(awsEnvironment({ clusters: new Array(51).fill(cluster) }))).toEqual([
    "environment 'paas': 'clusters' must have at most 50 items, got 51; split it, or remove some",
  ]);
  expect(problemsOf(awsEnvironment({ clusters: [awsCluster({ pools: new Array(101).fill(awsPool()) })] }))).toEqual([
    "environment 'paas' > cluster 'main': 'pools' must have at most 100 items, got 101; split it, or remove some",
  ]);
  expect(problemsOf(awsEnvironment({ clusters: [awsCluster({ network: { ...cluster.network, zones } })] }))).toEqual([
    "environment 'paas' > cluster 'main': 'network.zones' must have at most 16 items, got 17; split it, or remove some",
  ]);
});

test('refuses a size that is a token of Terraform as a token, and counts up to no such number', () => {
  const token = -Token.asNumber({ resolve: () => 3, creationStack: [], toString: () => '' });
  const reboots = { kind: 'coordinated', window: { days: ['monday'], start: '01:00', end: '05:00' }, rebootMinutes: 5 };
  const pool = { size: { scope: 'total', min: 1, max: token }, reboots };
  expect(problemsOf(withPool(pool))).toEqual([
    "environment 'paas': 'clusters[0].pools[0].size.max' must be known before an apply, got 'a Terraform token'; write a literal; an input may hold nothing that only an apply knows",
  ]);
});
