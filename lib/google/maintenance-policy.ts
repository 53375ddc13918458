import type { ContainerClusterMaintenancePolicy } from '@cdktf/provider-google/lib/container-cluster';
import type { GoogleMaintenanceInput } from '../specs/cluster/google/google-cluster-input';

/** A window of every whole day, which is whenever GKE chooses. */
const ALWAYS: GoogleMaintenanceInput = {
  start: '2026-01-01T00:00:00Z',
  end: '2026-01-02T00:00:00Z',
  recurrence: 'FREQ=DAILY',
};

/**
 * When GKE may upgrade, in the provider's words. There is a policy in any case: with a policy that is taken away the provider sends
 * the exclusions of before along, and GKE keeps them in force although no plan shows them.
 *
 * @see https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/container/resource_container_cluster.go
 */
export function maintenancePolicy(maintenance: GoogleMaintenanceInput = ALWAYS): ContainerClusterMaintenancePolicy {
  return {
    recurringWindow: { startTime: maintenance.start, endTime: maintenance.end, recurrence: maintenance.recurrence },
    maintenanceExclusion: maintenance.exclusions?.map((exclusion) => ({
      exclusionName: exclusion.name,
      startTime: exclusion.start,
      endTime: exclusion.end,
      exclusionOptions: { scope: exclusion.scope },
    })),
  };
}
