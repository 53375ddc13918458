import { flag, list, mapOf, members, number, oneOf, optional, text } from '../fields/shape';
import type { WorkloadInput } from './workload-input';

/** Shape of a workload. */
export const workloadShape = members<WorkloadInput>({
  name: text,
  namespace: text,
  kind: oneOf('deployment', 'daemon', 'job'),
  pools: list(text),
  replicas: optional(number),
  maxUnavailable: optional(number),
  hostNetwork: optional(flag),
  startsBeforeTuning: optional(flag),
  sysctls: optional(mapOf(text)),
});
