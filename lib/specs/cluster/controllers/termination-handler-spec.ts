import { awsDomain } from '../../../values/aws-partition';
import { clusterTag } from '../../pool/aws/cluster-tag';
import type { AwsNodePoolSpec } from '../../pool/node-pool-spec';
import { initialNodes } from '../../pool/pool-size';
import type { AwsClusterSpec, ClusterSpec } from '../cluster-spec';
import { nodeDrain } from '../drain/node-drain';
import { type InstalledProgram, installedProgram } from './installed-program';
import { maxReceives } from './node-event-queue';
import type { TerminationHandlerMembers } from './termination-handler-fields';

/** Name of the handler's Deployment, service account and other objects; Terraform lends the role to that account. */
export const TERMINATION_HANDLER = 'termination-handler';

/** Seconds of a node's drain in the handler that are left when the slowest pod has ended. */
const DRAIN_MARGIN_SECONDS = 30;

/** The termination handler of a cluster with every default filled in. */
export type TerminationHandlerSpec = TerminationHandlerMembers & {
  /** Name of the queue from which the handler reads. */
  readonly queueName: string;
  /** Address of the queue: the manifests need it, and it follows from names that are known in advance. */
  readonly queueUrl: string;
  /** Name of the queue to which a message goes that the handler could not answer. */
  readonly failedQueueName: string;
  /** Number of receipts after which a message counts as one that the handler cannot answer. */
  readonly maxReceives: number;
  /**
   * Key of the tag of the instances that the handler drains. Events of EC2 and of AWS Health come from the whole account, and the handler
   * drops those of instances without it. Every instance of the cluster has it since it was launched, and no other cluster has this key.
   */
  readonly managedTag: string;
  /** Seconds after which the handler gives the drain of a node up. */
  readonly nodeDrainSeconds: number;
  /** Pools whose nodes the handler drains, at least one. */
  readonly pools: readonly AwsNodePoolSpec[];
  /** Pools on which the handler itself runs, at least one. */
  readonly homes: readonly AwsNodePoolSpec[];
};

/** A cluster in which keelson installs the handler. */
export interface HandledCluster {
  readonly cluster: AwsClusterSpec;
  readonly handler: TerminationHandlerSpec;
}

/** The termination handler that keelson installs; undefined where there is none, or somebody else installs it. */
export function handledCluster(cluster: ClusterSpec): HandledCluster | undefined {
  const installed = installedProgram(cluster, cluster.controllers.terminationHandler);
  return installed && resolveHandler(installed);
}

/** Whether keelson installs the termination handler; unlike {@link handledCluster} it derives nothing from pools and workloads. */
export function installsHandler(cluster: ClusterSpec): boolean {
  return installedProgram(cluster, cluster.controllers.terminationHandler) !== undefined;
}

function resolveHandler({ cluster, settings }: InstalledProgram<TerminationHandlerMembers>): HandledCluster {
  const queueName = `${cluster.physicalName}-node-events`;
  const drainSeconds = nodeDrainSeconds(cluster);
  return {
    cluster,
    handler: {
      ...settings,
      queueName,
      queueUrl: `https://sqs.${cluster.region}.${awsDomain(cluster.region)}/${cluster.accountId}/${queueName}`,
      failedQueueName: `${queueName}-failed`,
      maxReceives: maxReceives(drainSeconds),
      managedTag: clusterTag(cluster.physicalName),
      nodeDrainSeconds: drainSeconds,
      pools: handledPools(cluster),
      homes: handlerHomes(cluster),
    },
  };
}

/** Pools of a cluster on AWS whose nodes the handler drains; EKS drains those of managed node groups itself. */
export function handledPools(cluster: AwsClusterSpec): readonly AwsNodePoolSpec[] {
  return cluster.pools.filter(({ aws }) => aws.management === 'self-managed');
}

/**
 * Pools for the handler's own pods: those for the system that begin with nodes, which stay when the load goes. A small cluster without
 * one has them among its workloads.
 */
export function handlerHomes({ pools }: AwsClusterSpec): readonly AwsNodePoolSpec[] {
  const begun = pools.filter((pool) => initialNodes(pool) > 0);
  const system = begun.filter(({ purpose }) => purpose === 'system');
  return system.length > 0 ? system : begun.filter((pool) => pool.purpose === 'workloads' && !isReserved(pool));
}

/** Whether a taint keeps pods away that do not name it. */
function isReserved({ taints }: AwsNodePoolSpec): boolean {
  return taints.some(({ effect }) => effect !== 'PreferNoSchedule');
}

/** The handler has one time for all nodes, which is that of the pool that needs the longest. */
function nodeDrainSeconds(cluster: AwsClusterSpec): number {
  const each = handledPools(cluster).map((pool) => nodeDrain(pool, cluster.workloads).evictedSeconds);
  return Math.max(...each) + DRAIN_MARGIN_SECONDS;
}
