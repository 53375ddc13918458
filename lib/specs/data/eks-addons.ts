/** Managed add-ons of every EKS cluster, by the name that EKS gives them. */
export const EKS_ADDON_NAMES = [
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
  'coredns',
  'aws-ebs-csi-driver',
  'metrics-server',
] as const;

/**
 * Add-on versions per Kubernetes minor, as of {@link EKS_ADDONS_AS_OF}.
 *
 * Only versions that public configurations of running clusters state are listed: EKS refuses a version that it never built,
 * and only at apply. A minor that is missing here needs `controlPlane.addonVersions`.
 */
export const EKS_ADDON_VERSIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1.34': {
    'vpc-cni': 'v1.20.4-eksbuild.2',
    'kube-proxy': 'v1.34.0-eksbuild.2',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.2',
    coredns: 'v1.12.3-eksbuild.1',
    'aws-ebs-csi-driver': 'v1.54.0-eksbuild.1',
    'metrics-server': 'v0.8.1-eksbuild.1',
  },
};

/** Date of {@link EKS_ADDON_VERSIONS}. */
export const EKS_ADDONS_AS_OF = '2026-11-01';
