import { compareText } from '../../../values/compare-text';
import { resolveAwsNodePool } from '../../pool/resolve-node-pool';
import type { AwsClusterSpec, AwsControlPlane, SurroundingEnvironment } from '../cluster-spec';
import { poolSurroundings, resolveFrame, resolveWorkloads } from '../resolve-cluster';
import type { AwsClusterMembers } from './aws-cluster-fields';
import { EKS_ADDON_VERSIONS } from './eks-addons';

/** What carries pod traffic on every EKS cluster of ours. */
const DATAPATH = 'aws-vpc-cni';

/** An EKS cluster with every default filled in. */
export function resolveAwsCluster(
  input: AwsClusterMembers,
  environment: SurroundingEnvironment,
  accountId: string,
): AwsClusterSpec {
  const frame = resolveFrame(input, { environment, datapath: DATAPATH });
  const networkZones = input.network.zones.map((zone) => zone.zone);
  const surroundings = poolSurroundings(input, frame, networkZones);
  const pools = input.pools.map((pool) => resolveAwsNodePool(pool, surroundings));
  return {
    ...frame,
    cloud: 'aws',
    accountId,
    datapath: DATAPATH,
    pools,
    workloads: resolveWorkloads(input, pools),
    network: {
      ...input.network,
      zones: [...input.network.zones].sort((left, right) => compareText(left.zone, right.zone)),
    },
    privateAccess: input.privateAccess,
    access: input.access,
    controlPlane: resolveControlPlane(input, networkZones),
  };
}

function resolveControlPlane(
  { controlPlane, kubernetesVersion }: AwsClusterMembers,
  networkZones: readonly string[],
): AwsControlPlane {
  return {
    ...controlPlane,
    zones: [...(controlPlane.zones ?? networkZones)].sort(compareText),
    addonVersions: { ...EKS_ADDON_VERSIONS[kubernetesVersion], ...controlPlane.addonVersions },
  };
}
