/** Level of the Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/**
 * Labels that make the API server judge the pods of a namespace.
 *
 * What is enforced is pinned to the cluster's minor: a newer standard takes effect with the upgrade, which somebody
 * reviews, and not before. Audit and warning are as strict as it gets, so that people see what is still to be done.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function renderPodSecurityLabels(enforced: PodSecurityLevel, kubernetesVersion: string): Record<string, string> {
  // Warnings about a namespace that is privileged on purpose would be noise.
  const advised = enforced === 'privileged' ? 'privileged' : 'restricted';
  const version = `v${kubernetesVersion}`;
  return {
    'pod-security.kubernetes.io/enforce': enforced,
    'pod-security.kubernetes.io/enforce-version': version,
    'pod-security.kubernetes.io/audit': advised,
    'pod-security.kubernetes.io/audit-version': version,
    'pod-security.kubernetes.io/warn': advised,
    'pod-security.kubernetes.io/warn-version': version,
  };
}
