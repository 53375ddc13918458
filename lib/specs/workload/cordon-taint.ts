/**
 * Key of the taint of cordoned nodes.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#node-kubernetes-io-unschedulable
 */
export const CORDON_TAINT = 'node.kubernetes.io/unschedulable';
