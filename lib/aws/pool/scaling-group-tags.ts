import type { AutoscalingGroupTag } from '@cdktf/provider-aws/lib/autoscaling-group';
import { clusterTag } from '../../specs/pool/aws/cluster-tag';
import { discoveryTags, nodeTemplateTags } from './autoscaler-tags';
import type { NodePoolProps } from './node-pool-props';

/** Tags of a group, sorted by key; EKS and the cluster autoscaler find the group by these tags. */
export function scalingGroupTags(props: NodePoolProps, groupName: string): AutoscalingGroupTag[] {
  const { pool, cluster } = props;
  const launched = {
    ...props.tags,
    Name: groupName,
    'keelson.dev/pool': pool.name,
    [clusterTag(cluster.name)]: 'owned',
  };
  const own = { ...discoveryTags(pool, cluster.name), ...nodeTemplateTags(pool) };
  return [...toTags(launched, true), ...toTags(own, false)].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function toTags(tags: Readonly<Record<string, string>>, propagateAtLaunch: boolean): readonly AutoscalingGroupTag[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch }));
}
