/** Prefix of the tags by which the cluster autoscaler finds Auto Scaling groups. */
export const AUTOSCALER_TAG_PREFIX = 'k8s.io/cluster-autoscaler';

/** Prefix of the tags that describe a node of a group to the cluster autoscaler, which has no node to inspect while the group is empty. */
export const NODE_TEMPLATE_TAG_PREFIX = `${AUTOSCALER_TAG_PREFIX}/node-template`;

/** Tag of the groups that the cluster autoscaler scales; its value is the kind of the scaling. */
export const SCALING_TAG = 'keelson.dev/scaling';

/** Value of {@link SCALING_TAG} on groups that the cluster autoscaler scales. */
export const SCALED_BY_AUTOSCALER = 'cluster-autoscaler';
