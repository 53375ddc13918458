import type { PlatformModel, PoolModel } from '../../model/platform-model';
import { mayBeOn } from '../../model/scheduling';
import type { WorkloadFacts } from '../../model/workload-facts';
import type { DrainEvent } from '../../specs/cluster/drain/drain-chain';
import { EKS_LIMIT, gkeUpgradeLimit } from '../../specs/cluster/drain/drain-limits';
import type { AwsNodePoolSpec, GoogleNodePoolSpec, NodePoolSpec } from '../../specs/pool/node-pool-spec';
import { AWS_SPOT_SECONDS, buysSpot } from '../../specs/pool/undrained-stop';
import { removesNodes } from '../../specs/scaling/target-tracking';
import { describeObject } from '../check';

/** An event that asks disruption budgets before it ends the pods of a node. */
interface BlockedEvent {
  /** The event; several with one outcome are named by the first of them. */
  readonly event: DrainEvent;
  /** Text that tells what the event does where a budget never allows the last eviction. */
  readonly outcome: string;
  /** Whether a node that replaces the drained one is there before the drain begins. */
  readonly addsNodeFirst: boolean;
}

/** The events of a pool that a budget can block, in the order of tables; rollouts ask no budget, and neither does the end of a zone. */
function blockedEvents(pool: NodePoolSpec): readonly BlockedEvent[] {
  const ofCloud = pool.cloud === 'aws' ? awsEvents(pool) : googleEvents(pool);
  return [...scaleIn(pool), ...ofCloud, ...reboot(pool)];
}

/** The pools on whose nodes the pods of a workload may be. */
export function poolsOf(workload: WorkloadFacts, { pools }: PlatformModel): readonly PoolModel[] {
  return pools.filter((pool) => mayBeOn(workload.pod, pool));
}

/**
 * Names what cannot finish, in brackets: the workloads, the pools on which their pods may be, and the events of these pools; empty where no
 * event of any pool asks budgets.
 *
 * @param counts tells which events count.
 */
export function renderBlocked(
  workloads: readonly WorkloadFacts[],
  model: PlatformModel,
  counts: (event: BlockedEvent) => boolean = () => true,
): string {
  const parts = workloads.flatMap((workload) =>
    poolsOf(workload, model).flatMap(({ name, spec }) => {
      const outcomes = blockedEvents(spec)
        .filter(counts)
        .map(({ outcome }) => outcome);
      if (outcomes.length === 0) return [];
      return [`${describeObject(workload.object)} on pool '${name}': ${outcomes.join(', ')}`];
    }),
  );
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

/** Both autoscalers move the pods of a node only where they see that all of them may go. */
function scaleIn({ scaling }: NodePoolSpec): readonly BlockedEvent[] {
  if (scaling.kind !== 'cluster-autoscaler') return [];
  return [{ event: 'scale-in', outcome: 'a scale-in never removes their node', addsNodeFirst: false }];
}

/** The lock goes on to the next node, which has the same pods. */
function reboot({ reboots }: NodePoolSpec): readonly BlockedEvent[] {
  if (reboots?.kind !== 'coordinated') return [];
  const outcome = `a reboot gives the drain up after ${reboots.drainTimeoutSeconds} s, so that their node is never updated`;
  return [{ event: 'reboot', outcome, addsNodeFirst: false }];
}

/** Nothing asks a budget where no program drains the group. */
function awsEvents(pool: AwsNodePoolSpec): readonly BlockedEvent[] {
  const { drainer, terminateHeartbeatSeconds: heartbeat } = pool.aws;
  if (drainer === undefined) return [];
  const spot: BlockedEvent = {
    event: 'spot-notice',
    outcome: `a spot notice cuts them after ${AWS_SPOT_SECONDS} s`,
    addsNodeFirst: false,
  };
  const notice = buysSpot(pool) ? [spot] : [];
  if (drainer === 'eks') {
    const outcome = `an update of the node group fails after ${EKS_LIMIT.gives.seconds} s`;
    return [...notice, { event: 'upgrade', outcome, addsNodeFirst: true }];
  }
  const cuts = `cuts them when its hook has run out${heartbeat === undefined ? '' : ` after ${heartbeat} s`}`;
  const isTracked = pool.scaling.kind === 'target-tracking' && removesNodes(pool.scaling);
  const removal: BlockedEvent = { event: 'scale-in', outcome: `a scale-in ${cuts}`, addsNodeFirst: false };
  return [
    ...(isTracked ? [removal] : []),
    ...notice,
    { event: 'image-refresh', outcome: `an image refresh or upgrade ${cuts}`, addsNodeFirst: true },
  ];
}

/** A spot machine of Google, and a machine that the autoscaler of an instance group removes, ask no budget. */
function googleEvents(pool: GoogleNodePoolSpec): readonly BlockedEvent[] {
  const outcome = `an upgrade cuts them after ${gkeUpgradeLimit(pool).gives.seconds} s`;
  return [{ event: 'upgrade', outcome, addsNodeFirst: pool.google.upgrade.maxSurge > 0 }];
}
