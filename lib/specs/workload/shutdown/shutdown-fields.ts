import { members } from '../../fields/compound-fields';
import { optional, type Resolved } from '../../fields/field';
import { whole } from '../../fields/leaf-fields';
import type { WorkloadShutdownInput } from './shutdown-input';

/** Seconds of a day: no drain waits longer for a pod. */
export const MAX_GRACE_SECONDS = 86_400;

/** Longest time in seconds for which a pod may serve on while others forget it. */
export const MAX_ENDPOINT_LAG_SECONDS = 120;

/** Fields of the stop of a pod; the resolver fills in the defaults of a workload with a container. */
export const shutdownFields = members<WorkloadShutdownInput>()({
  graceSeconds: optional(whole({ min: 1, max: MAX_GRACE_SECONDS, unit: 'seconds' })),
  endpointLagSeconds: optional(whole({ min: 0, max: MAX_ENDPOINT_LAG_SECONDS, unit: 'seconds' })),
  drainSeconds: optional(whole({ min: 0, max: 3600, unit: 'seconds' })),
  marginSeconds: optional(whole({ min: 1, max: 60, unit: 'seconds' })),
  connectionMaxAgeSeconds: optional(whole({ min: 10, max: MAX_GRACE_SECONDS, unit: 'seconds' })),
});

/** Times of the stop of a pod, as the fields alone resolve them. */
export type ShutdownMembers = Resolved<typeof shutdownFields>;
