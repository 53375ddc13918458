import type { AwsEnvironmentInput } from '../../../../lib/specs/environment/environment-input';
import { EnvironmentSpec } from '../../../../lib/specs/environment/environment-spec';
import type { AwsNodePoolInput } from '../../../../lib/specs/pool/node-pool-input';
import { addAwsStacks } from '../../../../lib/stacks/aws/add-aws-stacks';
import { synthesizeStacks } from '../../../../lib/testing/synthesize-stacks';
import { ConfigError } from '../../../../lib/values/config-error';
import { awsCluster, awsEnvironment, awsPool } from '../../../fixtures/aws-environment';
import { TRACKING, trackedPool } from '../../../fixtures/tracked-pool';
import { Session } from '../../harness/session';
import { readStackJson, synthesizedEnvironments } from '../../harness/synthesized';
import { longestEnvironment, managedEnvironment } from './environments';
import { type Arguments, type AwsRequest, JUDGED_TYPES, judgeRequests, requestsOf } from './requests';

const LONG = 'k'.repeat(52);

/** Labels and taints just inside and just outside the limits of EKS. */
const EDGES: readonly Pick<AwsNodePoolInput, 'labels' | 'taints'>[] = [
  { labels: { 'example.com/edge': '' } },
  { labels: { 'example.com/edge': 'v' } },
  { labels: { 'example.com/edge': 'v'.repeat(63) } },
  { labels: { [`example.com/${LONG}`]: 'v' } },
  { labels: { [`example.com/${LONG.slice(1)}`]: 'v' } },
  { labels: { ['k'.repeat(63)]: 'v' } },
  { taints: [{ key: 'example.com/edge', value: '', effect: 'NoSchedule' }] },
  { taints: [{ key: 'example.com/edge', effect: 'NoExecute' }] },
  { taints: [{ key: `example.com/${LONG}`, effect: 'PreferNoSchedule' }] },
  { taints: [{ key: `example.com/${LONG.slice(1)}`, value: 'v'.repeat(63), effect: 'PreferNoSchedule' }] },
];

function requestsFor(input: AwsEnvironmentInput): readonly AwsRequest[] {
  const environment = EnvironmentSpec.from(input);
  const stacks = synthesizeStacks((app) => void addAwsStacks(app, environment));
  return Object.entries(stacks).flatMap(([name, stack]) => requestsOf(name, stack));
}

/** The sound call for the managed group, with members that a rule of the library would have refused. */
function groupWith(members: Arguments): AwsRequest {
  const sound = requestsFor(managedEnvironment()).find(({ operation }) => operation === 'CreateNodegroup');
  if (sound === undefined) throw new Error('the environment has no managed group');
  return { ...sound, name: 'broken', request: { ...sound.request, ...members } };
}

/** The first call of an operation for a pool that scales itself, with members that a rule or a type would have refused. */
function trackedWith(operation: string, members: Arguments): AwsRequest {
  const pools = [
    trackedPool({ scaling: { ...TRACKING, scalesIn: false } }),
    awsPool({ name: 'system', purpose: 'system' }),
  ];
  const workloads = [{ name: 'opener', namespace: 'keelson-system', kind: 'daemon', pools: ['tracked'] }] as const;
  const requests = requestsFor(awsEnvironment({ clusters: [awsCluster({ pools, workloads })] }));
  const sound = requests.find((each) => each.operation === operation);
  if (sound === undefined) throw new Error(`the environment makes no call ${operation}`);
  return { ...sound, name: 'broken', request: { ...sound.request, ...members } };
}

function isAccepted(input: AwsEnvironmentInput): boolean {
  try {
    EnvironmentSpec.from(input);
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

test("requests to AWS conform to AWS' own models, in reference environments and with names of the greatest length", async () => {
  const references = synthesizedEnvironments().flatMap(({ stacks }) =>
    stacks.flatMap((stack) => requestsOf(stack.name, readStackJson(stack))),
  );
  const requests = [...references, ...requestsFor(managedEnvironment()), ...requestsFor(longestEnvironment())];
  expect(await judgeRequests(requests)).toEqual([]);
  const sent = new Set(requests.map(({ name }) => name.split(' ')[1]?.split('.')[0]));
  expect([...sent].sort()).toEqual([...JUDGED_TYPES].sort());
  Session.current().fact('aws-requests', 'requests', requests.length);
});

test('labels and taints of a managed group are refused exactly where the model of EKS refuses them', async () => {
  const verdicts = EDGES.map((edge) => ({
    accepted: isAccepted(managedEnvironment(edge)),
    request: groupWith({
      ...(edge.labels && { labels: edge.labels }),
      ...(edge.taints && {
        taints: edge.taints.map(({ key, value }) => ({
          key,
          ...(value !== undefined && { value }),
          effect: 'NO_EXECUTE',
        })),
      }),
    }),
  }));
  const faults = await Promise.all(verdicts.map(async ({ request }) => judgeRequests([request])));
  expect(verdicts.map(({ accepted }) => accepted)).toEqual(faults.map((found) => found.length === 0));
  expect(verdicts.filter(({ accepted }) => !accepted)).toHaveLength(3);
});

test.each([
  ['a label without a value', { labels: { 'example.com/edge': '' } }, /valid min length: 1/],
  ['a key of 64 characters', { labels: { [`example.com/${LONG}`]: 'v' } }, /64 is more than 63/],
  [
    'an effect in the spelling of Kubernetes',
    { taints: [{ key: 'a', effect: 'NoSchedule' }] },
    /'NoSchedule' is none of/,
  ],
  ['a share above the whole', { updateConfig: { maxUnavailablePercentage: 101 } }, /101 is more than 100/],
  ['a group without subnets', { subnets: undefined }, /Missing required parameter in input: "subnets"/],
  ['a member that EKS does not know', { nodegroup: 'x' }, /Unknown parameter in input: "nodegroup"/],
])('the judge reports %s', async (_, members, fault) => {
  const found = await judgeRequests([groupWith(members)]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(fault);
});

test.each(['PutScalingPolicy', 'PutScheduledUpdateGroupAction'])(
  'the calls of a pool that scales itself conform to the models: %s',
  async (operation) => {
    expect(await judgeRequests([trackedWith(operation, {})])).toEqual([]);
  },
);

test.each([
  [
    'a policy without a name',
    'PutScalingPolicy',
    { PolicyName: undefined },
    /Missing required parameter.*"PolicyName"/,
  ],
  [
    'a target without a value',
    'PutScalingPolicy',
    { TargetTrackingConfiguration: { DisableScaleIn: false } },
    /Missing required parameter.*"TargetValue"/,
  ],
  [
    'a metric that EC2 Auto Scaling does not have',
    'PutScalingPolicy',
    {
      TargetTrackingConfiguration: {
        TargetValue: 60,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGMemory' },
      },
    },
    /'ASGMemory' is none of/,
  ],
  ['a size that is text', 'PutScheduledUpdateGroupAction', { MinSize: '3' }, /Invalid type for parameter MinSize/],
  ['a time zone without a letter', 'PutScheduledUpdateGroupAction', { TimeZone: '' }, /valid min length: 1/],
])('the judge reports %s', async (_, operation, members, fault) => {
  const found = await judgeRequests([trackedWith(operation, members)]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(fault);
});
