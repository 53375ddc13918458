import { list, mapOf, members } from '../fields/compound-fields';
import { optional, type Resolved, withDefault, withOwnDefaults } from '../fields/field';
import { flag, oneOf, text, whole } from '../fields/leaf-fields';
import { inPlace, rolls } from '../fields/state-effect';
import type { WorkloadInput, WorkloadShutdownInput } from './workload-input';

/** Most pods of a workload. */
export const MAX_REPLICAS = 5000;

/** Seconds of a day: no drain waits longer for a pod. */
export const MAX_GRACE_SECONDS = 86_400;

/** Fields of a workload. */
export const workloadFields = members<WorkloadInput>()({
  name: text,
  // The admission policy of a namespace allows the grace that its workloads state, and the startup taint that they remove.
  namespace: inPlace(text),
  kind: oneOf('deployment', 'daemon', 'job'),
  // The kubelets of these pools must allow the unsafe sysctls of the workload, so that a change rolls the pools.
  pools: rolls(list(text)),
  replicas: withDefault(whole({ min: 1, max: MAX_REPLICAS }), 2),
  maxUnavailable: withDefault(whole({ min: 1, max: MAX_REPLICAS }), 1),
  shutdown: withOwnDefaults(
    members<WorkloadShutdownInput>()({
      // The longest one of a team bounds what the team's admission policy allows.
      graceSeconds: inPlace(optional(whole({ min: 1, max: MAX_GRACE_SECONDS, unit: 'seconds' }))),
    }),
  ),
  hostNetwork: rolls(withDefault(flag, false)),
  startsBeforeTuning: withDefault(flag, false),
  sysctls: rolls(withDefault(mapOf(text), {})),
});

/** Members of a workload with every default filled in. */
export type WorkloadMembers = Resolved<typeof workloadFields>;
