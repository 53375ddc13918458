import { budgetBlocksDrain } from './budget-blocks-drain';
import type { Check } from './check';
import { defaultsRefusePods } from './defaults-refuse-pods';
import { imageWithoutVersion } from './image-without-version';
import { poolWithoutWorkload } from './pool-without-workload';
import { quotaRefusesPods } from './quota-refuses-pods';
import { serviceLoadBalancer } from './service-load-balancer';
import { workloadFitsNoPool } from './workload-fits-no-pool';
import { workloadNotAsPlaced } from './workload-not-as-placed';

/** Every rule that the runner and both programs apply. */
export const ALL_CHECKS: readonly Check[] = [
  budgetBlocksDrain,
  defaultsRefusePods,
  imageWithoutVersion,
  poolWithoutWorkload,
  quotaRefusesPods,
  serviceLoadBalancer,
  workloadFitsNoPool,
  workloadNotAsPlaced,
];
