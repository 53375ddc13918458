import type {
  AwsEnvironmentInput,
  CommonEnvironmentInput,
  GoogleEnvironmentInput,
} from '../environment/environment-input';
import { resolveNodeTuner } from '../kernel/resolve-node-tuner';
import { statedUnsafeSysctls } from '../kernel-on-demand';
import type { NodePoolSpec } from '../pool/node-pool-spec';
import { type PoolSurroundings, resolveAwsNodePool, resolveGoogleNodePool } from '../pool/resolve-node-pool';
import type { TeamInput } from '../workload/workload-input';
import { WorkloadSpec } from '../workload/workload-spec';
import { EKS_ADDON_VERSIONS } from './aws/eks-addons';
import type { AwsClusterInput, CommonClusterInput, GoogleClusterInput, GoogleMaintenanceInput } from './cluster-input';
import type { AwsClusterPlatform, Datapath, GoogleClusterPlatform } from './cluster-platform';
import { type AwsClusterSpec, type ClusterFacts, ClusterSpec, type GoogleClusterSpec } from './cluster-spec';

const GOOGLE_DATAPATHS: Readonly<Record<GoogleClusterInput['datapath'], Datapath>> = {
  'dataplane-v2': 'gke-dataplane-v2',
  calico: 'gke-calico',
};

/** Tag (AWS) or label (Google) of every resource, for cost allocation and clean-up. */
export const ENVIRONMENT_TAG = 'keelson-environment';

/** Tags of every resource of an environment, ours included. */
export function resolveTags(environment: CommonEnvironmentInput): Readonly<Record<string, string>> {
  return { ...environment.tags, [ENVIRONMENT_TAG]: environment.name };
}

/** An EKS cluster with every default filled in. */
export function resolveAwsCluster(input: AwsClusterInput, environment: AwsEnvironmentInput): AwsClusterSpec {
  const networkZones = input.network.zones.map((zone) => zone.zone);
  const nodeTuner = resolveNodeTuner(input.nodeTuner, 'aws-vpc-cni');
  const around = { ...poolSurroundings(input, environment, nodeTuner.kubeProxy), networkZones };
  const pools = input.pools.map((pool) => resolveAwsNodePool(pool, around));
  return new ClusterSpec({
    ...commonFacts(input, environment, pools),
    datapath: 'aws-vpc-cni',
    nodeTuner,
    pools,
    platform: awsPlatform(input, environment.accountId),
  });
}

/** A GKE cluster with every default filled in. */
export function resolveGoogleCluster(
  input: GoogleClusterInput,
  environment: GoogleEnvironmentInput,
): GoogleClusterSpec {
  const datapath = GOOGLE_DATAPATHS[input.datapath];
  const nodeTuner = resolveNodeTuner(input.nodeTuner, datapath);
  const around = { ...poolSurroundings(input, environment, nodeTuner.kubeProxy), networkZones: input.network.zones };
  const pools = input.pools.map((pool) => resolveGoogleNodePool(pool, around));
  return new ClusterSpec({
    ...commonFacts(input, environment, pools),
    datapath,
    nodeTuner,
    pools,
    platform: googlePlatform(input, environment.projectId),
  });
}

function physicalName(input: CommonClusterInput, environment: CommonEnvironmentInput): string {
  return `${environment.name}-${input.name}`;
}

function poolSurroundings(
  input: CommonClusterInput,
  environment: CommonEnvironmentInput,
  kubeProxy: boolean,
): Omit<PoolSurroundings, 'networkZones'> {
  // Nodes may still run the older minor, whose list of safe sysctls is the shorter one.
  const minor = input.runningVersion ?? input.kubernetesVersion;
  return {
    clusterName: input.name,
    clusterPhysicalName: physicalName(input, environment),
    kubeProxy,
    unsafeSysctls: (poolName) => statedUnsafeSysctls(poolName, input.workloads, minor),
  };
}

type CommonFacts = Omit<ClusterFacts, 'datapath' | 'pools' | 'platform' | 'nodeTuner'>;

function commonFacts(
  input: CommonClusterInput,
  environment: CommonEnvironmentInput,
  pools: readonly NodePoolSpec[],
): CommonFacts {
  const byName = new Map(pools.map((pool) => [pool.name, pool]));
  return {
    environment: { name: environment.name, tier: environment.tier, tags: resolveTags(environment) },
    name: input.name,
    region: input.region,
    kubernetesVersion: input.kubernetesVersion,
    workloads: input.workloads.map(
      (workload) =>
        new WorkloadSpec(
          workload,
          workload.pools.flatMap((name) => byName.get(name) ?? []),
        ),
    ),
    teams: input.teams.map(resolveTeam),
  };
}

function resolveTeam(team: TeamInput): Required<TeamInput> {
  return {
    ...team,
    containerDefaults: team.containerDefaults ?? { cpu: '100m', memory: '256Mi' },
    allowFrom: team.allowFrom ?? [],
    egressTo: team.egressTo ?? [],
    podSecurity: team.podSecurity ?? 'restricted',
  };
}

function awsPlatform(input: AwsClusterInput, accountId: string): AwsClusterPlatform {
  const controlPlane = input.controlPlane ?? {};
  return {
    provider: 'aws',
    accountId,
    network: {
      ...input.network,
      zones: [...input.network.zones].sort((left, right) => compare(left.zone, right.zone)),
      nat: input.network.nat ?? 'per-zone',
    },
    privateAccess: input.privateAccess,
    access: input.access,
    controlPlane: {
      zones: [...(controlPlane.zones ?? input.network.zones.map((each) => each.zone))].sort(compare),
      serviceCidr: controlPlane.serviceCidr ?? '172.20.0.0/16',
      supportType: controlPlane.supportType ?? 'STANDARD',
      secretsKeyArn: controlPlane.secretsKeyArn,
      logRetentionDays: controlPlane.logRetentionDays ?? 90,
      prefixDelegation: controlPlane.prefixDelegation ?? true,
      podMtu: controlPlane.podMtu ?? 9001,
      webhookPorts: controlPlane.webhookPorts ?? [443, 4443, 6443, 8443, 9443, 10251],
      addonVersions: { ...EKS_ADDON_VERSIONS[input.kubernetesVersion], ...controlPlane.addonVersions },
      deletionProtection: controlPlane.deletionProtection ?? true,
    },
  };
}

function googlePlatform(input: GoogleClusterInput, projectId: string): GoogleClusterPlatform {
  const controlPlane = input.controlPlane ?? {};
  return {
    provider: 'google',
    projectId,
    network: {
      ...input.network,
      zones: [...input.network.zones].sort(compare),
      natMinPortsPerVm: input.network.natMinPortsPerVm ?? 1024,
      flowLogs: input.network.flowLogs ?? false,
    },
    privateAccess: input.privateAccess,
    controlPlane: {
      releaseChannel: controlPlane.releaseChannel ?? 'REGULAR',
      deletionProtection: controlPlane.deletionProtection ?? true,
      webhookPorts: controlPlane.webhookPorts ?? [8443, 9443],
      maintenance: resolveMaintenance(controlPlane.maintenance),
      securityGroup: controlPlane.securityGroup,
    },
  };
}

function resolveMaintenance(
  input: NonNullable<GoogleClusterInput['controlPlane']>['maintenance'],
): GoogleMaintenanceInput | undefined {
  if (input === undefined || !('window' in input)) return input;
  const { utcMaintenance } = require('./google/google-maintenance') as typeof import('./google/google-maintenance');
  return utcMaintenance(input);
}

/** By code unit: a locale's order would differ between machines. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
