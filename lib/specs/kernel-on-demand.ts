import type { Problems } from '../values/problems';
import type { Datapath } from './cluster/cluster-platform';
import type { KernelInput } from './kernel/kernel-input';
import { EMPTY_KERNEL_PLAN, type KernelPlan } from './kernel/kernel-plan';
import type { KernelSurroundings } from './kernel/plan-kernel';
import type { NodePoolSpec } from './pool/node-pool-spec';
import type { WorkloadInput } from './workload/workload-input';

// The catalogue, the planner and their rules are loaded with the first kernel parameter that anybody states: at import they
// would be a fifth of what an environment without any costs.

/** The plan of a pool; the empty one where it states no kernel parameters. */
export function planStatedKernel(input: KernelInput | undefined, around: KernelSurroundings): KernelPlan {
  if (input === undefined) return EMPTY_KERNEL_PLAN;
  const { planKernel } = require('./kernel/plan-kernel') as typeof import('./kernel/plan-kernel');
  return planKernel(input, around);
}

/** Rules of a pool's kernel parameters, where it states any. */
export function judgeStatedKernel(input: KernelInput | undefined, spec: NodePoolSpec, problems: Problems): void {
  if (input === undefined) return;
  const { judgeKernel } = require('./kernel/kernel-rules') as typeof import('./kernel/kernel-rules');
  judgeKernel(input, spec, problems);
}

/** Rules of what a pool has to carry, where it says so. */
export function judgeStatedLoad(
  input: KernelInput | undefined,
  { spec, datapath }: { readonly spec: NodePoolSpec; readonly datapath: Datapath },
  problems: Problems,
): void {
  if (input?.load === undefined) return;
  const { judgeLoad } = require('./pool/load-rules') as typeof import('./pool/load-rules');
  judgeLoad({ load: input.load, spec, datapath }, problems);
}

/** Rules of the kernel parameters of pods, where the workload states any. */
export function judgeStatedSysctls(workload: WorkloadInput, minor: string, problems: Problems): void {
  if (workload.sysctls === undefined) return;
  const { judgeWorkloadSysctls } =
    require('./workload/workload-sysctl-rules') as typeof import('./workload/workload-sysctl-rules');
  judgeWorkloadSysctls(workload, minor, problems);
}

/** Sysctls that pods of a pool ask for and that its kubelets must allow by name, in alphabetical order. */
export function statedUnsafeSysctls(
  poolName: string,
  workloads: readonly WorkloadInput[],
  minor: string,
): readonly string[] {
  const asking = workloads.filter((workload) => workload.sysctls !== undefined && workload.pools.includes(poolName));
  if (asking.length === 0) return [];
  const { unsafeSysctlsOf } = require('./workload/unsafe-sysctls') as typeof import('./workload/unsafe-sysctls');
  return unsafeSysctlsOf(asking, minor);
}
