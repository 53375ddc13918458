import { compareText } from '../../../values/compare-text';
import { resolveAwsGroup } from '../../group/aws/aws-group-spec';
import { resolveAwsNodePool } from '../../pool/resolve-node-pool';
import type { AwsClusterSpec, AwsControlPlane, SurroundingEnvironment } from '../cluster-spec';
import { deriveStops } from '../drain/derived-stops';
import type { LockedCluster } from '../lock/locked-cluster';
import { poolSurroundings, resolveFrame } from '../resolve-cluster';
import type { AwsClusterMembers } from './aws-cluster-fields';
import { EKS_ADDON_VERSIONS } from './eks-addons';

/** Datapath of every EKS cluster: what carries the traffic of pods. */
const DATAPATH = 'aws-vpc-cni';

/** Facts of the environment and of the lock that an EKS cluster is resolved with. */
export interface AwsSurroundings {
  readonly environment: SurroundingEnvironment;
  readonly accountId: string;
  /** The cluster as it was when the lock was written; undefined for a new cluster. */
  readonly locked: LockedCluster | undefined;
}

/** An EKS cluster with every default filled in. */
export function resolveAwsCluster(
  input: AwsClusterMembers,
  { environment, accountId, locked }: AwsSurroundings,
): AwsClusterSpec {
  const frame = resolveFrame(input, { environment, datapath: DATAPATH });
  const networkZones = input.network.zones.map((zone) => zone.zone);
  const { prefixDelegation } = input.controlPlane;
  const surroundings = { ...poolSurroundings(input, frame, networkZones), prefixDelegation };
  const bare = input.pools.map((pool) => resolveAwsNodePool(pool, surroundings));
  const { pools, workloads } = deriveStops(input, bare);
  return {
    ...frame,
    cloud: 'aws',
    accountId,
    datapath: DATAPATH,
    pools,
    groups: input.groups.map((group) => resolveAwsGroup(group, surroundings)),
    workloads,
    network: {
      ...input.network,
      zones: [...input.network.zones].sort((left, right) => compareText(left.zone, right.zone)),
      primaryZone: resolvePrimaryZone(
        { stated: input.network.primaryZone, remembered: locked?.primaryZone },
        networkZones,
      ),
    },
    privateAccess: input.privateAccess,
    access: input.access,
    controlPlane: resolveControlPlane(input, networkZones),
  };
}

/** A stated zone is kept even if invalid, so that a rule can refuse it; a zone from the lock counts only while the network has it. */
function resolvePrimaryZone(
  { stated, remembered }: { readonly stated: string | undefined; readonly remembered: string | undefined },
  zones: readonly string[],
): string {
  const known = remembered !== undefined && zones.includes(remembered) ? remembered : undefined;
  return stated ?? known ?? [...zones].sort(compareText)[0] ?? '';
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
