import { addressesBelowCeiling } from './addresses-below-ceiling';
import { budgetBlocksDrain } from './budget-blocks-drain';
import type { Check } from './check';
import { defaultClassWithoutDisk } from './default-class-without-disk';
import { defaultsRefusePods } from './defaults-refuse-pods';
import { deviceWithoutPool } from './device-without-pool';
import { diskKeyWithoutAccess } from './disk-key-without-access';
import { graceExceedsShutdown } from './grace-exceeds-shutdown';
import { imageWithoutVersion } from './image-without-version';
import { podSecurityRefusesPods } from './pod-security-refuses-pods';
import { policyRefusesPods } from './policy-refuses-pods';
import { poolWithoutWorkload } from './pool-without-workload';
import { quotaRefusesPods } from './quota-refuses-pods';
import { secondRebootMechanism } from './second-reboot-mechanism';
import { serviceLoadBalancer } from './service-load-balancer';
import { sysctlsLostAtReboot } from './sysctls-lost-at-reboot';
import { workloadFitsNoPool } from './workload-fits-no-pool';
import { workloadNotAsPlaced } from './workload-not-as-placed';
import { zoneWithoutControlPlane } from './zone-without-control-plane';

/** Every check that keelson runs, in the runner and in both programs. */
export const ALL_CHECKS: readonly Check[] = [
  addressesBelowCeiling,
  budgetBlocksDrain,
  defaultClassWithoutDisk,
  defaultsRefusePods,
  deviceWithoutPool,
  diskKeyWithoutAccess,
  graceExceedsShutdown,
  imageWithoutVersion,
  podSecurityRefusesPods,
  policyRefusesPods,
  poolWithoutWorkload,
  quotaRefusesPods,
  secondRebootMechanism,
  serviceLoadBalancer,
  sysctlsLostAtReboot,
  workloadFitsNoPool,
  workloadNotAsPlaced,
  zoneWithoutControlPlane,
];
