import { ContainerCluster, type ContainerClusterConfig } from '@cdktf/provider-google/lib/container-cluster';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { GoogleClusterSpec } from '../specs/cluster/cluster-spec';
import { authenticatorGroups } from './authenticator-groups';
import { controlPlaneAccess, controlPlaneEndpoint, unreportedAccess } from './control-plane-access';
import { datapathArguments } from './datapath';
import type { IGkeCluster } from './gke-cluster-contract';
import type { IGoogleNetwork } from './google-network-contract';
import { maintenancePolicy } from './maintenance-policy';
import type { NodeServiceAccount } from './node-service-account';
import { hardenedNodeSettings, INSECURE_PORT, LOGGING_VARIANT } from './node-settings';

/** The first nodes are gone before the first pool comes, but their disks count against the region's quota until then. */
const TEMPORARY_DISK = { diskSizeGb: 20, diskType: 'pd-standard', imageType: 'COS_CONTAINERD' };

/**
 * Arguments that count for the temporary nodes alone. Two force replacement, and GKE answers them with facts of later pools;
 * a change of the third makes GKE overwrite the zones of every pool, also of those that must stay in one.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ClusterUpdate
 */
const TEMPORARY_POOL_ARGUMENTS = ['node_config', 'initial_node_count', 'node_locations'];

/** An upgrade of a regional control plane takes its replicas one by one. */
const TIMEOUTS = { create: '60m', update: '120m', delete: '60m' };

/** What {@link GkeControlPlane} is made from. */
export interface GkeControlPlaneProps {
  /** The cluster; its name becomes the control plane's. */
  readonly cluster: GoogleClusterSpec;
  /** Where nodes, pods and Services take their addresses; another network or range replaces the cluster. */
  readonly network: IGoogleNetwork;
  /** Identity of the nodes; its role bindings come before the cluster. */
  readonly nodeServiceAccount: NodeServiceAccount;
  /** Resources that must exist first: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * A regional, private, VPC-native GKE control plane with workload identity and without the default node pool.
 *
 * Its name, region, datapath, ranges and control-plane range force replacement, which would lose every object of the cluster:
 * with deletion protection Terraform refuses such a plan, and the provider the deletion.
 */
export class GkeControlPlane extends Construct implements IGkeCluster {
  /** The cluster's own resource. */
  readonly resource: ContainerCluster;
  readonly name: string;
  readonly nameReference: string;
  readonly projectId: string;
  readonly location: string;
  readonly endpoint: string;
  readonly workloadPool: string;
  readonly nodeServiceAccountEmail: string;
  readonly nodeNetworkTag: string;
  /** Base64 of the certificate authority, for clients of the IP endpoints; the DNS endpoint has a public certificate. */
  readonly certificateAuthority: string;

  constructor(scope: Construct, id: string, props: GkeControlPlaneProps) {
    super(scope, id);
    const { cluster } = props;
    this.name = cluster.physicalName;
    this.projectId = cluster.projectId;
    this.location = cluster.region;
    this.workloadPool = `${this.projectId}.svc.id.goog`;
    this.nodeServiceAccountEmail = props.nodeServiceAccount.email;
    this.nodeNetworkTag = `${cluster.physicalName}-node`;
    this.resource = new ContainerCluster(this, 'cluster', this.arguments(props));
    this.nameReference = this.resource.name;
    this.endpoint = controlPlaneEndpoint(cluster.privateAccess, this.resource);
    this.certificateAuthority = this.resource.masterAuth.clusterCaCertificate;
  }

  /** A cluster that somebody else manages; nothing is created. */
  static fromAttributes(attributes: IGkeCluster): IGkeCluster {
    return Object.freeze({ ...attributes });
  }

  private arguments(props: GkeControlPlaneProps): ContainerClusterConfig {
    const { cluster, network, nodeServiceAccount } = props;
    const { controlPlane, privateAccess, network: plan } = cluster;
    const { authenticatorGroupsConfig, postconditions } = authenticatorGroups(controlPlane.securityGroup);
    return {
      project: this.projectId,
      name: this.name,
      location: this.location,
      // A floor: the release channel upgrades beyond it, and Terraform never takes a version back.
      minMasterVersion: cluster.kubernetesVersion,
      releaseChannel: { channel: controlPlane.releaseChannel },
      maintenancePolicy: maintenancePolicy(controlPlane.maintenance),
      ...this.networking(props),
      ...controlPlaneAccess(privateAccess, plan.controlPlaneCidr),
      ...this.security(),
      authenticatorGroupsConfig,
      ...this.temporaryPool(cluster),
      ...observation(cluster),
      deletionProtection: controlPlane.deletionProtection,
      timeouts: TIMEOUTS,
      dependsOn: [...props.after, nodeServiceAccount.resource, ...nodeServiceAccount.bindings],
      lifecycle: {
        preventDestroy: controlPlane.deletionProtection,
        ignoreChanges: [...TEMPORARY_POOL_ARGUMENTS, ...unreportedAccess(privateAccess)],
        ...(postconditions.length > 0 && { postcondition: postconditions }),
        ...(network.rangeTrigger !== undefined && { replaceTriggeredBy: [network.rangeTrigger] }),
      },
    };
  }

  private networking(props: GkeControlPlaneProps): Partial<ContainerClusterConfig> {
    const { cluster, network } = props;
    const { networkPolicyAddon, ...datapath } = datapathArguments(cluster);
    return {
      networkingMode: 'VPC_NATIVE',
      network: network.network,
      subnetwork: network.subnetwork,
      ipAllocationPolicy: {
        clusterSecondaryRangeName: network.podRangeName,
        servicesSecondaryRangeName: network.serviceRangeName,
      },
      ...datapath,
      // Packets between pods of one node never leave it otherwise, and the flow logs would not know them.
      enableIntranodeVisibility: cluster.network.flowLogs,
      // Internal balancers then take the nodes of a Service, not up to 250 of all; it cannot be switched off again.
      enableL4IlbSubsetting: true,
      gatewayApiConfig: { channel: 'CHANNEL_DISABLED' },
      addonsConfig: {
        // Its controller puts all nodes into groups of its own, and a node may stand in one balanced group only.
        httpLoadBalancing: { disabled: true },
        horizontalPodAutoscaling: { disabled: false },
        gcePersistentDiskCsiDriverConfig: { enabled: true },
        // Network policies admit DNS to the cluster's resolver; a cache on the node has another address.
        dnsCacheConfig: { enabled: false },
        networkPolicyConfig: networkPolicyAddon,
      },
    };
  }

  private security(): Partial<ContainerClusterConfig> {
    return {
      workloadIdentityConfig: { workloadPool: this.workloadPool },
      enableShieldedNodes: true,
      enableLegacyAbac: false,
      masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
      // A binding to everybody, with or without a Google account, is never meant.
      rbacBindingConfig: {
        enableInsecureBindingSystemAuthenticated: false,
        enableInsecureBindingSystemUnauthenticated: false,
      },
      // A Service could claim another's address and read its traffic.
      serviceExternalIpsConfig: { enabled: false },
      securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_DISABLED' },
      nodePoolDefaults: {
        nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: INSECURE_PORT, loggingVariant: LOGGING_VARIANT },
      },
    };
  }

  /** GKE makes no cluster without a pool: one small node per zone, with our account and not the project's default one. */
  private temporaryPool(cluster: GoogleClusterSpec): Partial<ContainerClusterConfig> {
    return {
      nodeLocations: [...cluster.network.zones],
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: {
        ...TEMPORARY_DISK,
        ...hardenedNodeSettings(this.nodeServiceAccountEmail),
        tags: [this.nodeNetworkTag],
      },
    };
  }
}

/**
 * What Google's own agents collect beside the system's logs and metrics; the lists stand in the order in which GKE answers, since they
 * are compared in order. What is off is written as off: GKE switches managed Prometheus on for new clusters, and keeps it on where
 * the block is missing.
 */
function observation({
  monitoring,
}: GoogleClusterSpec): Pick<ContainerClusterConfig, 'loggingConfig' | 'monitoringConfig'> {
  const isManaged = monitoring.stack.kind === 'google-managed';
  return {
    loggingConfig: { enableComponents: ['SYSTEM_COMPONENTS', ...(isManaged ? ['WORKLOADS'] : [])] },
    monitoringConfig: { enableComponents: ['SYSTEM_COMPONENTS'], managedPrometheus: { enabled: isManaged } },
  };
}
