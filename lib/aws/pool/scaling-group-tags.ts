import type { AutoscalingGroupTag } from '@cdktf/provider-aws/lib/autoscaling-group';
import { AUTOSCALER_TAG_PREFIX, NODE_TEMPLATE_TAG_PREFIX } from '../../specs/pool/aws/autoscaler-tags';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { taintValueText } from '../../values/taint';
import type { NodePoolProps } from './node-pool-props';

/** Tags of a group, sorted by key; EKS and the cluster autoscaler find the group by them. */
export function scalingGroupTags(props: NodePoolProps, groupName: string): AutoscalingGroupTag[] {
  const { pool, cluster } = props;
  const launched = {
    ...props.tags,
    Name: groupName,
    'keelson.dev/pool': pool.name,
    [`kubernetes.io/cluster/${cluster.name}`]: 'owned',
  };
  return [...toTags(launched, true), ...toTags(autoscalerTags(pool, cluster.name), false)].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );
}

/**
 * What the cluster autoscaler needs to find the group and, while it is empty, to know what a node of it would look like.
 * The startup taint is left out: it is gone by the time a pod is placed.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
function autoscalerTags(pool: AwsNodePoolSpec, clusterName: string): Readonly<Record<string, string>> {
  if (pool.scaling !== 'cluster-autoscaler') return {};
  const template = NODE_TEMPLATE_TAG_PREFIX;
  const labels = Object.entries(pool.labels).map(([key, value]) => [`${template}/label/${key}`, value] as const);
  const taints = pool.taints.map((taint) => [`${template}/taint/${taint.key}`, taintValueText(taint)] as const);
  // Instance-store disks differ by machine type; a pod's request for storage is then judged by nodes that run.
  const ephemeralStorage: Readonly<Record<string, string>> = pool.aws.instanceStore
    ? {}
    : { [`${template}/resources/ephemeral-storage`]: `${pool.aws.rootDisk.sizeGib}Gi` };
  return {
    [`${AUTOSCALER_TAG_PREFIX}/enabled`]: 'true',
    [`${AUTOSCALER_TAG_PREFIX}/${clusterName}`]: 'owned',
    ...ephemeralStorage,
    ...Object.fromEntries([...labels, ...taints]),
  };
}

function toTags(tags: Readonly<Record<string, string>>, propagateAtLaunch: boolean): readonly AutoscalingGroupTag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch }));
}
