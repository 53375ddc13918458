import { list, mapOf, members } from '../fields/compound-fields';
import { type Resolved, withDefault } from '../fields/field';
import { flag, oneOf, text, whole } from '../fields/leaf-fields';
import { rolls } from '../fields/state-effect';
import type { WorkloadInput } from './workload-input';

/** Most pods of a workload. */
export const MAX_REPLICAS = 5000;

/** Fields of a workload. */
export const workloadFields = members<WorkloadInput>()({
  name: text,
  namespace: text,
  kind: oneOf('deployment', 'daemon', 'job'),
  // The kubelets of these pools must allow the unsafe sysctls of the workload, so that a change rolls the pools.
  pools: rolls(list(text)),
  replicas: withDefault(whole({ min: 1, max: MAX_REPLICAS }), 2),
  maxUnavailable: withDefault(whole({ min: 1, max: MAX_REPLICAS }), 1),
  hostNetwork: rolls(withDefault(flag, false)),
  startsBeforeTuning: withDefault(flag, false),
  sysctls: rolls(withDefault(mapOf(text), {})),
});

/** Members of a workload with every default filled in. */
export type WorkloadMembers = Resolved<typeof workloadFields>;
