import { term } from '../../../analysis/drain-chain';
import type { NodePoolSpec } from '../../pool/node-pool-spec';
import type { DrainLimit } from './drain-steps';

/**
 * Seconds after which EKS gives up to move the pods of a node of a managed node group: an update fails then, and a scale-in or a
 * rebalancing of zones ends the instance, although the hook of EKS waits for 1800 s. The deletion of a group waits for 300 s only.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
 * @see https://github.com/aws/containers-roadmap/issues/1852
 */
const EKS_DRAIN_SECONDS = 900;

/**
 * Seconds for which GKE respects budgets and graces while it upgrades or repairs a node; afterwards it deletes the pods that are left.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/node-pool-upgrade-strategies
 */
const GKE_UPGRADE_SECONDS = 3600;

/**
 * Longest grace in seconds that the autoscaler of GKE gives a pod; it removes no node whose pods a budget keeps.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-autoscaler
 */
const GKE_SCALE_IN_SECONDS = 600;

/** EKS, which drains the nodes of managed node groups. */
export const EKS_LIMIT: DrainLimit = {
  name: 'drain',
  before: [],
  gives: term('drain by EKS', EKS_DRAIN_SECONDS),
  isWholeDrain: true,
  rule: `leave a node within the ${EKS_DRAIN_SECONDS} s after which EKS gives up to drain it`,
};

/** The termination handler, which has one time for the drain of any node. */
export function handlerLimit(seconds: number): DrainLimit {
  return {
    name: 'drain',
    before: [],
    gives: term('drain by the handler', seconds),
    isWholeDrain: true,
    rule: `leave a node within the ${seconds} s after which the termination handler gives up to drain it`,
  };
}

/** The cluster autoscaler on AWS. It asks again later where a budget refuses, so that only the grace counts. */
export function autoscalerLimit(seconds: number): DrainLimit {
  return {
    name: 'drain',
    before: [],
    gives: term('grace by the autoscaler', seconds),
    isWholeDrain: false,
    rule: `end within the ${seconds} s that the cluster autoscaler gives pods of a node that it removes`,
  };
}

/** An upgrade of GKE. */
export function gkeUpgradeLimit({ name }: NodePoolSpec): DrainLimit {
  return {
    name: 'drain',
    before: [],
    gives: term('drain by GKE', GKE_UPGRADE_SECONDS),
    isWholeDrain: true,
    rule: `leave a node of pool '${name}' within the ${GKE_UPGRADE_SECONDS} s for which GKE waits in an upgrade`,
  };
}

/** The autoscaler of GKE. */
export function gkeScaleInLimit({ name }: NodePoolSpec): DrainLimit {
  return {
    name: 'drain',
    before: [],
    gives: term('grace by the autoscaler', GKE_SCALE_IN_SECONDS),
    isWholeDrain: false,
    rule: `end within the ${GKE_SCALE_IN_SECONDS} s that the autoscaler of GKE gives pods of pool '${name}'`,
  };
}
