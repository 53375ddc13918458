export { concurrentQuantile, expectedConcurrent } from '../analysis/concurrent-outages';
export type { ChainDuration, ChainStep, ChainTerm } from '../analysis/drain-chain';
export { evenOddsNodes, type OutageSlots, overlapProbability } from '../analysis/outage-overlap';
export type { AwsClusterInput } from '../specs/cluster/aws/aws-cluster-input';
export type { ClusterInput } from '../specs/cluster/cluster-input';
export { rebootRisks } from '../specs/cluster/cluster-reboot-risks';
export type { AwsClusterSpec, ClusterSpec, GoogleClusterSpec } from '../specs/cluster/cluster-spec';
export type {
  ClusterAutoscalerInput,
  ExpanderInput,
  KeptNodesInput,
  ScaleDownInput,
} from '../specs/cluster/controllers/cluster-autoscaler-input';
export type { AutoscaledCluster, ClusterAutoscalerSpec } from '../specs/cluster/controllers/cluster-autoscaler-spec';
export type { ControllersInput } from '../specs/cluster/controllers/controllers-input';
export type { TerminationHandlerInput } from '../specs/cluster/controllers/termination-handler-input';
export type { HandledCluster, TerminationHandlerSpec } from '../specs/cluster/controllers/termination-handler-spec';
export type { DrainChain, DrainEnding, DrainEvent, DrainStep } from '../specs/cluster/drain/drain-chain';
export { drainChains } from '../specs/cluster/drain/drain-chains';
export type { GoogleClusterInput } from '../specs/cluster/google/google-cluster-input';
export type {
  AwsEnvironmentInput,
  EnvironmentInput,
  GoogleEnvironmentInput,
} from '../specs/environment/environment-input';
export { EnvironmentSpec } from '../specs/environment/environment-spec';
export { edgeStackName, manifestFolder, type StackLayer, stackName } from '../specs/environment/stack-names';
export type { StateInput } from '../specs/environment/state-input';
export type { AwsGroupInput } from '../specs/group/aws/aws-group-input';
export type { AwsGroupSpec } from '../specs/group/aws/aws-group-spec';
export type { GoogleGroupHealthInput } from '../specs/group/google/google-group-health-input';
export type { GoogleGroupInput } from '../specs/group/google/google-group-input';
export type { GoogleGroupSpec } from '../specs/group/google/google-group-spec';
export type { GroupFileInput, GroupPortInput } from '../specs/group/group-input';
export type {
  AffinityInput,
  ClientAddressAffinityInput,
  GclbInput,
  GeneratedCookieAffinityInput,
  GoogleIngressInput,
  HeaderAffinityInput,
  HttpCookieAffinityInput,
  NoAffinityInput,
} from '../specs/ingress/google/google-ingress-input';
export type {
  CertificateInput,
  CertificateSourceInput,
  CloudDnsInput,
  CommonIngressInput,
  ExistingCertificateInput,
  ForeignDnsInput,
  IngressBackendInput,
  IngressDnsInput,
  IngressHealthInput,
  ManagedCertificateInput,
  SecretCertificateInput,
} from '../specs/ingress/ingress-input';
export type {
  DaemonTraffic,
  GoogleIngressSpec,
  IngressBackend,
  IngressRoute,
  IngressSpec,
} from '../specs/ingress/ingress-spec';
export { podsServiceHost, podsServiceName } from '../specs/ingress/pods-service';
export { requestPaths } from '../specs/ingress/request-path';
export { explainKernelPlan, type KernelPlanRow, renderKernelPlan } from '../specs/kernel/explain-kernel-plan';
export type { KernelInput, SysctlProfileName, TransparentHugepages } from '../specs/kernel/kernel-input';
export {
  EMPTY_KERNEL_PLAN,
  type KernelPlan,
  needsTuner,
  type PlannedSysctl,
  type SysctlApplier,
  sysctlsAppliedBy,
} from '../specs/kernel/kernel-plan';
export type { LoadProfileInput } from '../specs/kernel/load-input';
export type { NodeTunerInput } from '../specs/kernel/node-tuner-input';
export { type KernelSurroundings, planKernel } from '../specs/kernel/plan-kernel';
export { NODE_TUNER, PLATFORM_NAMESPACE, POOL_LABEL, PURPOSE_LABEL, WORKLOAD_LABEL } from '../specs/labels';
export type { AwsDatapath, Datapath, GkeDatapath } from '../specs/machine/datapath';
export type { Machine, MachineInput } from '../specs/machine/machine';
export type { AwsNetworkInput, GoogleNetworkInput } from '../specs/network/network-input';
export type { AwsPrivateAccessInput, GooglePrivateAccessInput } from '../specs/network/private-access-input';
export type { MonitoringInput, MonitoringStackInput } from '../specs/observability/monitoring-input';
export type { AwsPoolInput, InstanceRolloutInput } from '../specs/pool/aws/aws-pool-input';
export type { FormerForm } from '../specs/pool/former-forms';
export type { GooglePoolInput } from '../specs/pool/google/google-pool-input';
export type { PoolLoad } from '../specs/pool/load/load-fields';
export type { LoadDayInput, NodeLoadInput, PoolLoadInput } from '../specs/pool/load/load-input';
export type { AwsNodePoolInput, GoogleNodePoolInput, NodePoolInput, PoolPurpose } from '../specs/pool/node-pool-input';
export {
  type AwsNodePoolSpec,
  birthTaints,
  type GoogleNodePoolSpec,
  type NodePoolSpec,
} from '../specs/pool/node-pool-spec';
export { initialNodes, maxNodes, minNodes, type PoolSize } from '../specs/pool/pool-size';
export type { RebootRisk } from '../specs/pool/reboots/reboot-risk';
export type { RebootScheduleInput } from '../specs/reboots/reboot-input';
export type { RebootSchedule } from '../specs/reboots/reboot-schedule';
export type {
  AwsGroupScalingInput,
  AwsScalingInput,
  GoogleGroupScalingInput,
  GoogleScalingInput,
  InstanceGroupScalingInput,
  MachineGroupScalingInput,
  ScalingScheduleInput,
  TargetTrackingScalingInput,
  TrackingInput,
} from '../specs/scaling/scaling-input';
export type { StatedSysctlInput, SysctlRangeInput } from '../specs/sysctl/stated-sysctl-input';
export type { SysctlScope } from '../specs/sysctl/sysctl-definition';
export type { Tier } from '../specs/tier';
export type { WeekWindowInput } from '../specs/time/week-window-input';
export type {
  ContainerInput,
  EnvValueInput,
  PodFieldInput,
  SecretKeyInput,
  SidecarInput,
  WritableFolderInput,
} from '../specs/workload/container/container-input';
export type {
  ExecHealthInput,
  GrpcHealthInput,
  HealthInput,
  HttpHealthInput,
  NoHealthInput,
  TcpHealthInput,
} from '../specs/workload/health/health-input';
export type {
  CaptureShardInput,
  CookieShardInput,
  HeaderShardInput,
  HostInput,
  HostTimeoutsInput,
  QueryShardInput,
  ShardKeyInput,
  UriShardInput,
} from '../specs/workload/hosts/host-input';
export type { HostSpec } from '../specs/workload/hosts/host-spec';
export type { HeapDumpInput, JvmInput } from '../specs/workload/jvm/jvm-input';
export type { PodObject } from '../specs/workload/pod-yaml/pod-object';
export type { JsonPatchInput, PodYamlInput } from '../specs/workload/pod-yaml/pod-yaml-input';
export type { PodServingPort, PodYamlSpec } from '../specs/workload/pod-yaml/pod-yaml-spec';
export { isScaled, leastReplicas, mostReplicas } from '../specs/workload/replicas/replica-counts';
export type {
  CpuTargetInput,
  ExternalTargetInput,
  PodsTargetInput,
  ReplicaRangeInput,
  ScalingStepInput,
  ScalingTargetInput,
} from '../specs/workload/replicas/replicas-input';
export type { WorkloadShutdownInput } from '../specs/workload/shutdown/shutdown-input';
export type { TeamInput } from '../specs/workload/team-input';
export type { TeamSpec } from '../specs/workload/team-spec';
export { toleratedTaints } from '../specs/workload/tolerated-taints';
export type {
  HaproxyInput,
  HostPortsInput,
  NginxInput,
  ProxyBaseInput,
  ProxyInput,
} from '../specs/workload/traffic/traffic-daemon-input';
export {
  isTrafficDaemon,
  type TrafficDaemonSpec,
  trafficDaemonsOf,
} from '../specs/workload/traffic/traffic-daemon-spec';
export type { TrafficInput, WorkloadInput, WorkloadMetricsInput } from '../specs/workload/workload-input';
export {
  type ContainerWorkloadSpec,
  hasContainer,
  hasPodYaml,
  isService,
  leavesBeforeReboot,
  type PodYamlWorkloadSpec,
  poolNamesOf,
  type ServiceSpec,
  servicesOf,
  servingContainerOf,
  type WorkloadSpec,
} from '../specs/workload/workload-spec';
export { ConfigError, type Problem, renderProblem } from '../values/config-error';
export { Problems } from '../values/problems';
export type { TaintEffect, TaintInput } from '../values/taint';
