import { compareText } from '../../../values/compare-text';
import type { GkeDatapath } from '../../machine/datapath';
import { resolveGoogleNodePool } from '../../pool/resolve-node-pool';
import type { GoogleClusterSpec, GoogleControlPlane, SurroundingEnvironment } from '../cluster-spec';
import { poolSurroundings, resolveFrame, resolveWorkloads } from '../resolve-cluster';
import type { GoogleClusterInput, GoogleControlPlaneInput, GoogleMaintenanceInput } from './google-cluster-input';
import { utcMaintenance } from './google-maintenance';

const DATAPATHS: Readonly<Record<GoogleClusterInput['datapath'], GkeDatapath>> = {
  'dataplane-v2': 'gke-dataplane-v2',
  calico: 'gke-calico',
};

/** A GKE cluster with every default filled in. */
export function resolveGoogleCluster(
  input: GoogleClusterInput,
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
    workloads: resolveWorkloads(input, pools),
    network: {
      ...input.network,
      zones: [...input.network.zones].sort(compareText),
      natMinPortsPerVm: input.network.natMinPortsPerVm ?? 1024,
      flowLogs: input.network.flowLogs ?? false,
    },
    privateAccess: input.privateAccess,
    controlPlane: resolveControlPlane(input.controlPlane ?? {}),
  };
}

function resolveControlPlane(input: GoogleControlPlaneInput): GoogleControlPlane {
  return {
    releaseChannel: input.releaseChannel ?? 'REGULAR',
    deletionProtection: input.deletionProtection ?? true,
    webhookPorts: input.webhookPorts ?? [8443, 9443],
    maintenance: resolveMaintenance(input.maintenance),
    securityGroup: input.securityGroup,
  };
}

function resolveMaintenance(input: GoogleControlPlaneInput['maintenance']): GoogleMaintenanceInput | undefined {
  return input !== undefined && 'window' in input ? utcMaintenance(input) : input;
}
