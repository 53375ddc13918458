import {
  AutoscalingGroup,
  type AutoscalingGroupConfig,
  type AutoscalingGroupMixedInstancesPolicy,
  type AutoscalingGroupWarmPool,
} from '@cdktf/provider-aws/lib/autoscaling-group';
import { AutoscalingLifecycleHook } from '@cdktf/provider-aws/lib/autoscaling-lifecycle-hook';
import type { ITerraformDependable, Postcondition } from 'cdktf';
import { Construct } from 'constructs';
import { launchHookOf } from '../../render/user-data/launch-hook';
import { TERMINATE_HOOK } from '../../specs/cluster/drain/terminate-hook';
import type { AwsCapacity } from '../../specs/pool/aws/aws-pool-settings';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { AwsGroupScaling, AwsScaling } from '../../specs/scaling/scaling-fields';
import type { GroupPlan } from './group-plan';
import { GroupScaling } from './group-scaling';
import { instanceRefresh } from './instance-refresh';
import type { NodeLaunchTemplate } from './node-launch-template';
import type { NodePoolProps } from './node-pool-props';
import { promotionOf } from './pool-promotion';
import { scalingGroupTags } from './scaling-group-tags';

/** Properties of {@link NodeScalingGroup}. */
export interface NodeScalingGroupProps extends NodePoolProps {
  /** Name and zones of this group. Changing the name replaces the group. */
  readonly plan: GroupPlan;
  /** The template that the group launches; a new version starts an instance refresh. */
  readonly launchTemplate: NodeLaunchTemplate;
  /** Resources that must exist before the first instance boots. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * One Auto Scaling group of a pool. Its hooks are resources of their own, because a hook stated inside the group forces the
 * group's replacement at every edit. The first instances therefore launch before the launch hook exists and do not wait for it,
 * which is harmless because the group has no older node that a failed launch could replace.
 */
export class NodeScalingGroup extends Construct {
  /** The Auto Scaling group; balancers attach to its name. */
  readonly resource: AutoscalingGroup;

  constructor(scope: Construct, id: string, props: NodeScalingGroupProps) {
    super(scope, id);
    const { pool } = props;
    this.resource = new AutoscalingGroup(this, 'group', {
      name: props.plan.name,
      vpcZoneIdentifier: props.plan.zones.map((zone) => props.network.privateSubnetId(zone)),
      ...sizes(pool),
      ...machines(pool, props.launchTemplate),
      ...replacement(pool),
      warmPool: warmPool(pool.scaling),
      // Group metrics are free of charge, and alarms on nodes that are desired but not in service need them.
      enabledMetrics: [...GROUP_METRICS],
      tag: scalingGroupTags(props, props.plan.name),
      dependsOn: [...props.after],
    });
    this.addLaunchHook(pool);
    this.addTerminateHook(props);
    this.addScaling(pool);
  }

  private addScaling(pool: AwsNodePoolSpec): void {
    const { scaling } = pool;
    if (scaling.kind !== 'target-tracking') return;
    const { warmupSeconds } = pool.aws.rollout;
    new GroupScaling(this, 'scaling', { size: pool.size, warmupSeconds, scaling, groupName: this.resource.name });
  }

  private addLaunchHook(pool: AwsNodePoolSpec): void {
    const hook = launchHookOf(pool);
    if (hook === undefined) return;
    new AutoscalingLifecycleHook(this, 'launch-hook', {
      name: hook.name,
      autoscalingGroupName: this.resource.name,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
      defaultResult: 'ABANDON',
      heartbeatTimeout: hook.heartbeatSeconds,
    });
  }

  /**
   * Terraform removes the hook before the group, so that it can neither hold nor drain the instances of a group that goes: whoever removes
   * a pool empties it first.
   */
  private addTerminateHook({ pool, drainedBy }: NodeScalingGroupProps): void {
    const { terminateHeartbeatSeconds } = pool.aws;
    if (terminateHeartbeatSeconds === undefined) return;
    new AutoscalingLifecycleHook(this, 'terminate-hook', {
      name: TERMINATE_HOOK,
      autoscalingGroupName: this.resource.name,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      defaultResult: 'CONTINUE',
      heartbeatTimeout: terminateHeartbeatSeconds,
      ...(drainedBy !== undefined && { dependsOn: [...drainedBy] }),
    });
  }
}

/** Metrics that every group reports. */
export const GROUP_METRICS = [
  'GroupDesiredCapacity',
  'GroupInServiceInstances',
  'GroupMaxSize',
  'GroupMinSize',
  'GroupPendingInstances',
  'GroupStandbyInstances',
  'GroupTerminatingInstances',
  'GroupTotalInstances',
] as const;

/**
 * A group launches either from `launch_template` or from `mixed_instances_policy`. Both arguments keep their value when they are
 * left out, so that a group whose kind of capacity changes would be sent both, and AWS refuses that.
 */
const ONE_KIND: Postcondition = {
  condition: '${length(self.launch_template) == 0 || length(self.mixed_instances_policy) == 0}',
  errorMessage:
    "The kind of 'aws.capacity' cannot change on a living group: Terraform would keep the old one beside the new one. " +
    'Add a second pool of the new kind, wait until its nodes are Ready, drain the nodes of this pool, then remove this pool.',
};

/** The sizes are those of the spec: per zone in a group of one zone, in total in a group of all zones. */
function sizes(
  pool: AwsNodePoolSpec,
): Pick<AutoscalingGroupConfig, 'minSize' | 'maxSize' | 'desiredCapacity' | 'lifecycle' | 'suspendedProcesses'> {
  const counts = { minSize: pool.size.min, maxSize: pool.size.max, desiredCapacity: pool.size.initial };
  if (pool.scaling.kind === 'fixed') return { ...counts, lifecycle: { postcondition: [ONE_KIND] } };
  return {
    ...counts,
    lifecycle: { ignoreChanges: [...ownedSizes(pool.scaling)], postcondition: [ONE_KIND] },
    // The cluster autoscaler chooses the node to remove and drains it, whereas AZRebalance would terminate other nodes without a drain. A
    // group that scales itself adds nodes in its smallest zone and removes them in its largest, so that it needs no further terminations.
    suspendedProcesses: ['AZRebalance'],
  };
}

/** The sizes that somebody else sets on a living group. A deploy at the peak would otherwise set the sizes of the night. */
export function ownedSizes(scaling: AwsScaling | AwsGroupScaling): readonly string[] {
  const isScheduled = scaling.kind === 'target-tracking' && scaling.schedules.length > 0;
  return isScheduled ? ['min_size', 'max_size', 'desired_capacity'] : ['desired_capacity'];
}

/**
 * Stopped instances beside the group. Only where both numbers are the same do they count instances: otherwise the pool would be filled up
 * to the group's maximum. An instance that was a node never comes back, because its kubelet would no longer wait.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutWarmPool.html
 */
function warmPool(scaling: AwsScaling): AutoscalingGroupWarmPool | undefined {
  const nodes = scaling.kind === 'target-tracking' ? scaling.warmPool?.nodes : undefined;
  if (nodes === undefined) return undefined;
  return {
    poolState: 'Stopped',
    minSize: nodes,
    maxGroupPreparedCapacity: nodes,
    instanceReusePolicy: { reuseOnScaleIn: false },
  };
}

function machines(
  pool: AwsNodePoolSpec,
  template: NodeLaunchTemplate,
): Pick<AutoscalingGroupConfig, 'launchTemplate' | 'mixedInstancesPolicy' | 'capacityRebalance'> {
  const { capacity } = pool.aws;
  if (capacity.kind === 'on-demand') {
    return { launchTemplate: { id: template.resource.id, version: template.version } };
  }
  return {
    mixedInstancesPolicy: mixedInstances(pool.machine.type, capacity, template),
    // Replaces a spot instance when EC2 recommends it, because that signal can come earlier than the two-minute interruption
    // notice.
    capacityRebalance: capacity.onDemandPercentAboveBase < 100,
  };
}

function mixedInstances(
  firstType: string,
  capacity: Extract<AwsCapacity, { kind: 'mixed' }>,
  template: NodeLaunchTemplate,
): AutoscalingGroupMixedInstancesPolicy {
  return {
    instancesDistribution: {
      onDemandAllocationStrategy: 'prioritized',
      onDemandBaseCapacity: capacity.onDemandBase,
      onDemandPercentageAboveBaseCapacity: capacity.onDemandPercentAboveBase,
      spotAllocationStrategy: capacity.spotAllocation,
    },
    launchTemplate: {
      launchTemplateSpecification: { launchTemplateId: template.resource.id, version: template.version },
      override: [firstType, ...capacity.alternativeTypes].map((instanceType) => ({ instanceType })),
    },
  };
}

// Terraform waits for the deletion of a group, which waits for its instances, and each instance waits for its terminate hook.
const DELETE_MARGIN_MINUTES = 15;

const DAY_SECONDS = 86_400;

function replacement(pool: AwsNodePoolSpec): Partial<AutoscalingGroupConfig> {
  const { aws, reboots } = pool;
  const { rollout } = aws;
  const lifetimeDays = reboots?.kind === 'replace' ? reboots.maxLifetimeDays : undefined;
  // Stopped instances of a warm pool go before the group's own, and wait in the terminate hook too.
  const waits = warmPool(pool.scaling) === undefined ? 1 : 2;
  const hookMinutes = waits * Math.ceil((aws.terminateHeartbeatSeconds ?? 0) / 60);
  return {
    healthCheckType: aws.healthCheck,
    healthCheckGracePeriod: rollout.warmupSeconds,
    defaultInstanceWarmup: rollout.warmupSeconds,
    maxInstanceLifetime: lifetimeDays === undefined ? undefined : lifetimeDays * DAY_SECONDS,
    instanceRefresh: instanceRefresh(rollout, { imageByParameter: promotionOf(pool) !== undefined }),
    // The same limits hold for replacements outside a refresh, after failed health checks or by rebalancing: the new instance
    // launches first.
    instanceMaintenancePolicy: {
      minHealthyPercentage: rollout.minHealthyPercent,
      maxHealthyPercentage: rollout.maxHealthyPercent,
    },
    terminationPolicies: ['AllocationStrategy', 'OldestLaunchTemplate', 'OldestInstance'],
    // Terraform does not wait for capacity: instances wait in the launch hook, and the apply could outlast its credentials.
    waitForCapacityTimeout: '0',
    timeouts: { delete: `${hookMinutes + DELETE_MARGIN_MINUTES}m` },
  };
}
