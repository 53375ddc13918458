import { list, mapOf, members } from '../fields/compound-fields';
import { type Resolved, withDefault } from '../fields/field';
import { flag, oneOf, text, whole } from '../fields/leaf-fields';
import { rolls } from '../fields/state-effect';
import type { WorkloadInput } from './workload-input';

/** Pods of a workload at most. */
export const MAX_REPLICAS = 5000;

/** Fields of a workload. */
export const workloadFields = members<WorkloadInput>()({
  name: text,
  namespace: text,
  kind: oneOf('deployment', 'daemon', 'job'),
  // Kernel parameters that Kubernetes calls unsafe are allowed on the nodes that may need them.
  pools: rolls(list(text)),
  replicas: withDefault(whole({ min: 1, max: MAX_REPLICAS }), 2),
  maxUnavailable: withDefault(whole({ min: 1, max: MAX_REPLICAS }), 1),
  hostNetwork: rolls(withDefault(flag, false)),
  startsBeforeTuning: withDefault(flag, false),
  sysctls: rolls(withDefault(mapOf(text), {})),
});

/** Members of a workload with every default filled in. */
export type WorkloadMembers = Resolved<typeof workloadFields>;
