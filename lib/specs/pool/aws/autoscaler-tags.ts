/** Prefix of the tags by which the cluster autoscaler finds Auto Scaling groups. */
export const AUTOSCALER_TAG_PREFIX = 'k8s.io/cluster-autoscaler';

/** Prefix of the tags that describe a node of a group to the cluster autoscaler, which has no node to inspect while the group is empty. */
export const NODE_TEMPLATE_TAG_PREFIX = `${AUTOSCALER_TAG_PREFIX}/node-template`;
