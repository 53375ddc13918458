import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { PlatformAddons } from '../../aws/addons/platform-addons';
import { ClusterAutoscalerRole } from '../../aws/cluster-autoscaler-role';
import { AwsGroup } from '../../aws/group/aws-group';
import { AwsNodePool } from '../../aws/pool/aws-node-pool';
import { ManagedNodeGroup } from '../../aws/pool/managed-node-group';
import { NodeEvents } from '../../aws/termination-handler/node-events';
import { TerminationHandlerRole } from '../../aws/termination-handler/termination-handler-role';
import type { AwsClusterSpec } from '../../specs/cluster/cluster-spec';
import { installsAutoscaler } from '../../specs/cluster/controllers/cluster-autoscaler-spec';
import { handledCluster } from '../../specs/cluster/controllers/termination-handler-spec';
import type { EnvironmentSpec } from '../../specs/environment/environment-spec';
import { stackName } from '../../specs/environment/stack-names';
import type { AwsGroupSpec } from '../../specs/group/aws/aws-group-spec';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { addStateBackend } from '../state-backend';
import { addAwsProvider } from './add-aws-provider';
import type { AwsFoundationStack } from './aws-foundation-stack';

/** Properties of {@link AwsPlatformStack}. */
export interface AwsPlatformStackProps {
  /** The environment, which names the stack and states where its state is stored. */
  readonly environment: EnvironmentSpec;
  /** A cluster of the environment. */
  readonly cluster: AwsClusterSpec;
  /** The foundation of the cluster, read through its remote state; it must be deployed first. */
  readonly foundation: AwsFoundationStack;
}

/** The part of a cluster that changes often: its pools, and the add-ons that run on them. */
export class AwsPlatformStack extends TerraformStack {
  /** Pools by name; load balancers attach to them. */
  readonly pools: ReadonlyMap<string, AwsNodePool | ManagedNodeGroup>;
  /** Groups of machines that are no nodes, by name. */
  readonly groups: ReadonlyMap<string, AwsGroup>;
  /** Events of nodes for the termination handler; undefined where keelson does not install it. */
  readonly nodeEvents: NodeEvents | undefined;

  constructor(scope: Construct, props: AwsPlatformStackProps) {
    const { environment, cluster, foundation } = props;
    const name = stackName(environment, cluster, 'platform');
    super(scope, name);
    addAwsProvider(this, cluster);
    addStateBackend(this, environment.state, name);
    // The dependency is stated because no reference implies it: nodes never become Ready without the foundation's add-ons.
    this.addDependency(foundation);
    const handled = handledCluster(cluster);
    this.nodeEvents = handled && new NodeEvents(this, 'node-events', handled);
    this.pools = new Map(cluster.pools.map((pool) => [pool.name, this.addPool(pool, props)]));
    this.groups = new Map(cluster.groups.map((group) => [group.name, this.addGroup(group, props)]));
    new PlatformAddons(this, 'addons', { cluster, after: [...this.pools.values()].flatMap((pool) => pool.members) });
    if (installsAutoscaler(cluster)) {
      new ClusterAutoscalerRole(this, 'cluster-autoscaler-role', { cluster });
    }
    if (handled !== undefined) new TerminationHandlerRole(this, 'termination-handler-role', handled);
  }

  private addGroup(group: AwsGroupSpec, { cluster, foundation }: AwsPlatformStackProps): AwsGroup {
    const { network, security } = foundation;
    const { tags } = cluster.environment;
    return new AwsGroup(this, `group-${group.name}`, { group, network, nodes: security.nodes, tags });
  }

  private addPool(
    pool: AwsNodePoolSpec,
    { cluster, foundation }: AwsPlatformStackProps,
  ): AwsNodePool | ManagedNodeGroup {
    const id = `pool-${pool.name}`;
    const props = {
      cluster: foundation.controlPlane,
      network: foundation.network,
      pool,
      // This list is complete: the group that EKS created carries the cluster's tag, too, and only one group of an interface may
      // carry it.
      securityGroupIds: [foundation.security.nodeSecurityGroupId],
      tags: cluster.environment.tags,
      ...(this.nodeEvents !== undefined && { drainedBy: this.nodeEvents.members }),
    };
    switch (pool.aws.management) {
      case 'self-managed':
        return new AwsNodePool(this, id, props);
      case 'managed-node-group':
        return new ManagedNodeGroup(this, id, props);
    }
  }
}
