export { concurrentQuantile, expectedConcurrent } from '../analysis/concurrent-outages';
export { evenOddsNodes, type OutageSlots, overlapProbability } from '../analysis/outage-overlap';
export type { AwsClusterInput, ClusterInput, GoogleClusterInput } from '../specs/cluster/cluster-input';
export type {
  AwsClusterPlatform,
  ClusterPlatform,
  Datapath,
  GoogleClusterPlatform,
} from '../specs/cluster/cluster-platform';
export {
  type AwsClusterSpec,
  ClusterSpec,
  type GoogleClusterSpec,
  isAwsCluster,
  isGoogleCluster,
} from '../specs/cluster/cluster-spec';
export type {
  AwsEnvironmentInput,
  EnvironmentInput,
  GoogleEnvironmentInput,
  Tier,
} from '../specs/environment/environment-input';
export { EnvironmentSpec, type StackLayer } from '../specs/environment/environment-spec';
export type { StateInput } from '../specs/environment/state-input';
export { explainKernelPlan, type KernelPlanRow, renderKernelPlan } from '../specs/kernel/explain-kernel-plan';
export type {
  KernelInput,
  LoadProfileInput,
  NodeTunerInput,
  SysctlProfileName,
  TransparentHugepages,
} from '../specs/kernel/kernel-input';
export {
  EMPTY_KERNEL_PLAN,
  KernelPlan,
  type KernelPlanFacts,
  type PlannedSysctl,
  type SysctlCarrier,
  type SysctlScope,
} from '../specs/kernel/kernel-plan';
export { type KernelSurroundings, planKernel } from '../specs/kernel/plan-kernel';
export { NODE_TUNER, PLATFORM_NAMESPACE, POOL_LABEL, PURPOSE_LABEL, WORKLOAD_LABEL } from '../specs/labels';
export type { MachineInput } from '../specs/machine/machine';
export type { AwsNetworkInput, GoogleNetworkInput } from '../specs/network/network-input';
export type { AwsPrivateAccessInput, GooglePrivateAccessInput } from '../specs/network/private-access-input';
export type { AwsPoolInput } from '../specs/pool/aws/aws-pool-input';
export type { GooglePoolInput } from '../specs/pool/google/google-pool-input';
export type { AwsNodePoolInput, GoogleNodePoolInput, NodePoolInput, PoolPurpose } from '../specs/pool/node-pool-input';
export { type AwsNodePoolSpec, type GoogleNodePoolSpec, NodePoolSpec } from '../specs/pool/node-pool-spec';
export { type RebootRisk, rebootRisks } from '../specs/pool/reboots/reboot-risk';
export type { RebootScheduleInput, RebootWindowInput } from '../specs/reboots/reboot-input';
export type { RebootSchedule } from '../specs/reboots/reboot-schedule';
export type { TeamInput, WorkloadInput } from '../specs/workload/workload-input';
export { WorkloadSpec } from '../specs/workload/workload-spec';
export { ConfigError, type Problem, renderProblem } from '../values/config-error';
export { Problems } from '../values/problems';
export type { TaintEffect, TaintInput } from '../values/taint';
