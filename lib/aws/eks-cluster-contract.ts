/** An EKS cluster that nodes can join: created here or imported. Members may be tokens, but for those that the spec chose. */
export interface IEksCluster {
  /** Chosen by the spec, never a token. */
  readonly name: string;
  /** URL of the Kubernetes API: `https://…`. */
  readonly endpoint: string;
  /** Base64 of the certificate authority. */
  readonly certificateAuthority: string;
  /** Range of Services; the address of cluster DNS follows from it. */
  readonly serviceCidr: string;
  /** Minor version, `1.33`. */
  readonly kubernetesVersion: string;
  /** The security group that EKS made for the control plane and managed nodes. */
  readonly clusterSecurityGroupId: string;
}
