import type { ContainerClusterMaintenancePolicy } from '@cdktf/provider-google/lib/container-cluster';
import type { GoogleMaintenanceInput } from '../specs/cluster/google/google-cluster-input';

/** When GKE may upgrade, in the provider's words; whenever it chooses when the spec says nothing. */
export function maintenancePolicy(
  maintenance: GoogleMaintenanceInput | undefined,
): ContainerClusterMaintenancePolicy | undefined {
  if (maintenance === undefined) return undefined;
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
