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

/**
 * Size of the disks of the temporary pool: its nodes are removed before the first pool comes, but their disks count against the
 * region's quota until then.
 */
const TEMPORARY_DISK = { diskSizeGb: 20, diskType: 'pd-standard', imageType: 'COS_CONTAINERD' };

/**
 * Arguments that concern only the temporary nodes and are ignored after creation. Two force replacement, and GKE reports values
 * of later pools for them; a change of the third makes GKE overwrite the zones of every pool, including pools that must stay in
 * one zone.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/ClusterUpdate
 */
const TEMPORARY_POOL_ARGUMENTS = ['node_config', 'initial_node_count', 'node_locations'];

/** An update takes long because an upgrade of a regional control plane replaces its replicas one by one. */
const TIMEOUTS = { create: '60m', update: '120m', delete: '60m' };

/** Properties of {@link GkeControlPlane}. */
export interface GkeControlPlaneProps {
  /** The cluster, whose name becomes that of the control plane. */
  readonly cluster: GoogleClusterSpec;
  /** The network from which nodes, pods and Services take their addresses; changing the network or a range replaces the cluster. */
  readonly network: IGoogleNetwork;
  /** Service account of the nodes; its role bindings are created before the cluster. */
  readonly nodeServiceAccount: NodeServiceAccount;
  /** Resources that must exist before the cluster: the APIs of the project. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * A regional, private, VPC-native GKE control plane with workload identity and without the default node pool.
 *
 * A change of its name, region, datapath, ranges or control-plane range forces its replacement, which would lose every object of
 * the cluster: with deletion protection Terraform refuses such a plan, and the provider refuses the deletion.
 */
export class GkeControlPlane extends Construct implements IGkeCluster {
  /** The cluster resource. */
  readonly resource: ContainerCluster;
  readonly name: string;
  readonly nameReference: string;
  readonly projectId: string;
  readonly location: string;
  readonly endpoint: string;
  readonly workloadPool: string;
  readonly nodeServiceAccountEmail: string;
  readonly nodeNetworkTag: string;
  /** Certificate authority in base64, for clients of the IP endpoints; the DNS endpoint has a public certificate. */
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

  /** Imports a cluster that somebody else manages; nothing is created. */
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
      // This is the lowest version: the release channel upgrades beyond it, and Terraform never sends a lower one.
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
      // Without this visibility packets between pods of one node never leave the node, and the flow logs would not record them.
      enableIntranodeVisibility: cluster.network.flowLogs,
      // With subsetting an internal balancer uses only the nodes of a Service instead of up to 250 of all nodes; GKE cannot
      // switch it off again.
      enableL4IlbSubsetting: true,
      gatewayApiConfig: { channel: 'CHANNEL_DISABLED' },
      addonsConfig: {
        // The add-on's controller puts all nodes into instance groups of its own, but a node may be in only one balanced group.
        httpLoadBalancing: { disabled: true },
        horizontalPodAutoscaling: { disabled: false },
        gcePersistentDiskCsiDriverConfig: { enabled: true },
        // The cache stays off because network policies allow DNS to the cluster's resolver only, and the cache on the node has
        // another address.
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
      // Both bindings stay refused, because they would grant rights to everybody, with or without a Google account.
      rbacBindingConfig: {
        enableInsecureBindingSystemAuthenticated: false,
        enableInsecureBindingSystemUnauthenticated: false,
      },
      // With external IPs allowed, a Service could claim another one's address and read its traffic.
      serviceExternalIpsConfig: { enabled: false },
      securityPostureConfig: { mode: 'BASIC', vulnerabilityMode: 'VULNERABILITY_DISABLED' },
      nodePoolDefaults: {
        nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: INSECURE_PORT, loggingVariant: LOGGING_VARIANT },
      },
    };
  }

  /**
   * GKE creates no cluster without a pool: this one has a small node per zone, with the account of the nodes and not the
   * project's default one.
   */
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
 * Components that Google's agents collect in addition to the system's logs and metrics. The lists have the order of GKE's answer, because
 * the provider compares them in order. Managed Prometheus is stated where it is off, too: GKE switches it on for new clusters,
 * and keeps it on where the block is missing.
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
