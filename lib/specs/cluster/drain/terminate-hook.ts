import type { NodeDrain } from './node-drain';

/** Name of the hook in which an instance waits until its node is drained. */
export const TERMINATE_HOOK = 'node-drained';

/** Shortest and longest heartbeat of a lifecycle hook in seconds. */
export const HEARTBEAT_RANGE = { min: 30, max: 7200 } as const;

/** Seconds from the order to terminate an instance until the handler has read the event and the first pod is told to end. */
export const HANDLER_LAG_SECONDS = 60;

/** Least default of a terminate hook's heartbeat in seconds. */
const LEAST_HEARTBEAT_SECONDS = 120;

/** Seconds of a heartbeat that are left when the slowest pod has ended. */
const HEARTBEAT_MARGIN_SECONDS = 60;

/** Seconds for which an instance waits for the drain of its node, in whole minutes. */
export function terminateHeartbeatSeconds({ evictedSeconds }: Pick<NodeDrain, 'evictedSeconds'>): number {
  const least = HANDLER_LAG_SECONDS + evictedSeconds + HEARTBEAT_MARGIN_SECONDS;
  const minutes = Math.ceil(Math.max(LEAST_HEARTBEAT_SECONDS, least) / 60);
  return Math.min(HEARTBEAT_RANGE.max, minutes * 60);
}
