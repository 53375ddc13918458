/**
 * Seconds for which SQS hides a message that a pod of the handler has received; the handler asks for this number in every call, whatever the
 * queue states. A drain takes longer, so that the handler receives the message again and again meanwhile, and knows the event by its id. The
 * other pod begins the same drain too: both wait for the same pods, and the work goes on if one of them dies. A longer time would leave a
 * spot machine undrained whose handler dies, because its notice is 120 seconds long.
 *
 * @see https://github.com/aws/aws-node-termination-handler/blob/v1.25.6/pkg/monitor/sqsevent/sqs-monitor.go
 */
export const VISIBILITY_SECONDS = 20;

/**
 * Longest time in seconds until the handler forgets an event that it has answered. SQS deletes a message only by the handle of its last
 * receipt, and the handler has that of the first one: after a drain of more than 20 s the message stays until its instance is terminated,
 * or, where nobody terminates it, until the handler answers the forgotten event once more.
 */
const FORGETTING_SECONDS = 7200;

/** Seconds from the end of a hook until EC2 reports the instance as terminated, after which the handler drops its messages. */
const TERMINATION_SECONDS = 600;

/** Most receipts that SQS counts. */
const MOST_RECEIVES = 1000;

/**
 * Receipts after which a message counts as one that the handler cannot answer. The handler receives a message every 20 s
 * while it drains the node, and such a message must not count as failed. No hook holds an instance for longer than the handler remembers it.
 *
 * @param drainSeconds time after which the handler gives a drain up
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function maxReceives(drainSeconds: number): number {
  const longest = FORGETTING_SECONDS + drainSeconds + TERMINATION_SECONDS;
  return Math.min(MOST_RECEIVES, Math.ceil(longest / VISIBILITY_SECONDS));
}
