import { MAX_HEARTBEAT_SECONDS } from '../../pool/aws/aws-pool-fields';
import type { NodeDrain } from './node-drain';

/** Name of the hook in which an instance waits until its node is drained. */
export const TERMINATE_HOOK = 'node-drained';

/**
 * Seconds from the order to terminate an instance until the handler has read the event and the first pod is told to end. Usually they are
 * about ten, as after the notice of a spot instance. The hook counts more, because its time costs nothing: an instance goes as soon as its node is
 * drained.
 */
export const HANDLER_LAG_SECONDS = 60;

/** Seconds of a heartbeat that are left when the slowest pod has ended. */
const HEARTBEAT_MARGIN_SECONDS = 60;

/** Seconds for which an instance waits for the drain of its node, in whole minutes. */
export function terminateHeartbeatSeconds({ evictedSeconds }: Pick<NodeDrain, 'evictedSeconds'>): number {
  const minutes = Math.ceil((HANDLER_LAG_SECONDS + evictedSeconds + HEARTBEAT_MARGIN_SECONDS) / 60);
  return Math.min(MAX_HEARTBEAT_SECONDS, minutes * 60);
}
