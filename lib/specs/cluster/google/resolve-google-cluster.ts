import { compareText } from '../../../values/compare-text';
import { resolveGoogleGroup } from '../../group/google/google-group-spec';
import type { GkeDatapath } from '../../machine/datapath';
import { resolveGoogleNodePool } from '../../pool/resolve-node-pool';
import { resolveWorkload } from '../../workload/workload-spec';
import type { GoogleClusterSpec, SurroundingEnvironment } from '../cluster-spec';
import { poolSurroundings, resolveFrame } from '../resolve-cluster';
import type { GoogleClusterMembers } from './google-cluster-fields';
import type { GoogleMaintenanceInput } from './google-cluster-input';
import { utcMaintenance } from './google-maintenance';

const DATAPATHS: Readonly<Record<GoogleClusterMembers['datapath'], GkeDatapath>> = {
  'dataplane-v2': 'gke-dataplane-v2',
  calico: 'gke-calico',
};

/** A GKE cluster with every default filled in. */
export function resolveGoogleCluster(
  input: GoogleClusterMembers,
  environment: SurroundingEnvironment,
  projectId: string,
): GoogleClusterSpec {
  const datapath = DATAPATHS[input.datapath];
  const frame = resolveFrame(input, { environment, datapath });
  const surroundings = poolSurroundings(input, frame, input.network.zones);
  const pools = input.pools.map((pool) => resolveGoogleNodePool(pool, surroundings));
  return {
    ...frame,
    cloud: 'google',
    projectId,
    datapath,
    pools,
    groups: input.groups.map((group) => resolveGoogleGroup(group, surroundings)),
    workloads: input.workloads.map((workload) => resolveWorkload(workload, pools)),
    network: { ...input.network, zones: [...input.network.zones].sort(compareText) },
    privateAccess: input.privateAccess,
    controlPlane: { ...input.controlPlane, maintenance: resolveMaintenance(input.controlPlane.maintenance) },
  };
}

function resolveMaintenance(
  input: GoogleClusterMembers['controlPlane']['maintenance'],
): GoogleMaintenanceInput | undefined {
  return input !== undefined && 'window' in input ? utcMaintenance(input) : input;
}
