import { addressesBelowCeiling } from './addresses-below-ceiling';
import { autoscaledWithReplicas } from './autoscaling/autoscaled-with-replicas';
import { autoscalerOff } from './autoscaling/autoscaler-off';
import { hpaSelectorOverlap } from './autoscaling/hpa-selector-overlap';
import { twoAutoscalers } from './autoscaling/two-autoscalers';
import { undrainedScaleIn } from './autoscaling/undrained-scale-in';
import { poolLargerThanLull } from './capacity/pool-larger-than-lull';
import { poolsTooSmallAtPeak } from './capacity/pools-too-small-at-peak';
import { quotaRefusesPods } from './capacity/quota-refuses-pods';
import type { Check } from './check';
import { containerWithoutResources } from './containers/container-without-resources';
import { cpuLimitOnJvm } from './containers/cpu-limit-on-jvm';
import { livenessEqualsReadiness } from './containers/liveness-equals-readiness';
import { memoryLimitDiffers } from './containers/memory-limit-differs';
import { defaultClassWithoutDisk } from './default-class-without-disk';
import { defaultsRefusePods } from './defaults-refuse-pods';
import { deviceWithoutPool } from './device-without-pool';
import { diskKeyWithoutAccess } from './disk-key-without-access';
import { budgetBlocksDrain } from './drains/budget-blocks-drain';
import { evictedPodFindsNoNode } from './drains/evicted-pod-finds-no-node';
import { poolWithoutDrainer } from './drains/pool-without-drainer';
import { formerInputForm } from './former-input-form';
import { graceExceedsShutdown } from './grace-exceeds-shutdown';
import { hostPortsOutsideDaemons } from './host-ports-outside-daemons';
import { imageWithoutVersion } from './image-without-version';
import { nodePorts } from './node-ports';
import { podSecurityRefusesPods } from './pod-security-refuses-pods';
import { policyRefusesPods } from './policy-refuses-pods';
import { poolWithoutWorkload } from './pool-without-workload';
import { secondRebootMechanism } from './second-reboot-mechanism';
import { serviceLoadBalancer } from './service-load-balancer';
import { sysctlsLostAtReboot } from './sysctls-lost-at-reboot';
import { rwoWithSeveralPods } from './volumes/rwo-with-several-pods';
import { volumeNotAllowed } from './volumes/volume-not-allowed';
import { workloadFitsNoPool } from './workload-fits-no-pool';
import { workloadNotAsPlaced } from './workload-not-as-placed';
import { zoneWithoutControlPlane } from './zone-without-control-plane';

/** Every check that keelson runs, in the runner and in both programs. */
export const ALL_CHECKS: readonly Check[] = [
  addressesBelowCeiling,
  autoscaledWithReplicas,
  autoscalerOff,
  budgetBlocksDrain,
  containerWithoutResources,
  cpuLimitOnJvm,
  defaultClassWithoutDisk,
  defaultsRefusePods,
  deviceWithoutPool,
  diskKeyWithoutAccess,
  evictedPodFindsNoNode,
  formerInputForm,
  graceExceedsShutdown,
  hostPortsOutsideDaemons,
  hpaSelectorOverlap,
  imageWithoutVersion,
  livenessEqualsReadiness,
  memoryLimitDiffers,
  nodePorts,
  podSecurityRefusesPods,
  policyRefusesPods,
  poolLargerThanLull,
  poolWithoutDrainer,
  poolWithoutWorkload,
  poolsTooSmallAtPeak,
  quotaRefusesPods,
  rwoWithSeveralPods,
  secondRebootMechanism,
  serviceLoadBalancer,
  sysctlsLostAtReboot,
  twoAutoscalers,
  undrainedScaleIn,
  volumeNotAllowed,
  workloadFitsNoPool,
  workloadNotAsPlaced,
  zoneWithoutControlPlane,
];
