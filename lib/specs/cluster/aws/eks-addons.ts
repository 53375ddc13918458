/** Managed add-ons of every EKS cluster, by the name that EKS gives them. */
export const EKS_ADDON_NAMES = [
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
  'coredns',
  'aws-ebs-csi-driver',
  'metrics-server',
] as const;

/** Date of {@link EKS_ADDON_VERSIONS}. */
export const EKS_ADDONS_AS_OF = '2026-11-01';

/**
 * Add-on versions per Kubernetes minor, as of {@link EKS_ADDONS_AS_OF}.
 *
 * The list holds only versions that were seen in public records of running clusters or in answers of
 * `aws eks describe-addon-versions` (2026-01 to 2026-09), because EKS refuses a version that it never built, and only at apply. Some
 * versions are not the newest. A minor or an add-on that is missing here needs `controlPlane.addonVersions`.
 */
export const EKS_ADDON_VERSIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '1.31': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.31.14-eksbuild.25',
    'eks-pod-identity-agent': 'v1.4.0-eksbuild.1',
    coredns: 'v1.11.4-eksbuild.40',
    'aws-ebs-csi-driver': 'v1.63.1-eksbuild.1',
    'metrics-server': 'v0.8.1-eksbuild.14',
  },
  '1.32': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.32.13-eksbuild.24',
    'eks-pod-identity-agent': 'v1.4.0-eksbuild.1',
    coredns: 'v1.11.4-eksbuild.51',
    'aws-ebs-csi-driver': 'v1.63.1-eksbuild.1',
    'metrics-server': 'v0.8.1-eksbuild.14',
  },
  '1.33': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.33.10-eksbuild.21',
    'eks-pod-identity-agent': 'v1.4.0-eksbuild.1',
    coredns: 'v1.12.4-eksbuild.29',
    'aws-ebs-csi-driver': 'v1.63.1-eksbuild.1',
    'metrics-server': 'v0.8.1-eksbuild.14',
  },
  '1.34': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.34.6-eksbuild.21',
    'eks-pod-identity-agent': 'v1.4.0-eksbuild.1',
    coredns: 'v1.12.4-eksbuild.29',
    'aws-ebs-csi-driver': 'v1.63.1-eksbuild.1',
    'metrics-server': 'v0.9.0-eksbuild.5',
  },
  '1.35': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.35.3-eksbuild.21',
    'eks-pod-identity-agent': 'v1.4.0-eksbuild.1',
    coredns: 'v1.13.2-eksbuild.21',
    'aws-ebs-csi-driver': 'v1.63.1-eksbuild.1',
    'metrics-server': 'v0.9.0-eksbuild.5',
  },
  '1.36': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.36.0-eksbuild.25',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.14.3-eksbuild.23',
    'aws-ebs-csi-driver': 'v1.66.0-eksbuild.1',
    'metrics-server': 'v0.9.0-eksbuild.11',
  },
};
