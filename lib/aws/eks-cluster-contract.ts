/** An EKS cluster that nodes can join, created here or imported. Members may be tokens, except those that the spec chooses. */
export interface IEksCluster {
  /** Name of the cluster; the spec chooses the name, so that it is never a token. */
  readonly name: string;
  /** URL of the Kubernetes API: `https://…`. */
  readonly endpoint: string;
  /** Certificate authority of the API server, in base64. */
  readonly certificateAuthority: string;
  /** Range of the addresses of Services; the address of the cluster DNS is derived from this range. */
  readonly serviceCidr: string;
  /** Minor version, `1.33`. */
  readonly kubernetesVersion: string;
  /** The security group that EKS made for the control plane and managed nodes. */
  readonly clusterSecurityGroupId: string;
}
