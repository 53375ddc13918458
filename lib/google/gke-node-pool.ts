import { ContainerNodePool, type ContainerNodePoolConfig } from '@cdktf/provider-google/lib/container-node-pool';
import { Fn, type ITerraformDependable, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { googlePoolReplacementHash } from '../specs/pool/google/google-replacement';
import { NODE_POOL_UPDATE_MINUTES } from '../specs/pool/google/google-rolls';
import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import { boundedName } from '../values/bounded-name';
import type { IGkeCluster } from './gke-cluster-contract';
import { nodeConfig } from './gke-node-config';
import { type PoolPart, poolParts, zoneLetter } from './pool-parts';

const MAX_NETWORK_TAG = 63;

/**
 * An update takes long because it rolls the pool a few nodes at a time, with up to an hour for each node that a disruption budget
 * holds.
 */
const TIMEOUTS = { create: '60m', update: `${NODE_POOL_UPDATE_MINUTES}m`, delete: '120m' };

/** Properties of {@link GkeNodePool}. */
export interface GkeNodePoolProps {
  /** The cluster that the nodes join; a pool of another cluster may have the same name. */
  readonly cluster: IGkeCluster;
  /** Spec of the nodes; the pool's name contains a hash of the members that replace the pool. */
  readonly pool: GoogleNodePoolSpec;
  /**
   * Labels of the machines and disks, for cost allocation, because the provider's default labels do not reach them. A change is
   * made in place.
   * @default - none
   */
  readonly resourceLabels?: Readonly<Record<string, string>>;
  /**
   * Resources that must exist before the first node, such as the right to use the key of its disk.
   * @default - nothing beyond the cluster
   */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * A pool of nodes: one Terraform pool over all zones, or one for each zone where balancers or instance-group autoscalers attach.
 *
 * The name contains a hash of what forces replacement, so that the new pool exists before the old one is removed; the pool needs
 * twice its machines for that time. Machine type, image, disk, taints, labels and kernel parameters change in place; all but
 * taints and labels roll the nodes.
 */
export class GkeNodePool extends Construct {
  /** One node pool, or one for each zone in alphabetical order. */
  readonly resources: readonly ContainerNodePool[];
  /** Network tag that only the nodes of this pool carry; never a token. */
  readonly networkTag: string;
  private readonly pool: GoogleNodePoolSpec;

  constructor(scope: Construct, id: string, props: GkeNodePoolProps) {
    super(scope, id);
    this.pool = props.pool;
    this.networkTag = boundedName(props.pool.physicalName, MAX_NETWORK_TAG);
    this.resources = poolParts(props.pool).map((part) => this.addPart(props, part));
  }

  /**
   * Instance group of a zone's machines: the backend of a balancer, and the owner of named ports.
   *
   * @throws Error unless the pool has one Terraform pool for each zone, and one for this zone.
   */
  instanceGroupUrl(zone: string): string {
    // The provider's two names are swapped: `managed_instance_group_urls` lists the groups, and `instance_group_urls` their
    // managers.
    return onlyElement(this.zonalResource(zone).managedInstanceGroupUrls);
  }

  /**
   * Manager of a zone's instance group: the target of an instance-group autoscaler.
   *
   * @throws Error unless the pool has one Terraform pool for each zone, and one for this zone.
   */
  instanceGroupManagerUrl(zone: string): string {
    return onlyElement(this.zonalResource(zone).instanceGroupUrls);
  }

  /**
   * Lets later stacks read the instance groups of a zonal pool from now on. Otherwise the pool's stack would have to be deployed once more
   * when a balancer attaches to the pool, because an output exists only after the deploy that follows its first use.
   */
  exportInstanceGroups(): void {
    if (this.pool.google.layout !== 'zonal') return;
    for (const { terraformResourceType, friendlyUniqueId } of this.resources) {
      const groups = `${terraformResourceType}.${friendlyUniqueId}.managed_instance_group_urls`;
      TerraformStack.of(this).registerOutgoingCrossStackReference(groups);
    }
  }

  private zonalResource(zone: string): ContainerNodePool {
    if (this.pool.google.layout !== 'zonal') {
      throw new Error(
        `pool '${this.pool.name}' has one Terraform pool over all zones; set 'google.layout' to 'zonal' to attach to its groups`,
      );
    }
    const found = this.resources[this.pool.zones.indexOf(zone)];
    if (found === undefined) {
      throw new Error(`pool '${this.pool.name}' has no zone '${zone}', only ${this.pool.zones.join(', ')}`);
    }
    return found;
  }

  private addPart(props: GkeNodePoolProps, part: PoolPart): ContainerNodePool {
    const { cluster, pool } = props;
    const isZonal = pool.google.layout === 'zonal';
    return new ContainerNodePool(this, isZonal ? `pool-${part.zones.join()}` : 'pool', {
      project: cluster.projectId,
      cluster: cluster.nameReference,
      location: cluster.location,
      name: partName(props, part),
      nodeLocations: [...part.zones],
      maxPodsPerNode: pool.maxPods,
      ...sizeArguments(pool, part),
      nodeConfig: nodeConfig(pool, {
        serviceAccountEmail: cluster.nodeServiceAccountEmail,
        tags: [cluster.nodeNetworkTag, this.networkTag, ...pool.google.networkTags],
        resourceLabels: props.resourceLabels ?? {},
      }),
      networkConfig: { enablePrivateNodes: true },
      // No version is stated, because the release channel upgrades the nodes and Terraform would set a stated version back.
      management: { autoRepair: true, autoUpgrade: true },
      // Surge upgrades keep the instance groups, whereas blue-green would move the nodes to groups that no balancer or autoscaler
      // is attached to.
      upgradeSettings: { strategy: 'SURGE', ...pool.google.upgrade },
      timeouts: TIMEOUTS,
      ...(props.after !== undefined && props.after.length > 0 && { dependsOn: [...props.after] }),
    });
  }
}

function partName({ cluster, pool }: GkeNodePoolProps, part: PoolPart): string {
  const hash = googlePoolReplacementHash(pool, cluster.nodeServiceAccountEmail);
  if (pool.google.layout === 'regional') return `${pool.name}-${hash}`;
  return `${pool.name}-${zoneLetter(cluster, part.zones.join())}-${hash}`;
}

/** Words of the provider for the location policies. */
const LOCATION_POLICIES = { balanced: 'BALANCED', any: 'ANY' } as const;

type SizeArguments = Pick<ContainerNodePoolConfig, 'autoscaling' | 'initialNodeCount' | 'nodeCount' | 'lifecycle'>;

/**
 * Arguments for the size of a pool. A fixed pool states its node count, so that a changed spec resizes the pool in place. A
 * scaled pool states only its initial count and ignores later changes of it, because they would replace the pool and the
 * autoscaler owns the count.
 */
function sizeArguments(pool: GoogleNodePoolSpec, part: PoolPart): SizeArguments {
  if (!part.isScaled) return { nodeCount: part.nodesPerZone, lifecycle: { createBeforeDestroy: true } };
  const { autoscaling } = part;
  const locationPolicy = LOCATION_POLICIES[locationPolicyOf(pool)];
  return {
    initialNodeCount: part.nodesPerZone,
    // Two loops would undo each other's changes, so that the pool has no autoscaler of its own beside that of its instance groups.
    ...(autoscaling !== undefined && { autoscaling: { ...autoscaling, locationPolicy } }),
    lifecycle: { createBeforeDestroy: true, ignoreChanges: ['initial_node_count', 'node_count'] },
  };
}

/** The only element of a list that is known after the apply; the apply fails when the list has another length. */
function onlyElement(list: readonly string[]): string {
  return Token.asString(Fn.one([...list]));
}

/** Spot machines may by default come from any zone, so that GKE takes them where they are least likely to be reclaimed. */
function locationPolicyOf({ scaling, google }: GoogleNodePoolSpec): 'balanced' | 'any' {
  const stated = scaling.kind === 'cluster-autoscaler' ? scaling.locationPolicy : undefined;
  return stated ?? (google.spot ? 'any' : 'balanced');
}
