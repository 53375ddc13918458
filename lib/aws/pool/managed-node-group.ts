import { EksNodeGroup, type EksNodeGroupConfig, type EksNodeGroupTaint } from '@cdktf/provider-aws/lib/eks-node-group';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { CLOUD_TAINT_EFFECTS } from '../../values/taint';
import { addDiskKeyGrant } from './disk-key-grant';
import { type GroupPlan, planGroups } from './group-plan';
import { addManagedGroupTags } from './managed-group-tags';
import { NodeLaunchTemplate } from './node-launch-template';
import type { NodePoolProps } from './node-pool-props';
import { NodeRole } from './node-role';

/**
 * A pool whose Auto Scaling groups EKS owns: it drains nodes at updates, honours disruption budgets and repairs nodes.
 * Image and user data are ours, as in a self-managed pool, because EKS adds taints only after a node has joined.
 *
 * One node group where the pool's size is a total, one per zone where it is counted per zone. EKS makes the access entry.
 */
export class ManagedNodeGroup extends Construct {
  /** The nodes' permissions; further ones go to pods by pod identity, not here. */
  readonly role: NodeRole;
  /** Shared by all groups of the pool. */
  readonly launchTemplate: NodeLaunchTemplate;
  /** In the order of the zones. */
  readonly resources: readonly EksNodeGroup[];
  /** Names of the Auto Scaling groups that EKS made, as references. */
  readonly groupNames: readonly string[];
  /** What needs nodes waits for these: EKS reports a group active when its nodes are Ready. */
  readonly members: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    const { pool } = props;
    // Not the id of a self-managed pool's role: the old role goes after the groups that use it, the new one comes before.
    this.role = new NodeRole(this, 'role-managed', { pool, clusterName: props.cluster.name });
    this.launchTemplate = new NodeLaunchTemplate(this, 'launch-template', props);
    const after = [this.role.policy, ...addDiskKeyGrant(this, pool)];
    this.resources = planGroups(pool).map((plan) => this.addNodeGroup(props, plan, after));
    this.groupNames = this.resources.map((group) => group.resources.get(0).autoscalingGroups.get(0).name);
    for (const [index, { id }] of planGroups(pool).entries()) {
      addManagedGroupTags(this, { id, name: this.groupNames[index] ?? '' }, props.tags ?? {});
    }
    this.members = this.resources;
  }

  private addNodeGroup(props: NodePoolProps, plan: GroupPlan, after: readonly ITerraformDependable[]): EksNodeGroup {
    const { pool, cluster, network } = props;
    return new EksNodeGroup(this, plan.id, {
      clusterName: cluster.name,
      // Subnets, role, template, types and capacity force replacement, some of them unknown before apply. A generated suffix
      // lets the new group stand beside the old one whichever of them changes; nobody but EKS needs the name.
      nodeGroupNamePrefix: `${pool.name}-`,
      nodeRoleArn: this.role.resource.arn,
      subnetIds: plan.zones.map((zone) => network.privateSubnetId(zone)),
      launchTemplate: { id: this.launchTemplate.resource.id, version: this.launchTemplate.version },
      ...capacity(pool),
      ...scaling(pool),
      labels: { ...pool.labels },
      taint: pool.taints.map(
        ({ key, value, effect }): EksNodeGroupTaint => ({ key, value, effect: CLOUD_TAINT_EFFECTS[effect] }),
      ),
      // The surge of a self-managed pool, as the share that EKS replaces at once; it launches before it drains.
      updateConfig: { maxUnavailablePercentage: pool.aws.rollout.maxHealthyPercent - 100 },
      // A drain that a disruption budget forbids fails the update rather than the budget.
      forceUpdateVersion: false,
      nodeRepairConfig: { enabled: true },
      dependsOn: [...after],
    });
  }
}

/** EKS buys a group wholly on demand or wholly spot; the spec refuses a mix on managed groups. */
function capacity(pool: AwsNodePoolSpec): Pick<EksNodeGroupConfig, 'capacityType' | 'instanceTypes'> {
  const { capacity: wanted } = pool.aws;
  if (wanted.kind === 'on-demand') return { capacityType: 'ON_DEMAND', instanceTypes: [pool.machine.type] };
  return {
    capacityType: 'SPOT',
    instanceTypes: [pool.machine.type, ...wanted.alternativeTypes],
  };
}

function scaling(pool: AwsNodePoolSpec): Pick<EksNodeGroupConfig, 'scalingConfig' | 'lifecycle'> {
  const autoscaled = pool.scaling === 'cluster-autoscaler';
  return {
    scalingConfig: { minSize: pool.size.min, maxSize: pool.size.max, desiredSize: pool.size.initial },
    lifecycle: {
      createBeforeDestroy: true,
      ...(autoscaled ? { ignoreChanges: ['scaling_config[0].desired_size'] } : {}),
    },
  };
}
