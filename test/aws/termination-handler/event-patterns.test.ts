import { nodeEventPatterns } from '../../../lib/aws/termination-handler/event-patterns';
import type { AwsNodePoolInput } from '../../../lib/specs/pool/node-pool-input';
import { awsPoolSpec } from '../../fixtures/aws-pool-spec';
import { TRACKING, trackedPool } from '../../fixtures/tracked-pool';

const SPOT = { capacity: { kind: 'mixed', alternativeTypes: ['m5.xlarge'] } } as const;
const ON_DEMAND_MIX = { capacity: { ...SPOT.capacity, onDemandPercentAboveBase: 100 } } as const;

function patternsOf(...pools: Parameters<typeof nodeEventPatterns>[0]) {
  return nodeEventPatterns(pools).map(({ id, pattern }) => ({ id, pattern: JSON.parse(pattern) as unknown }));
}

function pool(overrides: Partial<AwsNodePoolInput> = {}, aws: Partial<AwsNodePoolInput['aws']> = {}) {
  return awsPoolSpec(overrides, aws, { clusterAutoscaler: 'existing', terminationHandler: {} });
}

test('terminations are those of the hook of the groups of the cluster, by their whole names, and of nodes alone', () => {
  const zonal = pool({ name: 'zonal', size: { scope: 'per-zone', min: 1, max: 2 } });
  expect(patternsOf(pool(), zonal)[0]).toEqual({
    id: 'terminate',
    pattern: {
      source: ['aws.autoscaling'],
      'detail-type': ['EC2 Instance-terminate Lifecycle Action'],
      detail: {
        LifecycleHookName: ['node-drained'],
        AutoScalingGroupName: [
          'paas-main-general',
          'paas-main-zonal-eu-central-1a',
          'paas-main-zonal-eu-central-1b',
          'paas-main-zonal-eu-central-1c',
        ],
        Origin: [{ 'anything-but': ['WarmPool'] }],
      },
    },
  });
});

test('the other events carry no name of a group, so that they are selected by their kind', () => {
  expect(patternsOf(pool({}, SPOT)).slice(1)).toEqual([
    { id: 'spot', pattern: { source: ['aws.ec2'], 'detail-type': ['EC2 Spot Instance Interruption Warning'] } },
    {
      id: 'state',
      pattern: {
        source: ['aws.ec2'],
        'detail-type': ['EC2 Instance State-change Notification'],
        detail: { state: ['shutting-down', 'stopping'] },
      },
    },
    {
      id: 'health',
      pattern: {
        source: ['aws.health'],
        'detail-type': ['AWS Health Event'],
        detail: { service: ['EC2'], eventTypeCategory: ['scheduledChange'] },
      },
    },
  ]);
});

test('notices of spot instances are selected only where a pool buys spot', () => {
  const idsOf = (aws: Partial<AwsNodePoolInput['aws']>) => patternsOf(pool({}, aws)).map(({ id }) => id);
  expect(idsOf(SPOT)).toEqual(['terminate', 'spot', 'state', 'health']);
  expect(idsOf(ON_DEMAND_MIX)).toEqual(['terminate', 'state', 'health']);
  expect(idsOf({})).toEqual(['terminate', 'state', 'health']);
});

test('a stop tells nothing where a warm pool stops its new instances', () => {
  const { aws } = trackedPool();
  const tracked = pool(
    { scaling: { ...TRACKING, signals: [{ kind: 'cpu', percent: 60 }] }, startupTaint: { removedBy: 'tuner' } },
    aws,
  );
  expect(patternsOf(tracked).find(({ id }) => id === 'state')).toMatchObject({
    pattern: { detail: { state: ['shutting-down'] } },
  });
});

test('many groups share as few rules as their names need, and no pattern is longer than EventBridge accepts', () => {
  const pools = Array.from({ length: 30 }, (_, index) => ({
    ...pool(),
    physicalName: `paas-main-${String(index).padStart(2, '0')}-${'x'.repeat(60)}`,
  }));
  const patterns = nodeEventPatterns(pools).filter(({ id }) => id.startsWith('terminate'));
  expect(patterns.map(({ id }) => id)).toEqual(['terminate', 'terminate-2']);
  const lengths = patterns.map(({ pattern }) => pattern.length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(2048);
  expect(Math.max(...lengths)).toBeGreaterThan(2048 - 77);
  const named = patterns.flatMap(({ pattern }) => JSON.parse(pattern).detail.AutoScalingGroupName as string[]);
  expect(named).toEqual(pools.map(({ physicalName }) => physicalName));
});

test('no rule carries recommendations to rebalance, after which the group drains the node once its replacement exists', () => {
  expect(JSON.stringify(patternsOf(pool({}, SPOT)))).not.toMatch(/rebalance/i);
});
