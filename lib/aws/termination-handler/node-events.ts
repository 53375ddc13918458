import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import { VISIBILITY_SECONDS } from '../../specs/cluster/controllers/node-event-queue';
import type { HandledCluster } from '../../specs/cluster/controllers/termination-handler-spec';
import { awsPartition } from '../../values/aws-partition';
import { boundedName } from '../../values/bounded-name';
import { type NodeEventPattern, nodeEventPatterns } from './event-patterns';
import { addQueueAlarms } from './queue-alarms';
import { renderEventQueuePolicy, renderFailedQueuePolicy } from './queue-policies';

/**
 * Seconds for which SQS keeps a message that nobody reads. An instance is gone by then, but a notice of AWS Health still counts on the
 * next day.
 */
const RETENTION_SECONDS = 86_400;

/** Longest time in seconds for which SQS keeps messages, which is that of the failed ones; it counts from the first queue on. */
const FAILED_RETENTION_SECONDS = 1_209_600;

/** Most characters of the name of a rule. */
const MAX_RULE_NAME_LENGTH = 64;

/**
 * The way of an event to the termination handler: rules that select the events of the cluster's nodes, the queue from which the handler
 * reads, the queue of the messages that it could not answer, and an alarm on each queue.
 *
 * Names and ARNs follow from the names of the cluster, so that the queue has its whole policy from the first moment on.
 */
export class NodeEvents extends Construct {
  /** The queue from which the handler reads. */
  readonly queue: SqsQueue;
  /** The queue of the messages that the handler could not answer. */
  readonly failed: SqsQueue;
  /** Resources that must exist before an instance waits in a terminate hook; otherwise nobody would hear of it. */
  readonly members: readonly ITerraformDependable[];

  private readonly props: HandledCluster;

  constructor(scope: Construct, id: string, props: HandledCluster) {
    super(scope, id);
    this.props = props;
    const patterns = nodeEventPatterns(props.handler.pools);
    this.failed = this.addFailedQueue();
    this.queue = this.addQueue(
      patterns.map((pattern) => ownArn(props.cluster, 'events', `rule/${this.ruleName(pattern)}`)),
    );
    this.members = patterns.map((pattern) => this.addRule(pattern));
    addQueueAlarms(this, props.handler, { queue: this.queue.name, failed: this.failed.name });
  }

  private addQueue(rules: readonly string[]): SqsQueue {
    const { cluster, handler } = this.props;
    return new SqsQueue(this, 'queue', {
      name: handler.queueName,
      messageRetentionSeconds: RETENTION_SECONDS,
      visibilityTimeoutSeconds: VISIBILITY_SECONDS,
      sqsManagedSseEnabled: true,
      policy: renderEventQueuePolicy(queueArn(cluster, handler.queueName), rules),
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.failed.arn, maxReceiveCount: handler.maxReceives }),
      // Failed messages of another queue would be events for the handler.
      redriveAllowPolicy: JSON.stringify({ redrivePermission: 'denyAll' }),
    });
  }

  private addFailedQueue(): SqsQueue {
    const { cluster, handler } = this.props;
    return new SqsQueue(this, 'failed', {
      name: handler.failedQueueName,
      messageRetentionSeconds: FAILED_RETENTION_SECONDS,
      sqsManagedSseEnabled: true,
      policy: renderFailedQueuePolicy(queueArn(cluster, handler.failedQueueName)),
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: 'byQueue',
        sourceQueueArns: [queueArn(cluster, handler.queueName)],
      }),
    });
  }

  private addRule(pattern: NodeEventPattern): ITerraformDependable {
    const rule = new CloudwatchEventRule(this, `${pattern.id}-rule`, {
      name: this.ruleName(pattern),
      description: pattern.description,
      eventPattern: pattern.pattern,
      state: 'ENABLED',
    });
    return new CloudwatchEventTarget(this, `${pattern.id}-target`, {
      rule: rule.name,
      targetId: 'termination-handler',
      arn: this.queue.arn,
    });
  }

  private ruleName({ id }: NodeEventPattern): string {
    return boundedName(`${this.props.cluster.physicalName}-node-${id}`, MAX_RULE_NAME_LENGTH);
  }
}

/** ARN of a queue of the cluster. */
export function queueArn(cluster: AwsClusterSpec, name: string): string {
  return ownArn(cluster, 'sqs', name);
}

function ownArn({ region, accountId }: AwsClusterSpec, service: string, resource: string): string {
  return `arn:${awsPartition(region)}:${service}:${region}:${accountId}:${resource}`;
}
