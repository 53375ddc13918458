import { eksEphemeralStorageGib } from '../../analysis/allocatable';
import {
  AUTOSCALER_TAG_PREFIX,
  NODE_TEMPLATE_TAG_PREFIX,
  SCALED_BY_AUTOSCALER,
  SCALING_TAG,
} from '../../specs/pool/aws/autoscaler-tags';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { poolAllocatable } from '../../specs/pool/pool-allocatable';
import { taintValueText } from '../../values/taint';

/** Tags of a group by key. */
type Tags = Readonly<Record<string, string>>;

/**
 * Tags by which the cluster autoscaler finds a group; none where it does not scale the pool.
 *
 * EKS writes the two tags of the autoscaler's own prefix on every managed node group, also on those whose number is fixed, so that the
 * autoscaler of keelson looks for a third tag.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export function discoveryTags(pool: AwsNodePoolSpec, clusterName: string): Tags {
  if (pool.scaling.kind !== 'cluster-autoscaler') return {};
  const ours = { [SCALING_TAG]: SCALED_BY_AUTOSCALER };
  if (pool.aws.management === 'managed-node-group') return ours;
  return {
    ...ours,
    [`${AUTOSCALER_TAG_PREFIX}/enabled`]: 'true',
    [`${AUTOSCALER_TAG_PREFIX}/${clusterName}`]: 'owned',
  };
}

/**
 * Tags from which the cluster autoscaler predicts the nodes of an empty group. The startup taint is left out because the node no longer
 * has it when a pod is placed.
 *
 * The autoscaler takes what the tags say for what pods can request. Without them it takes the whole machine and 110 pods, so that it adds
 * nodes on which a large pod finds no room.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/cluster-autoscaler-1.36.1/cluster-autoscaler/cloudprovider/aws/aws_manager.go
 */
export function nodeTemplateTags(pool: AwsNodePoolSpec): Tags {
  if (pool.scaling.kind !== 'cluster-autoscaler') return {};
  // EKS tells the autoscaler the labels and taints of a managed node group.
  const { labels, taints } = pool.aws.management === 'managed-node-group' ? { labels: {}, taints: [] } : pool;
  const labelTags = Object.entries(labels).map(([key, value]) => [`label/${key}`, value] as const);
  const taintTags = taints.map((taint) => [`taint/${taint.key}`, taintValueText(taint)] as const);
  const resources = Object.entries(templateResources(pool)).map(([key, value]) => [`resources/${key}`, value] as const);
  return Object.fromEntries(
    [...labelTags, ...taintTags, ...resources].map(([key, value]) => [`${NODE_TEMPLATE_TAG_PREFIX}/${key}`, value]),
  );
}

/** Resources of a new node that pods can request. */
function templateResources(pool: AwsNodePoolSpec): Tags {
  const { cpuMillis, memoryBytes, pods } = poolAllocatable(pool);
  const figures = { cpu: `${cpuMillis}m`, memory: String(memoryBytes), pods: String(pods) };
  // The size of instance-store disks depends on the machine type, so that the autoscaler judges requests for storage by running
  // nodes only.
  if (pool.aws.instanceStore) return figures;
  return { ...figures, 'ephemeral-storage': `${eksEphemeralStorageGib(pool.aws.rootDisk.sizeGib)}Gi` };
}
