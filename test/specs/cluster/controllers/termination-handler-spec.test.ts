import type { AwsClusterInput } from '../../../../lib/specs/cluster/aws/aws-cluster-input';
import { maxReceives, VISIBILITY_SECONDS } from '../../../../lib/specs/cluster/controllers/node-event-queue';
import { handledCluster } from '../../../../lib/specs/cluster/controllers/termination-handler-spec';
import { awsClusterSpec } from '../../../aws/synthesize-aws';
import { awsPool } from '../../../fixtures/aws-environment';

const SYSTEM = awsPool({ name: 'system', purpose: 'system' });

function handlerOf(overrides: Partial<AwsClusterInput> = {}) {
  const controllers = { terminationHandler: {} };
  const handled = handledCluster(awsClusterSpec({ pools: [SYSTEM, awsPool()], controllers, ...overrides }));
  if (handled === undefined) throw new Error('keelson installs no handler');
  return handled.handler;
}

/** The handler of a cluster whose pool states how long an instance waits. */
function waiting(terminateHeartbeatSeconds: number) {
  const pool = awsPool({ aws: { ...awsPool().aws, terminateHeartbeatSeconds } });
  return handlerOf({ pools: [SYSTEM, pool] });
}

test('the queues, their address and the tag of the instances have the name of the cluster', () => {
  expect(handlerOf()).toMatchObject({
    queueName: 'paas-main-node-events',
    queueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/paas-main-node-events',
    failedQueueName: 'paas-main-node-events-failed',
    managedTag: 'kubernetes.io/cluster/paas-main',
  });
});

test('there is no queue where somebody else installs the handler, or nobody does', () => {
  for (const controllers of [{}, { terminationHandler: 'existing' as const }]) {
    expect(handledCluster(awsClusterSpec({ pools: [SYSTEM, awsPool()], controllers }))).toBeUndefined();
  }
});

test('a message is received often enough for the longest drain before it counts as failed', () => {
  const { maxReceives: receives, nodeDrainSeconds } = waiting(7200);
  expect(receives * VISIBILITY_SECONDS).toBeGreaterThanOrEqual(7200 + nodeDrainSeconds + 600);
  expect(receives).toBe(393);
});

test.each([
  [60, 393],
  [3600, 570],
  [12_200, 1000],
  [12_220, 1000],
])(
  'messages about a drain of %d s may be received %d times, and never more often than SQS counts',
  (seconds, receives) => {
    expect(maxReceives(seconds)).toBe(receives);
  },
);
