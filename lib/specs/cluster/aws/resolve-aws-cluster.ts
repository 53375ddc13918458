import { compareText } from '../../../values/compare-text';
import { resolveAwsNodePool } from '../../pool/resolve-node-pool';
import type { AwsClusterSpec, AwsControlPlane, SurroundingEnvironment } from '../cluster-spec';
import { poolSurroundings, resolveFrame, resolveWorkloads } from '../resolve-cluster';
import type { AwsClusterInput } from './aws-cluster-input';
import { EKS_ADDON_VERSIONS } from './eks-addons';

/** What carries pod traffic on every EKS cluster of ours. */
const DATAPATH = 'aws-vpc-cni';

/** An EKS cluster with every default filled in. */
export function resolveAwsCluster(
  input: AwsClusterInput,
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
      nat: input.network.nat ?? 'per-zone',
    },
    privateAccess: input.privateAccess,
    access: input.access,
    controlPlane: resolveControlPlane(input, networkZones),
  };
}

function resolveControlPlane(
  { controlPlane = {}, kubernetesVersion }: AwsClusterInput,
  networkZones: readonly string[],
): AwsControlPlane {
  return {
    zones: [...(controlPlane.zones ?? networkZones)].sort(compareText),
    serviceCidr: controlPlane.serviceCidr ?? '172.20.0.0/16',
    supportType: controlPlane.supportType ?? 'STANDARD',
    secretsKeyArn: controlPlane.secretsKeyArn,
    logRetentionDays: controlPlane.logRetentionDays ?? 90,
    prefixDelegation: controlPlane.prefixDelegation ?? true,
    podMtu: controlPlane.podMtu ?? 9001,
    webhookPorts: controlPlane.webhookPorts ?? [443, 4443, 6443, 8443, 9443, 10251],
    addonVersions: { ...EKS_ADDON_VERSIONS[kubernetesVersion], ...controlPlane.addonVersions },
    deletionProtection: controlPlane.deletionProtection ?? true,
  };
}
