import {
  AutoscalingGroup,
  type AutoscalingGroupConfig,
  type AutoscalingGroupMixedInstancesPolicy,
} from '@cdktf/provider-aws/lib/autoscaling-group';
import { AutoscalingLifecycleHook } from '@cdktf/provider-aws/lib/autoscaling-lifecycle-hook';
import type { ITerraformDependable, Postcondition } from 'cdktf';
import { Construct } from 'constructs';
import { launchHookOf } from '../../render/user-data/launch-hook';
import type { AwsCapacity } from '../../specs/pool/aws/aws-pool-settings';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import type { GroupPlan } from './group-plan';
import { instanceRefresh } from './instance-refresh';
import type { NodeLaunchTemplate } from './node-launch-template';
import type { NodePoolProps } from './node-pool-props';
import { promotionOf } from './pool-promotion';
import { scalingGroupTags } from './scaling-group-tags';

/** What {@link NodeScalingGroup} is made from. */
export interface NodeScalingGroupProps extends NodePoolProps {
  /** Name and zones of this group among the pool's. Changing the name replaces the group. */
  readonly plan: GroupPlan;
  /** What the group launches; a new version starts an instance refresh. */
  readonly launchTemplate: NodeLaunchTemplate;
  /** What must exist before the first instance boots. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * One Auto Scaling group of a pool, with its hooks as resources of their own: hooks inside the group force its replacement
 * at any edit. The first instances therefore launch before the launch hook exists and do not wait; there is no older node
 * that they could endanger.
 */
export class NodeScalingGroup extends Construct {
  /** The group; balancers attach to its name. */
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
      // Free of charge, and the only way to alarm on nodes that are wanted but not in service.
      enabledMetrics: [...METRICS],
      tag: scalingGroupTags(props, props.plan.name),
      dependsOn: [...props.after],
    });
    this.addLaunchHook(pool);
    this.addTerminateHook(pool);
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

  private addTerminateHook(pool: AwsNodePoolSpec): void {
    const { terminateHeartbeatSeconds } = pool.aws;
    if (terminateHeartbeatSeconds === undefined) return;
    new AutoscalingLifecycleHook(this, 'terminate-hook', {
      name: 'node-drained',
      autoscalingGroupName: this.resource.name,
      lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      defaultResult: 'CONTINUE',
      heartbeatTimeout: terminateHeartbeatSeconds,
    });
  }
}

const METRICS = [
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
 * The two ways to say what a group launches exclude each other, and leaving one out keeps it: a group that changes its kind of
 * capacity would be sent both.
 */
const ONE_KIND: Postcondition = {
  condition: '${length(self.launch_template) == 0 || length(self.mixed_instances_policy) == 0}',
  errorMessage:
    "The kind of 'aws.capacity' cannot change on a living group: Terraform would keep the old one beside the new one. " +
    'Add a second pool of the new kind, wait until its nodes are Ready, drain the nodes of this pool, then remove this pool.',
};

/** The group counts as the spec does: per zone in a group of one zone, in total in a group of all. */
function sizes(
  pool: AwsNodePoolSpec,
): Pick<AutoscalingGroupConfig, 'minSize' | 'maxSize' | 'desiredCapacity' | 'lifecycle' | 'suspendedProcesses'> {
  const counts = { minSize: pool.size.min, maxSize: pool.size.max, desiredCapacity: pool.size.initial };
  if (pool.scaling === 'fixed') return { ...counts, lifecycle: { postcondition: [ONE_KIND] } };
  return {
    ...counts,
    lifecycle: { ignoreChanges: ['desired_capacity'], postcondition: [ONE_KIND] },
    // The autoscaler picks the node to remove; a rebalancing group would terminate others without a drain.
    suspendedProcesses: ['AZRebalance'],
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
    // Replaces a spot instance at the recommendation, minutes before the two-minute notice.
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

// Deleting a group waits for its instances, and each of them for its terminate hook.
const DELETE_MARGIN_MINUTES = 15;

const DAY_SECONDS = 86_400;

function replacement(pool: AwsNodePoolSpec): Partial<AutoscalingGroupConfig> {
  const { aws, reboots } = pool;
  const { rollout } = aws;
  const lifetimeDays = reboots?.kind === 'replace' ? reboots.maxLifetimeDays : undefined;
  const hookMinutes = Math.ceil((aws.terminateHeartbeatSeconds ?? 0) / 60);
  return {
    healthCheckType: aws.healthCheck,
    healthCheckGracePeriod: rollout.warmupSeconds,
    defaultInstanceWarmup: rollout.warmupSeconds,
    maxInstanceLifetime: lifetimeDays === undefined ? undefined : lifetimeDays * DAY_SECONDS,
    instanceRefresh: instanceRefresh(rollout, { imageByParameter: promotionOf(pool) !== undefined }),
    // The same bounds for replacements that nobody started: failed health checks and rebalancing launch first, too.
    instanceMaintenancePolicy: {
      minHealthyPercentage: rollout.minHealthyPercent,
      maxHealthyPercentage: rollout.maxHealthyPercent,
    },
    terminationPolicies: ['AllocationStrategy', 'OldestLaunchTemplate', 'OldestInstance'],
    // Instances wait in the launch hook; an apply that waited for them could outlast its credentials.
    waitForCapacityTimeout: '0',
    timeouts: { delete: `${hookMinutes + DELETE_MARGIN_MINUTES}m` },
  };
}
