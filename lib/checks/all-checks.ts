import { addressesBelowCeiling } from './addresses-below-ceiling';
import { autoscaledWithReplicas } from './autoscaling/autoscaled-with-replicas';
import { autoscalerOff } from './autoscaling/autoscaler-off';
import { hpaSelectorOverlap } from './autoscaling/hpa-selector-overlap';
import { twoAutoscalers } from './autoscaling/two-autoscalers';
import { undrainedScaleIn } from './autoscaling/undrained-scale-in';
import { budgetBlocksDrain } from './budget-blocks-drain';
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
import { graceExceedsShutdown } from './grace-exceeds-shutdown';
import { imageWithoutVersion } from './image-without-version';
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
  graceExceedsShutdown,
  hpaSelectorOverlap,
  imageWithoutVersion,
  livenessEqualsReadiness,
  memoryLimitDiffers,
  podSecurityRefusesPods,
  policyRefusesPods,
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
