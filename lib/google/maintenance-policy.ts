import type { ContainerClusterMaintenancePolicy } from '@cdktf/provider-google/lib/container-cluster';
import type { GoogleMaintenanceInput } from '../specs/cluster/google/google-cluster-input';

/** A window that covers every whole day, so that GKE chooses the time. */
const ALWAYS: GoogleMaintenanceInput = {
  start: '2026-01-01T00:00:00Z',
  end: '2026-01-02T00:00:00Z',
  recurrence: 'FREQ=DAILY',
};

/**
 * When GKE may upgrade, as the provider's `maintenance_policy`. A policy is always stated: when a policy is removed, the provider
 * sends the former exclusions along, and GKE keeps them in force although no plan shows them.
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
