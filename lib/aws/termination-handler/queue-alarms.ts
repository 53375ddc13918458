import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';
import type { TerminationHandlerSpec } from '../../specs/cluster/controllers/termination-handler-spec';

/**
 * Age in seconds of the oldest message from which on nobody reads the queue. SQS leaves messages out of this age that were received three
 * times, which takes a running handler little more than a minute, however long its drains take.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
const UNREAD_SECONDS = 180;

/** Names of the two queues, as references to them. */
interface QueueNames {
  readonly queue: string;
  readonly failed: string;
}

/**
 * Alarms on both queues. They ask CloudWatch and not the cluster, so that they also see a cluster in which nothing runs any more. They have
 * no action, because an environment states no place for one. A queue without messages reports 0 while it is in use, and later nothing;
 * neither is a breach.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function addQueueAlarms(scope: Construct, handler: TerminationHandlerSpec, names: QueueNames): void {
  new CloudwatchMetricAlarm(scope, 'unread-alarm', {
    ...COMMON,
    alarmName: `${handler.queueName}-unread`,
    alarmDescription: 'Nobody reads the queue of node events: nodes end without a drain.',
    metricName: 'ApproximateAgeOfOldestMessage',
    dimensions: { QueueName: names.queue },
    period: 60,
    evaluationPeriods: 2,
    threshold: UNREAD_SECONDS,
  });
  new CloudwatchMetricAlarm(scope, 'failed-alarm', {
    ...COMMON,
    alarmName: handler.failedQueueName,
    alarmDescription: 'The termination handler could not answer an event: read the message and the log of the handler.',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: names.failed },
    period: 300,
    evaluationPeriods: 1,
    threshold: 0,
  });
}

/** Arguments that both alarms have. */
const COMMON = {
  namespace: 'AWS/SQS',
  statistic: 'Maximum',
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
} as const;
