import type { Problems } from '../../../values/problems';
import type { AwsNodePoolSpec } from '../node-pool-spec';

/** Most characters in the key of a label or a taint that EKS accepts, prefix and slash included. */
const MAX_KEY_LENGTH = 63;
const MAX_TAINTS = 50;

/** Text that EKS reserves for Kubernetes and itself, at any place in a key. */
const RESERVED = ['kubernetes.io/', 'k8s.io/', 'eks.amazonaws.com/'];

const OTHERWISE = "use management 'self-managed'";

/**
 * Rules of labels and taints that the API of EKS adds to those of Kubernetes, for managed node groups.
 *
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/eks/2017-11-01/service-2.json
 * @see https://github.com/aws/containers-roadmap/issues/1451
 */
export function judgeManagedLabels(spec: AwsNodePoolSpec, problems: Problems): void {
  for (const [key, value] of Object.entries(spec.labels)) {
    const property = `labels.${key}`;
    judgeKey(property, key, problems);
    const rule = 'have a value of 1 to 63 characters on a managed node group';
    problems.require(value !== '', property, rule, value, `give it one, as 'true', or ${OTHERWISE}`);
  }
  spec.taints.forEach(({ key }, index) => {
    judgeKey(`taints[${index}].key`, key, problems);
  });
  const count = spec.taints.length;
  const rule = `hold at most ${MAX_TAINTS} taints on a managed node group`;
  problems.require(count <= MAX_TAINTS, 'taints', rule, count, `remove ${count - MAX_TAINTS}, or ${OTHERWISE}`);
}

function judgeKey(property: string, key: string, problems: Problems): void {
  const length = `have a key of at most ${MAX_KEY_LENGTH} characters, prefix included, on a managed node group`;
  problems.require(key.length <= MAX_KEY_LENGTH, property, length, key, `shorten it, or ${OTHERWISE}`);
  const kept = RESERVED.find((prefix) => key.includes(prefix));
  const rule = `not have '${kept}' in its key on a managed node group`;
  problems.require(
    kept === undefined,
    property,
    rule,
    key,
    `EKS refuses it; use a prefix of your own, or ${OTHERWISE}`,
  );
}
