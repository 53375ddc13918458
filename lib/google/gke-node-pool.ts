import { ContainerNodePool, type ContainerNodePoolConfig } from '@cdktf/provider-google/lib/container-node-pool';
import { Fn, type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { googlePoolReplacementHash } from '../specs/pool/google/google-replacement';
import { NODE_POOL_UPDATE_MINUTES } from '../specs/pool/google/google-rolls';
import type { GoogleNodePoolSpec } from '../specs/pool/node-pool-spec';
import { boundedName } from '../values/bounded-name';
import type { IGkeCluster } from './gke-cluster-contract';
import { nodeConfig } from './gke-node-config';
import { type PoolPart, poolParts } from './pool-parts';

const MAX_NETWORK_TAG = 63;

/** An in-place change rolls the pool: a few nodes at a time, up to an hour for each that a disruption budget holds. */
const TIMEOUTS = { create: '60m', update: `${NODE_POOL_UPDATE_MINUTES}m`, delete: '120m' };

/** What {@link GkeNodePool} is made from. */
export interface GkeNodePoolProps {
  /** The cluster that the nodes join; another one has a pool of its own, under the same name. */
  readonly cluster: IGkeCluster;
  /** Everything about the nodes; what of it replaces the pool stands in the pool's name as a hash. */
  readonly pool: GoogleNodePoolSpec;
  /**
   * Labels of the machines and disks, for cost allocation; the provider's default labels do not reach them. A change is made in place.
   * @default - none
   */
  readonly resourceLabels?: Readonly<Record<string, string>>;
  /**
   * Resources that must exist before the first node: the right to use the key of its disk.
   * @default - nothing beyond the cluster
   */
  readonly after?: readonly ITerraformDependable[];
}

/**
 * A pool of nodes: one Terraform pool over all zones, or one for each zone where balancers or instance-group autoscalers attach.
 *
 * Names carry a hash of what forces replacement, so that a new pool exists before the old one goes; for that time the pool
 * needs its machines twice. Machine type, image, disk, taints, labels and kernel parameters change in place; all but taints and
 * labels roll the nodes.
 */
export class GkeNodePool extends Construct {
  /** One node pool, or one for each zone in alphabetical order. */
  readonly resources: readonly ContainerNodePool[];
  /** Network tag of this pool's nodes alone; never a token. */
  readonly networkTag: string;
  private readonly pool: GoogleNodePoolSpec;

  constructor(scope: Construct, id: string, props: GkeNodePoolProps) {
    super(scope, id);
    this.pool = props.pool;
    this.networkTag = boundedName(props.pool.physicalName, MAX_NETWORK_TAG);
    this.resources = poolParts(props.pool).map((part) => this.addPart(props, part));
  }

  /**
   * Group of a zone's machines: backend of a balancer, owner of named ports.
   *
   * @throws Error unless the pool has one Terraform pool for each zone, and one for this zone.
   */
  instanceGroupUrl(zone: string): string {
    // The provider's two names are crossed: this list holds the groups, the other one their managers.
    return onlyElement(this.zonalResource(zone).managedInstanceGroupUrls);
  }

  /**
   * Manager of a zone's group: target of an instance-group autoscaler.
   *
   * @throws Error unless the pool has one Terraform pool for each zone, and one for this zone.
   */
  instanceGroupManagerUrl(zone: string): string {
    return onlyElement(this.zonalResource(zone).instanceGroupUrls);
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
      // No version: the release channel upgrades nodes, and a version here would fight it.
      management: { autoRepair: true, autoUpgrade: true },
      // Blue-green would move the nodes to other groups than those that balancers and autoscalers hold.
      upgradeSettings: { strategy: 'SURGE', ...pool.google.upgrade },
      timeouts: TIMEOUTS,
      ...(props.after !== undefined && props.after.length > 0 && { dependsOn: [...props.after] }),
    });
  }
}

function partName({ cluster, pool }: GkeNodePoolProps, part: PoolPart): string {
  const hash = googlePoolReplacementHash(pool, cluster.nodeServiceAccountEmail);
  if (pool.google.layout === 'regional') return `${pool.name}-${hash}`;
  const letter = part.zones.join().slice(`${cluster.location}-`.length);
  return `${pool.name}-${letter}-${hash}`;
}

type SizeArguments = Pick<ContainerNodePoolConfig, 'autoscaling' | 'initialNodeCount' | 'nodeCount' | 'lifecycle'>;

/**
 * A fixed pool states its count, so that a changed spec resizes it in place. A scaled one states where to begin only: that
 * argument would replace the pool when it changes, and the count is the autoscaler's.
 */
function sizeArguments(pool: GoogleNodePoolSpec, part: PoolPart): SizeArguments {
  if (part.autoscaling === undefined) {
    return { nodeCount: part.nodesPerZone, lifecycle: { createBeforeDestroy: true } };
  }
  return {
    initialNodeCount: part.nodesPerZone,
    // Spot machines are taken wherever they are least likely to be reclaimed.
    autoscaling: { ...part.autoscaling, locationPolicy: pool.google.spot ? 'ANY' : 'BALANCED' },
    lifecycle: { createBeforeDestroy: true, ignoreChanges: ['initial_node_count', 'node_count'] },
  };
}

/** The single element of a list that is known after an apply only; fails the apply instead of taking a wrong one. */
function onlyElement(list: readonly string[]): string {
  return Token.asString(Fn.one([...list]));
}
