/** What user data needs of a cluster and knows before apply; endpoint and certificate authority are late pieces. */
export interface JoinedCluster {
  readonly name: string;
  /** Range of Services, of which the node derives its DNS address. */
  readonly serviceCidr: string;
}
