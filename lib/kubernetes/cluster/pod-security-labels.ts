/** Level of the Pod Security Standards. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/**
 * Labels that make the API server check the pods of a namespace against a Pod Security standard.
 *
 * The enforced standard is pinned to the cluster's minor version, so that a newer standard takes effect only with a reviewed
 * upgrade. Audit and warning use the strictest standard, so that people see what is left to do.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function renderPodSecurityLabels(enforced: PodSecurityLevel, kubernetesVersion: string): Record<string, string> {
  // A namespace that is privileged on purpose gets no warnings, because people would learn to ignore them.
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
