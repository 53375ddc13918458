import { EksNodeGroup, type EksNodeGroupConfig, type EksNodeGroupTaint } from '@cdktf/provider-aws/lib/eks-node-group';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { CLOUD_TAINT_EFFECTS } from '../../values/taint';
import { discoveryTags, nodeTemplateTags } from './autoscaler-tags';
import { addDiskKeyGrant } from './disk-key-grant';
import { type GroupPlan, planGroups } from './group-plan';
import { addManagedGroupTags } from './managed-group-tags';
import { NodeLaunchTemplate } from './node-launch-template';
import type { NodePoolProps } from './node-pool-props';
import { NodeRole } from './node-role';

/**
 * A pool whose Auto Scaling groups EKS owns: EKS drains nodes at updates, honours disruption budgets and repairs nodes. Image and
 * user data are those of a self-managed pool, because EKS itself adds taints only after a node has joined.
 *
 * There is one node group where the pool's size is a total, and one per zone where it is counted per zone. EKS makes the access
 * entry.
 */
export class ManagedNodeGroup extends Construct {
  /** Role with the permissions of the nodes. Pods get further permissions through pod identity, not through this role. */
  readonly role: NodeRole;
  /** The launch template that all groups of the pool share. */
  readonly launchTemplate: NodeLaunchTemplate;
  /** The node groups in the order of the zones. */
  readonly resources: readonly EksNodeGroup[];
  /** Names of the Auto Scaling groups that EKS created, as Terraform references. */
  readonly groupNames: readonly string[];
  /** Resources that everything that needs nodes depends on: EKS reports a node group active once its nodes are Ready. */
  readonly members: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    const { pool } = props;
    // The id differs from that of a self-managed pool's role, so that a change of the kind creates the new role before it removes
    // the old groups and their role.
    this.role = new NodeRole(this, 'role-managed', { pool, clusterName: props.cluster.name });
    this.launchTemplate = new NodeLaunchTemplate(this, 'launch-template', props);
    const after = [this.role.policy, ...addDiskKeyGrant(this, pool)];
    this.resources = planGroups(pool).map((plan) => this.addNodeGroup(props, plan, after));
    this.groupNames = this.resources.map((group) => group.resources.get(0).autoscalingGroups.get(0).name);
    const ofGroup = { ...discoveryTags(pool, props.cluster.name), ...nodeTemplateTags(pool) };
    for (const [index, { id }] of planGroups(pool).entries()) {
      addManagedGroupTags(this, { id, name: this.groupNames[index] ?? '' }, { launched: props.tags ?? {}, ofGroup });
    }
    this.members = this.resources;
  }

  private addNodeGroup(props: NodePoolProps, plan: GroupPlan, after: readonly ITerraformDependable[]): EksNodeGroup {
    const { pool, cluster, network } = props;
    return new EksNodeGroup(this, plan.id, {
      clusterName: cluster.name,
      // Changes of subnets, role, template, types or capacity force a replacement, and some of these values are unknown before
      // the apply. The generated suffix lets the new group exist beside the old one; only EKS reads the name.
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
      // The same surge as in a self-managed pool, as the share of nodes that EKS replaces at once; EKS launches new nodes before
      // it drains old ones.
      updateConfig: { maxUnavailablePercentage: pool.aws.rollout.maxHealthyPercent - 100 },
      // A drain that a disruption budget forbids makes the update fail; with `true` EKS would delete the pods in spite of the
      // budget.
      forceUpdateVersion: false,
      nodeRepairConfig: { enabled: true },
      dependsOn: [...after],
    });
  }
}

/** EKS buys a group either wholly on demand or wholly as spot instances; the spec refuses a mix in a managed group. */
function capacity(pool: AwsNodePoolSpec): Pick<EksNodeGroupConfig, 'capacityType' | 'instanceTypes'> {
  const { capacity: wanted } = pool.aws;
  if (wanted.kind === 'on-demand') return { capacityType: 'ON_DEMAND', instanceTypes: [pool.machine.type] };
  return {
    capacityType: 'SPOT',
    instanceTypes: [pool.machine.type, ...wanted.alternativeTypes],
  };
}

function scaling(pool: AwsNodePoolSpec): Pick<EksNodeGroupConfig, 'scalingConfig' | 'lifecycle'> {
  const autoscaled = pool.scaling.kind === 'cluster-autoscaler';
  return {
    scalingConfig: { minSize: pool.size.min, maxSize: pool.size.max, desiredSize: pool.size.initial },
    lifecycle: {
      createBeforeDestroy: true,
      ...(autoscaled ? { ignoreChanges: ['scaling_config[0].desired_size'] } : {}),
    },
  };
}
