export { concurrentQuantile, expectedConcurrent } from '../analysis/concurrent-outages';
export { evenOddsNodes, type OutageSlots, overlapProbability } from '../analysis/outage-overlap';
export type { AwsPoolInput } from '../specs/aws-pool-input';
export type { AwsClusterInput, ClusterInput, GoogleClusterInput } from '../specs/cluster-input';
export type { AwsClusterPlatform, ClusterPlatform, Datapath, GoogleClusterPlatform } from '../specs/cluster-platform';
export {
  type AwsClusterSpec,
  ClusterSpec,
  type GoogleClusterSpec,
  isAwsCluster,
  isGoogleCluster,
} from '../specs/cluster-spec';
export type { AwsEnvironmentInput, EnvironmentInput, GoogleEnvironmentInput, Tier } from '../specs/environment-input';
export { EnvironmentSpec, type StackLayer } from '../specs/environment-spec';
export { explainKernelPlan, type KernelPlanRow, renderKernelPlan } from '../specs/explain-kernel-plan';
export type { GooglePoolInput } from '../specs/google-pool-input';
export type {
  KernelInput,
  LoadProfileInput,
  NodeTunerInput,
  SysctlProfileName,
  TransparentHugepages,
} from '../specs/kernel-input';
export {
  EMPTY_KERNEL_PLAN,
  KernelPlan,
  type KernelPlanFacts,
  type PlannedSysctl,
  type SysctlCarrier,
  type SysctlScope,
} from '../specs/kernel-plan';
export { NODE_TUNER, PLATFORM_NAMESPACE, POOL_LABEL, PURPOSE_LABEL, WORKLOAD_LABEL } from '../specs/labels';
export type { MachineInput } from '../specs/machine';
export type { AwsNetworkInput, GoogleNetworkInput } from '../specs/network-input';
export type { AwsNodePoolInput, GoogleNodePoolInput, NodePoolInput, PoolPurpose } from '../specs/node-pool-input';
export { type AwsNodePoolSpec, type GoogleNodePoolSpec, NodePoolSpec } from '../specs/node-pool-spec';
export { type KernelSurroundings, planKernel } from '../specs/plan-kernel';
export type { AwsPrivateAccessInput, GooglePrivateAccessInput } from '../specs/private-access-input';
export type { RebootScheduleInput, RebootWindowInput } from '../specs/reboot-input';
export { type RebootRisk, rebootRisks } from '../specs/reboot-risk';
export type { RebootSchedule } from '../specs/reboot-schedule';
export type { StateInput } from '../specs/state-input';
export type { TeamInput, WorkloadInput } from '../specs/workload-input';
export { WorkloadSpec } from '../specs/workload-spec';
export { ConfigError, type Problem, renderProblem } from '../values/config-error';
export { Problems } from '../values/problems';
export type { TaintEffect, TaintInput } from '../values/taint';
