import { jvmMemoryOf } from '../jvm/jvm-sizing';
import { type ContainerWorkloadSpec, hasContainer, hasPodYaml, type WorkloadSpec } from '../workload-spec';

/** Seconds that a JVM takes at most to touch a GiB of its heap; about 0.3 were measured on an idle machine in November 2026. */
const SECONDS_PER_HEAP_GIB = 3;

/** Seconds that a workload's process may take to start, with the time in which a JVM touches its heap; undefined without health. */
export function startupBudgetSeconds({ health, container, jvm }: ContainerWorkloadSpec): number | undefined {
  if (health.kind === 'none') return undefined;
  if (jvm === undefined || !jvm.preTouch) return health.startupSeconds;
  return health.startupSeconds + Math.ceil((jvmMemoryOf(jvm, container).heapMib / 1024) * SECONDS_PER_HEAP_GIB);
}

/** Seconds that the pods of a workload may take to start, by their container or by the pod that a team wrote; 0 where nothing is stated. */
export function startupSecondsOf(workload: WorkloadSpec): number {
  if (hasContainer(workload)) return startupBudgetSeconds(workload) ?? 0;
  return hasPodYaml(workload) ? (workload.podYaml.startupSeconds ?? 0) : 0;
}
