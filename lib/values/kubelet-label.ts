import { refuse } from './refuse';

/** Labels in Kubernetes' own namespaces that the kubelet or the cloud sets on every node, so that no input may state them. */
const SELF_SET = new Set([
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
]);

/** Namespaces, with everything below them, that a kubelet may use freely. */
const FREE_NAMESPACES = ['kubelet.kubernetes.io', 'node.kubernetes.io'];

const RESERVED_NAMESPACES = ['kubernetes.io', 'k8s.io'];

/**
 * Label key that the kubelet accepts in `--node-labels`: with any other key of Kubernetes' own namespaces the kubelet exits at
 * start, and the node never joins.
 *
 * @throws ConfigError for such a key, and for one that the node sets by itself.
 * @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/kubelet/pkg/apis/well_known_labels.go
 */
export function requireKubeletLabel(key: string): string {
  if (SELF_SET.has(key)) {
    refuse(
      'key',
      'not be a label that every node gets by itself',
      key,
      'remove it; the node has this label without it',
    );
  }
  const namespace = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
  const isReserved = RESERVED_NAMESPACES.some((suffix) => isWithin(namespace, suffix));
  if (isReserved && !FREE_NAMESPACES.some((suffix) => isWithin(namespace, suffix))) {
    refuse(
      'key',
      'be a label that a kubelet accepts: of the namespaces below kubernetes.io and k8s.io only node.kubernetes.io and kubelet.kubernetes.io',
      key,
      'use a prefix of your own; with this one the kubelet exits at start and the node never joins',
    );
  }
  return key;
}

function isWithin(namespace: string, suffix: string): boolean {
  return namespace === suffix || namespace.endsWith(`.${suffix}`);
}
