/** Members of a policy's document that differ from policy to policy. */
interface QueueStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: string | { readonly Service: string };
  readonly Action: string;
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * Policy of the queue from which the termination handler reads. Whoever can write to that queue can drain nodes, so that only EventBridge
 * may, and of its rules only those of the cluster; rights that a principal of the account has on all queues do not help it.
 *
 * @param rules ARNs of the cluster's rules
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export function renderEventQueuePolicy(queue: string, rules: readonly string[]): string {
  return render(queue, [
    {
      Sid: 'RulesOfTheCluster',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Condition: { ArnEquals: { 'aws:SourceArn': rules } },
    },
    {
      Sid: 'NoMessagesOfOthers',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:SendMessage',
      Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    },
    ENCRYPTED_ONLY,
  ]);
}

/** Policy of the queue of failed messages, to which SQS itself moves them. */
export function renderFailedQueuePolicy(queue: string): string {
  return render(queue, [ENCRYPTED_ONLY]);
}

const ENCRYPTED_ONLY: QueueStatement = {
  Sid: 'EncryptedConnectionsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

function render(queue: string, statements: readonly QueueStatement[]): string {
  const Statement = statements.map(({ Condition, ...rest }) => ({ ...rest, Resource: queue, Condition }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}
