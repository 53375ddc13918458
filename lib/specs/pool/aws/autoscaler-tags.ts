/** Prefix of the tags by which the cluster autoscaler finds Auto Scaling groups. */
export const AUTOSCALER_TAG_PREFIX = 'k8s.io/cluster-autoscaler';

/** Prefix of the tags that tell the cluster autoscaler what a node of an empty group would be like. */
export const NODE_TEMPLATE_TAG_PREFIX = `${AUTOSCALER_TAG_PREFIX}/node-template`;
