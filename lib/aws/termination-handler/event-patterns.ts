import { TERMINATE_HOOK } from '../../specs/cluster/drain/terminate-hook';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { buysSpot } from '../../specs/pool/undrained-stop';
import { planGroups } from '../pool/group-plan';

/** Events of AWS that tell the termination handler of a node that goes. */
export interface NodeEventPattern {
  /** Identifies the rule in construct ids and in its name. */
  readonly id: string;
  /** Purpose of the rule; EventBridge shows it as the description. */
  readonly description: string;
  /** Pattern as JSON. */
  readonly pattern: string;
}

/** Most characters of a pattern. */
const MAX_PATTERN_LENGTH = 2048;

/**
 * The events that are routed to the termination handler.
 *
 * Events of Auto Scaling name the group, so that they are filtered by the names of the cluster's groups. Events of EC2 and of AWS Health
 * carry an instance id alone: they come from the whole account, and the handler drops those of instances without the cluster's tag.
 *
 * Recommendations to rebalance are left out. With `capacity_rebalance` the group launches the replacement first and then terminates the
 * old instance through its hook, whereas a rule would drain the node before its replacement exists.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-event-reference.html
 */
export function nodeEventPatterns(pools: readonly AwsNodePoolSpec[]): readonly NodeEventPattern[] {
  const names = pools.flatMap((pool) => planGroups(pool).map(({ name }) => name));
  return [
    ...terminations(names),
    ...(pools.some(buysSpot) ? [interruptions()] : []),
    instanceStates(pools.some(hasWarmPool)),
    scheduledChanges(),
  ];
}

/** As many groups to a rule as a pattern holds. The first rule keeps its id when groups are added. */
function terminations(names: readonly string[]): readonly NodeEventPattern[] {
  const [first = [], ...others] = chunks(names);
  return [first, ...others].map((chunk, index) => ({
    id: index === 0 ? 'terminate' : `terminate-${index + 1}`,
    description: 'Instances of the cluster that wait in their terminate hook',
    pattern: terminationPattern(chunk),
  }));
}

/** Instances that leave a warm pool were never nodes of the cluster. */
function terminationPattern(groups: readonly string[]): string {
  return JSON.stringify({
    source: ['aws.autoscaling'],
    'detail-type': ['EC2 Instance-terminate Lifecycle Action'],
    detail: {
      LifecycleHookName: [TERMINATE_HOOK],
      AutoScalingGroupName: groups,
      Origin: [{ 'anything-but': ['WarmPool'] }],
    },
  });
}

function chunks(names: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [[]];
  for (const name of names) {
    const last = found.at(-1) ?? [];
    if (terminationPattern([...last, name]).length <= MAX_PATTERN_LENGTH) last.push(name);
    else found.push([name]);
  }
  return found;
}

function interruptions(): NodeEventPattern {
  return {
    id: 'spot',
    description: 'Notices that EC2 takes a spot instance back in two minutes',
    pattern: JSON.stringify({ source: ['aws.ec2'], 'detail-type': ['EC2 Spot Instance Interruption Warning'] }),
  };
}

/**
 * Instances that somebody ends outside their group. Later states are left out, because nothing is left to drain; and a new instance of a
 * warm pool is stopped before it is a node, so that a stop tells nothing where there is such a pool.
 */
function instanceStates(hasWarmPools: boolean): NodeEventPattern {
  return {
    id: 'state',
    description: 'Instances that somebody stops or terminates',
    pattern: JSON.stringify({
      source: ['aws.ec2'],
      'detail-type': ['EC2 Instance State-change Notification'],
      detail: { state: hasWarmPools ? ['shutting-down'] : ['shutting-down', 'stopping'] },
    }),
  };
}

function scheduledChanges(): NodeEventPattern {
  return {
    id: 'health',
    description: 'Retirements and maintenance that AWS has scheduled for instances',
    pattern: JSON.stringify({
      source: ['aws.health'],
      'detail-type': ['AWS Health Event'],
      detail: { service: ['EC2'], eventTypeCategory: ['scheduledChange'] },
    }),
  };
}

function hasWarmPool({ scaling }: AwsNodePoolSpec): boolean {
  return scaling.kind === 'target-tracking' && scaling.warmPool !== undefined;
}
