import type { AutoscalingGroupTag } from '@cdktf/provider-aws/lib/autoscaling-group';
import { AUTOSCALER_TAG_PREFIX, NODE_TEMPLATE_TAG_PREFIX } from '../../specs/pool/aws/autoscaler-tags';
import type { AwsNodePoolSpec } from '../../specs/pool/node-pool-spec';
import { taintValueText } from '../../values/taint';
import type { NodePoolProps } from './node-pool-props';

/** Tags of a group, sorted by key; EKS and the cluster autoscaler find the group by these tags. */
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
 * Tags by which the cluster autoscaler finds the group and, while the group is empty, predicts what its nodes look like. The
 * startup taint is left out because the node no longer has it when a pod is placed.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
function autoscalerTags(pool: AwsNodePoolSpec, clusterName: string): Readonly<Record<string, string>> {
  if (pool.scaling.kind !== 'cluster-autoscaler') return {};
  const template = NODE_TEMPLATE_TAG_PREFIX;
  const labels = Object.entries(pool.labels).map(([key, value]) => [`${template}/label/${key}`, value] as const);
  const taints = pool.taints.map((taint) => [`${template}/taint/${taint.key}`, taintValueText(taint)] as const);
  // The size of instance-store disks depends on the machine type, so that the autoscaler judges requests for storage by running
  // nodes only.
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
